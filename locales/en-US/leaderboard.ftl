### What /leaderboard shows.

# Title of the board of all time.
leaderboard-title = Leaderboard: all-time Sparks

# Title of the board of the month that runs.
leaderboard-title-month = Leaderboard: this month

# Title of the board of the month before.
leaderboard-title-last-month = Leaderboard: last month

# Title of the board of the week that runs.
leaderboard-title-week = Leaderboard: this week

# Title of the board of an earlier month, opened by a button of an old message.
leaderboard-title-past-month = Leaderboard: an earlier month

# Title of the board of an earlier week, opened by a button of an old message.
leaderboard-title-past-week = Leaderboard: an earlier week

# Title of a campaign's board. $campaign: its name.
leaderboard-title-campaign = Leaderboard: { $campaign }

# Over the rows of the board of this month or week. $when: how long until then. $at: the moment.
leaderboard-resets = Starts over { $when } ({ $at })

# Over the rows of a board that is over. $from, $until: moments.
leaderboard-ran = From { $from } to { $until }

# Over the rows of the board of a campaign that runs. $from: when it started.
leaderboard-running = Running since { $from }

# Instead of the rows: nobody earned Sparks ever.
leaderboard-empty = Nobody has earned Sparks yet. Be the first! `/{ command-help }` shows how.

# Instead of the rows: nobody earned Sparks this month.
leaderboard-empty-month = Nobody has earned Sparks this month yet. Be the first! `/{ command-help }` shows how.

# Instead of the rows: nobody earned Sparks this week.
leaderboard-empty-week = Nobody has earned Sparks this week yet. Be the first! `/{ command-help }` shows how.

# Instead of the rows: nobody earned Sparks in a month or week that is over.
leaderboard-empty-past = Nobody earned Sparks in this period. See who is ahead now: `/{ command-leaderboard }`.

# Instead of the rows: nobody earned Sparks in a campaign that runs.
leaderboard-empty-campaign = Nobody has earned Sparks in this campaign yet. Moderators award them for taking part. Be the first!

# Instead of the rows: nobody earned Sparks in a campaign that has ended.
leaderboard-empty-campaign-past = Nobody earned Sparks in this campaign, and it has ended. See who is ahead now: `/{ command-leaderboard }`.

# Over the reader's own place.
leaderboard-field-own = You

# The reader's own place. $rank: their place. $score: what they earned.
leaderboard-own = #{ $rank } · { $score }

# The same when they are left out of the boards. $rank: the place they would have. $score: what they earned.
leaderboard-own-hidden = #{ $rank } · { $score }. Only you can see this: you are hidden from the leaderboards. `/{ command-privacy } { command-privacy-show }` puts you back.

# Instead of the reader's own place.
leaderboard-own-none = Not on this leaderboard yet

# How many members are on the board, for leaderboard-footer.
leaderboard-members =
    { $count ->
        [one] { $count } member
       *[other] { $count } members
    }

# Under the board. $page of $pages; $members: leaderboard-members.
leaderboard-footer = Page { $page } of { $pages } · { $members }

# Button to the first page.
leaderboard-first = First

# Button to the page before.
leaderboard-previous = Previous

# Button to the next page.
leaderboard-next = Next

# Button to the page on which the reader stands.
leaderboard-jump = Jump to me

# Offered for the option "board": everything that was ever earned.
leaderboard-board-lifetime = All time

# Offered for the option "board".
leaderboard-board-month = This month

# Offered for the option "board".
leaderboard-board-last-month = Last month

# Offered for the option "board".
leaderboard-board-week = This week

# Offered for the option "board": a campaign that has ended. $campaign: its name.
leaderboard-board-ended = { $campaign } (ended)

# Somebody typed a board that is none.
leaderboard-refused-unknown = There is no such leaderboard. Use `/{ command-leaderboard }` again and choose from the list that appears under **{ command-leaderboard-option-board }**.
