### What /privacy answers.

# After /privacy hide.
privacy-hidden = You are hidden from all leaderboards. You keep your Sparks and badges, and still see your own place in private. `/{ command-privacy } { command-privacy-show }` puts you back.

# After /privacy hide by somebody who is hidden.
privacy-hidden-already = You are hidden from the leaderboards already. `/{ command-privacy } { command-privacy-show }` puts you back.

# After /privacy show.
privacy-shown = You are on the leaderboards again, with everything you have earned. `/{ command-leaderboard }` shows where you stand.

# After /privacy show by somebody who is not hidden.
privacy-shown-already = You are not hidden from the leaderboards. `/{ command-privacy } { command-privacy-hide }` would take you off them.
