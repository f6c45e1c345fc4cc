### What /award-many shows: awards in bulk.

# Title of what would be awarded.
batch-draft-title = Award to all of them?

# What would be awarded, nothing is yet. $count: to how many members. $amount: in all.
# $campaign: from where.
batch-draft = { $count ->
    [one] { $count } member would receive { $amount } from { $campaign }.
   *[other] { $count } members would receive { $amount } from { $campaign }.
}

# Under it: bots that have the role. $count: how many.
batch-left-out-bots = { $count ->
    [one] { $count } bot with this role is left out.
   *[other] { $count } bots with this role are left out.
}

# Under it: the moderator has the role, too.
batch-left-out-you = You have this role yourself and are left out.

# Under what would be awarded.
batch-draft-footer = Nothing has been awarded yet. This preview can be confirmed for a day.

# Over what all lines add up to.
batch-field-total = In all

# Over what the campaign's budget has left afterwards.
batch-field-left-after = Budget left afterwards

# Over what the moderator can still award today afterwards.
batch-field-day-left-after = Left for you today afterwards

# Over the first lines.
batch-field-lines = Who receives what

# Button: awards all of it. $amount: how much that is.
batch-confirm = Award { $amount }

# Button: awards nothing.
batch-cancel = Cancel

# The moderator cancelled.
batch-cancelled = Cancelled. Nothing was awarded.

# Under refusals.
batch-nothing-awarded = Nothing was awarded.

# Instead of a batch: there are none.
batch-none-yet = Nothing has been awarded in bulk yet. Start with `/{ command-award-many } { command-award-many-file }`.

# Among suggestions. $count: how many lines a batch has.
batch-lines = { $count ->
    [one] { $count } award
   *[other] { $count } awards
}

# Title of a batch. $receipt: its number.
batch-title = Batch { $receipt }

# How many lines are done. $done: those. $lines: of how many.
batch-lines-of = { $done } of { $lines }

# Over how many awards were made.
batch-field-paid-lines = Awards made

# Over how much was awarded.
batch-field-paid = Awarded

# Over who confirmed it, and when.
batch-field-moderator = Confirmed by

# Over how many awards the undoing has looked at.
batch-field-undone-lines = Awards undone

# Over what could not be taken back.
batch-field-kept = Not taken back

# A batch that nobody has confirmed. $campaign: its campaign.
batch-state-draft = This waits for confirmation. Nothing has been awarded from { $campaign }.

# A batch that is being paid. $campaign: from where.
batch-state-paying = Sparks from { $campaign } are being awarded. This message follows, and so does `/{ command-award-many } { command-award-many-status }`.

# A batch that is paid. $count: how many awards. $amount: how much. $campaign: from where.
batch-state-paid = { $count ->
    [one] { $count } member has received { $amount } from { $campaign }.
   *[other] { $count } members have received { $amount } from { $campaign }.
}

# A batch that stands still. $why: a sentence.
batch-state-stopped = It has stopped: { $why }

# Why: whoever confirmed it was erased at their own wish.
batch-stopped-erased = Whoever confirmed it has erased their data. Somebody else can award what is left.

# A batch that is being taken back. $campaign: from where it was.
batch-state-undoing = The awards from { $campaign } are being undone.

# A batch that was taken back. $campaign: from where it was.
batch-state-undone = The awards from { $campaign } have been undone.

# Under a paid batch: members who reached their limit meanwhile, or erased their data. $count: how many.
batch-passed-over = { $count ->
    [one] { $count } line was passed over: the member has reached the campaign's limit or has erased their data.
   *[other] { $count } lines were passed over: their members have reached the campaign's limit or have erased their data.
}

# Under a batch that stands still. $count: how many lines are not paid.
batch-unpaid = { $count ->
    [one] { $count } line is not paid.
   *[other] { $count } lines are not paid.
}

# After it: the lines are attached as a file.
batch-unpaid-file = The file has what is left, and can be given to the command again as it is.

# Button: goes on with a batch that was stopped.
batch-continue = Go on

# Button: shows how far it has come.
batch-show = Look again

# Column of the file of what is not paid; the command reads it again.
batch-column-member = member

# Column of the file of what is not paid; the command reads it again.
batch-column-amount = amount

# Column of the file of what is not paid; the command reads it again.
batch-column-reason = reason

# The question whether to take a batch back. $receipt: which. $count: how many awards. $amount: how
# much they are.
batch-undo-question = { $count ->
    [one] Undo batch { $receipt }? That is { $count } award, { $amount } in all.
   *[other] Undo batch { $receipt }? Those are { $count } awards, { $amount } in all.
}

# Under it: some members have spent part. $count: how many. $missing: how much that is.
batch-undo-missing = { $count ->
    [one] { $count } member has spent part of it: { $missing } can't be taken back now.
   *[other] { $count } members have spent part of it: { $missing } can't be taken back now.
}

