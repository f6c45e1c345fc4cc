### What is read when something can't be answered as asked, wherever it happens.

# A fault of ours. $incident: the id under which the log has the rest.
error-fault = Something went wrong on our side. Check `/{ command-sparks }` before you try again: it shows what really happened. If the problem persists, give a moderator this code: **{ $incident }**

# Nothing can be saved, such as on a full disk. $incident: the id under which the log has the rest.
error-not-saved = The bot can't save anything right now. Try again in a few minutes, and check `/{ command-sparks }` first: it shows what really happened. If the problem persists, give a moderator this code: **{ $incident }**

# A command arrived with a value that Discord should not have let through.
error-argument = One of the values isn't valid. Please enter the command again.

# A command that this version does not know: Discord still shows an older or newer one.
error-command-changed = This command has changed. Restart Discord and try again.

# The same interaction came twice with different content.
error-conflict = This has already been used for another request. Please start again.

# A button or select of an earlier version of the bot.
error-stale-component = This message is out of date. Please use the command again.

# Somebody pressed another member's button. $owner: that member.
error-not-yours = This belongs to { $owner }. Use the command yourself to get your own.

# A moderator chose a name without a letter or digit.
name-refused-empty = The name needs at least one letter or digit.

# A moderator chose a name that is too long. $max: how many characters it may have. $length: how
# many it has.
name-refused-long = The name has { $length } characters. The limit is { $max }.

# Somebody used a command in a server that this bot does not serve.
error-elsewhere = This bot serves another server. Use its commands there.

# Somebody pressed a moderators' button, or sent its form, without the permission.
error-not-permitted = You need the permission “Manage Server” to use these buttons. If you may use the command, type it instead.
