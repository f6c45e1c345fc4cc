### What /privacy says: what is stored, being forgotten, and being left out of the leaderboards.

# Title of the file of everything that is stored about the reader.
privacy-export-title = Your data

# Over the file.
privacy-export-body = This file holds everything that is stored about you. Only you can see this message.

# What a screen reader says of the file.
privacy-export-file = Everything stored about you, as JSON

# Instead of the file: Discord would not take it. $member: their id, for what an operator enters.
privacy-export-large = What is stored about you is too large for a file on Discord. Ask the bot's operator for it; they get it by `sparks privacy export { $member }`.

# Under everything about one's data.
privacy-backups = Backups of the bot keep older data until they are replaced.

# Title of the question before one's data is erased.
privacy-erase-title = Erase your data

# The question before one's data is erased.
privacy-erase-question = **This cannot be undone.** Nobody can give back what is lost, moderators included. If you come back later, you start from zero.

# Over what will be lost.
privacy-erase-field-lost = You will lose

# The last line of what will be lost.
privacy-erase-lost-history = Your history and your place on the leaderboard

# Over what stays.
privacy-erase-field-kept = What stays

# What stays.
privacy-erase-kept = Amounts and dates in the ledger, without you: nobody can tell from them whose they were. Messages already posted in channels are not deleted.

# The red button.
privacy-erase-confirm = Erase everything

# The other button.
privacy-erase-cancel = Keep my data

# The member decided not to.
privacy-erase-cancelled = Nothing was erased. To be asked again, use `/{ command-privacy } { command-privacy-erase }`.

# There is nothing about the member.
privacy-erase-nothing = Nothing is stored about you, so there is nothing to erase.

# Refused: redemptions are under way. $receipts: their receipts.
privacy-erase-open = Your data can't be erased while a redemption is under way: { $receipts }. Nothing was erased. `/{ command-sparks }` shows when it is done; if it takes long, ask a moderator. Then use `/{ command-privacy } { command-privacy-erase }` again.

# Title when it is done.
privacy-erased-title = Your data is erased

# It is done. $amount: Sparks that are nobody's now.
privacy-erased-body = The ledger no longer knows who you are. Given up: { $amount }.

# After it: there were no roles.
privacy-erased-no-roles = You had no roles from redemptions. Nothing else remains to be done.

# After it: the roles are gone. $count: how many.
privacy-erased-roles-gone =
    { $count ->
        [one] Your role from a redemption has been removed. Nothing else remains to be done.
       *[other] Your { $count } roles from redemptions have been removed. Nothing else remains to be done.
    }

# After it: roles are still being taken. $count: how many.
privacy-erased-roles-left =
    { $count ->
        [one] One role is still to be removed. The bot does it by itself as soon as Discord lets it, and keeps your user id until then.
       *[other] { $count } roles are still to be removed. The bot does it by itself as soon as Discord lets it, and keeps your user id until then.
    }

# In place of a member or moderator who was erased since.
privacy-nobody = an erased member

# After /privacy hide.
privacy-hidden = You are hidden from all leaderboards. You keep your Sparks and badges, and still see your own place in private. `/{ command-privacy } { command-privacy-show }` puts you back.

# After /privacy hide by somebody who is hidden.
privacy-hidden-already = You are hidden from the leaderboards already. `/{ command-privacy } { command-privacy-show }` puts you back.

# After /privacy show.
privacy-shown = You are on the leaderboards again, with everything you have earned. `/{ command-leaderboard }` shows where you stand.

# After /privacy show by somebody who is not hidden.
privacy-shown-already = You are not hidden from the leaderboards. `/{ command-privacy } { command-privacy-hide }` would take you off them.
