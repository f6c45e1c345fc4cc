### What /doctor says, and `sparks check` in a terminal.

# Title of what is wrong around the bot, and what is not.
doctor-title = Check-up

# In place of the problems: there are none.
doctor-all-good = Everything works.

# Over the list of what is in order.
doctor-in-order = In order

# In order: the bot is a member of the server.
doctor-in-server = The bot is in the server.

# In order: the permission is there.
doctor-may-give-roles = The bot may give roles.

# A problem: the permission is missing.
doctor-may-not-give-roles = The bot may not give roles. Give it the permission “Manage Roles” in the server settings.

# In order: the bot hears who joins and leaves.
doctor-intent-on = “Server Members Intent” is on: members who come back get their roles again at once.

# To be seen to: the bot does not hear who joins and leaves, and may not list the members. $max: how many it asks for one by one.
doctor-intent-off = “Server Members Intent” is off: members who come back get their roles again when they next use the bot, those who leave stay on boards until somebody looks, and `/{ command-award-many } { command-award-many-role }` and lists of more than { $max } members are refused. Turn it on in Discord's developer portal, under Bot, and restart the bot.

# A problem: the bot can't deliver a perk. $perk: which. $reason: why, and what to do.
doctor-undeliverable = { $perk } can't be delivered and is hidden from members. { $reason }

# In order: perks. $count: how many.
doctor-deliverable =
    { $count ->
        [one] { $count } perk can be delivered.
       *[other] { $count } perks can be delivered.
    }

# In order, but something could be better: no staff channel.
doctor-no-staff-channel = No staff channel is set: changes are in `/{ command-audit }`, and alerts go to the log alone. STAFF_CHANNEL_ID sets one.

# In order: the staff channel. $channel: which.
doctor-staff-channel = The bot may post in the staff channel { $channel }.

# A problem. $channel: which channel.
doctor-staff-channel-missing = There is no staff channel { $channel } any more. Set another STAFF_CHANNEL_ID and restart the bot.

# A problem. $channel: which channel.
doctor-staff-channel-hidden = The bot can't see the staff channel { $channel }. Give it “View Channel”, “Send Messages” and “Embed Links” there.

# A problem. $channel: which channel.
doctor-staff-channel-unfit = The staff channel { $channel } is no text channel of this server. Set another STAFF_CHANNEL_ID and restart the bot.

# A problem. $channel: which channel. $permissions: what the bot lacks there, in the words of Discord's settings.
doctor-staff-channel-forbids = The bot can't post in the staff channel { $channel }. Give it there: { $permissions }.

# In order: the machine's clock.
doctor-clock-right = The bot's clock is right.

# A problem: the machine's clock. $seconds: how many seconds it is ahead.
doctor-clock-ahead =
    { $seconds ->
        [one] The bot's clock is { $seconds } second ahead. Turn on time synchronisation (NTP) on its machine.
       *[other] The bot's clock is { $seconds } seconds ahead. Turn on time synchronisation (NTP) on its machine.
    }

# A problem: the machine's clock. $seconds: how many seconds it is behind.
doctor-clock-behind =
    { $seconds ->
        [one] The bot's clock is { $seconds } second behind. Turn on time synchronisation (NTP) on its machine.
       *[other] The bot's clock is { $seconds } seconds behind. Turn on time synchronisation (NTP) on its machine.
    }

# In order: the database. $migration: the number of its latest migration.
doctor-database-sound = The database is sound, at migration { $migration }.

# A problem: the database. $damage: what SQLite found.
doctor-database-damaged = The database is damaged ({ $damage }). Stop the bot, restore the latest backup, and keep the file for analysis.

# In order: the database's size. $file: the file, in megabytes. $log: the write-ahead log.
doctor-sizes = The database has { $file } MB, its log { $log } MB.

# A problem: the write-ahead log is not folded into the file. $log: its size in megabytes.
doctor-log-large = The database's log has grown to { $log } MB. Something reads the file for too long: end it, or restart the bot.

# In order: the latest backup. $at: when.
doctor-backed-up = The latest backup is of { $at }.

# A problem. $at: when the latest backup was made.
doctor-backup-old = The latest backup is of { $at }. Let `sparks backup` run every day.

# A problem: no backup is known.
doctor-no-backup = No backup by `sparks backup` is known. Let it run every day, unless something else copies the file.

# In order: redemptions.
doctor-nothing-stuck = No redemption is stuck.

# A problem: redemptions. $review: how many need a decision. $blocked: how many Discord refuses. $late: how many are late.
doctor-stuck = Redemptions that need a decision: { $review }, refused by Discord: { $blocked }, late: { $late }. See `/{ command-redemption } { command-redemption-list }`.

# A problem: roles whose time is over. $count: how many can't be taken.
doctor-roles-stay =
    { $count ->
        [one] { $count } role whose time is over can't be taken from its member. Give the bot the permission “Manage Roles” and drag its role above the roles of all perks, archived ones as well; it keeps trying.
       *[other] { $count } roles whose time is over can't be taken from their members. Give the bot the permission “Manage Roles” and drag its role above the roles of all perks, archived ones as well; it keeps trying.
    }

# A problem: redemptions wait for moderators. $count: how many.
doctor-queue-waits =
    { $count ->
        [one] { $count } redemption has waited for a moderator for more than three days. See `/{ command-queue } { command-queue-list }`.
       *[other] { $count } redemptions have waited for a moderator for more than three days. See `/{ command-queue } { command-queue-list }`.
    }

# A problem: what is to be posted to the staff channel waits. $count: how much.
doctor-posts-wait =
    { $count ->
        [one] { $count } post waits for the staff channel. It goes out once the channel can be used.
       *[other] { $count } posts wait for the staff channel. They go out once the channel can be used.
    }

# A problem: the product's backend could not be told about redemptions. $count: how much.
doctor-webhooks-given-up =
    { $count ->
        [one] { $count } report on a redemption could not be delivered to the product for a day, and was given up. Whoever runs the bot sees why with `sparks outbox list` and has it sent again with `sparks outbox retry`.
       *[other] { $count } reports on redemptions could not be delivered to the product for a day, and were given up. Whoever runs the bot sees why with `sparks outbox list` and has them sent again with `sparks outbox retry`.
    }

# A problem: Discord does not accept the token.
doctor-delivery-stopped = Discord has refused the bot's token: nothing is delivered. Restart the bot with a valid one.