# Some lines can't be awarded; they follow. $count: how many.
batch-flawed = { $count ->
    [one] { $count } line can't be awarded. Correct it and try again.
   *[other] { $count } lines can't be awarded. Correct them and try again.
}

# Under it. $count: how many lines are fine.
batch-flawed-good = { $count ->
    [one] The other { $count } line is fine.
   *[other] The other { $count } lines are fine.
}

# Before what is wrong with a line of a file. $line: its number.
batch-line = Line { $line }

# Before what is wrong with one of several pasted mentions. $line: the how manieth it is.
batch-entry = No. { $line }

# What is wrong with a line. $found: how many columns it has. $expected: how many the header has.
batch-flaw-columns = columns: { $found }, the header has { $expected }

# What is wrong with a line: no id and no mention.
batch-flaw-member = not a member's ID or mention (spreadsheets round long numbers: format the column as text)

# What is wrong with a line: no whole number.
batch-flaw-amount = the amount is not a whole number

# What is wrong with a line: 1,000 or 1.000.
batch-flaw-separators = the amount has separators; write it as 1000

# What is wrong with a line. $max: the most.
batch-flaw-range = the amount must be from 1 to { $max }

# What is wrong with a line. $max: the most characters.
batch-flaw-reason = the reason is too long; the limit is { $max }

# What is wrong with a line: the member has one already. $line: which.
batch-flaw-duplicate = already in line { $line }

# What is wrong with a line: nobody on the server has this id.
batch-flaw-unknown = not on this server

# What is wrong with a line.
batch-flaw-bot = a bot

# What is wrong with a line: it is the moderator.
batch-flaw-yourself = that's you; ask another moderator

# What is wrong with a line. $cap: the most for one award from the campaign.
batch-flaw-award-cap = more than one award can be: { $cap }

# What is wrong with a line. $left: what the member can still have from the campaign.
batch-flaw-member-cap = more than this member can still receive: { $left }

# Refused: the file. $size: how many megabytes it may have.
batch-file-too-large = The file is too large: { $size } MB at most.

# Refused: the file. $line: the first line that can't be read.
batch-file-not-utf8 = The file is not UTF-8 from line { $line } on. Save it as “CSV UTF-8”.

# Refused: the file.
batch-file-empty = The file is empty.

# Refused: the file.
batch-file-no-header = The file has no header. Its first line must be `member,amount` or `member,amount,reason`.

# Refused: the file.
batch-file-missing-column = A column is missing. The first line must be `member,amount` or `member,amount,reason`.

# Refused: the file. $column: the name of a column.
batch-file-wrong-column = The column “{ $column }” is unknown or stands there twice. The first line must be `member,amount` or `member,amount,reason`.

# Refused: too many lines. $max: the most.
batch-too-many-lines = There are too many lines: { $max } at most. Split them.

# Refused: the file can't be had from Discord.
batch-file-not-fetched = The file can't be read from Discord right now. Try again.

# Refused: Discord does not list members for this bot.
batch-needs-intent = Discord doesn't let this bot list the server's members. Ask the bot's operator to turn on “Server Members Intent” in Discord's developer portal, or paste the members.

# Refused: the same, and they are too many to be looked up one by one. $max: the most.
batch-needs-intent-for-many = Discord doesn't let this bot list the server's members, and without that it can check { $max } at most. Split them, or ask the bot's operator to turn on “Server Members Intent” in Discord's developer portal.

# Refused: Discord does not say who is there.
batch-members-away = Discord doesn't say right now who is on this server. Try again in a moment.

# Refused. $amount: what the lines add up to. $campaign: the campaign. $left: what it has left.
batch-refused-budget = That is { $amount } in all, and { $campaign } has { $left } left. Award less, or raise its budget with `/{ command-campaign } { command-campaign-edit }`.

# Refused. $amount: what the lines add up to. $campaign: the campaign. $cap: the most for one moderator and
# day. $left: what is left of it. $when: when the next day begins.
batch-refused-day-cap = That is { $amount } in all. Each moderator can award { $cap } a day from { $campaign }; { $left } can still be awarded today. The next day begins { $when }.

# Refused: there is nobody to award to.
batch-refused-nobody = There is nobody to award to.

# Refused: no batch has this number, or it was a preview that is gone.
batch-refused-unknown = There is no such batch. Its number looks like `B-12`; a preview is kept for a day.

# Refused: another moderator's batch.
batch-refused-not-yours = Only the moderator who prepared it can confirm it.

# Refused: it was confirmed before.
batch-refused-confirmed = This has been confirmed before.

# Refused: nothing of it can be taken back.
batch-refused-nothing-to-undo = There is nothing in this batch that can be undone.

# Refused: it is being paid.
batch-refused-still-paying = This batch is still being paid. Undo it when that has ended.
