### What /award says: to all, to the moderator, and why not.

# Title of the announcement.
award-title = Sparks awarded

# The announcement, for all to see. $member: who received. $amount: how many. $campaign: from
# where.
award-announcement = { $member } received { $amount } from { $campaign }.

# Under the announcement. $receipt: what to quote.
award-receipt = Receipt { $receipt }

# For the moderator alone. $member: who received. $amount: how many. $campaign: from where.
award-done = Awarded { $amount } to { $member } from { $campaign }.

# Over what the member has now.
award-field-balance = Member's balance

# Over what is left of the budget.
award-field-left = Budget left

# Refused: the receiver is a bot.
award-refused-bot = Bots can't redeem anything. Choose a member.

# Refused: moderator and receiver are one.
award-refused-yourself = You can't award Sparks to yourself. Ask another moderator.

# Refused: the amount is out of range. $max: the most.
award-refused-amount = The amount must be from 1 to { $max }.

# Refused: the reason is too long. $max: how many characters it may have. $length: how many it
# has.
award-refused-reason = The reason has { $length } characters. The limit is { $max }.

# Refused: no such campaign.
award-refused-unknown-campaign = There is no such campaign. Choose one from the list, or start one with `/{ command-campaign } { command-campaign-create }`.

# Refused: the campaign was closed. $campaign: its name. $when: when, relative.
award-refused-campaign-closed = { $campaign } was closed { $when }. Choose one that is still running.

# Refused: the campaign has too little left. $campaign: its name. $left: what it has.
award-refused-over-budget = { $campaign } has { $left } left. Award less, or choose another campaign.

# Over what of an award went to what the member owed.
award-field-paid = Went to their debt

# Over what the member still owes.
award-field-owed = Still owed

# Over what the member can still have from the campaign, where that is little.
award-field-member-left = Left for this member

# Over what the moderator can still award today, where that is little.
award-field-moderator-left = Left for you today

# Under it. $left: what is left, a number. $cap: of how much.
award-left-of = { $left } of { $cap }

# Refused: the campaign starts later. $campaign: its name. $when: when it starts.
award-refused-not-started = { $campaign } has not started yet. It starts { $when }.

# Refused: the campaign's time is over. $campaign: its name. $when: when it was.
award-refused-ended = { $campaign } ended { $when }. Choose one that is still running, or move its end.

# Refused: more than one award may be. $campaign: its name. $cap: the most.
award-refused-award-cap = One award from { $campaign } can be { $cap } at most.

# Refused: more than the member may have. $campaign: its name. $cap: the most for each member. $used:
# what this one has had. $left: what is left.
award-refused-member-cap = Each member can receive { $cap } from { $campaign }. This one has { $used }; { $left } can still be awarded.

# Refused: more than a moderator may award in a day. $campaign: its name. $cap: the most. $used: what
# this one has awarded today. $left: what is left. $when: when the next day begins.
award-refused-moderator-cap = Each moderator can award { $cap } a day from { $campaign }. You have awarded { $used } today; { $left } can still be awarded. The next day begins { $when }.

# Title of the form of an award, opened from the menu on a member.
award-form-title = Award Sparks

# Over the field of the form for how many Sparks.
award-form-amount = Amount

# In the empty field for how many Sparks. $campaign: where they come from.
award-form-from = From { $campaign }, such as 100

# Over the field of the form for why; it may stay empty.
award-form-reason = Reason, optional; everyone can read it

# Several campaigns run: asks the moderator from which. $member: who is to receive.
award-which-campaign = From which campaign should { $member } receive Sparks?

# In the select of campaigns before one is chosen.
award-campaign-placeholder = Choose a campaign

# Under a campaign's name in the select. $left: what its budget has left.
award-campaign-left = { $left } left

# Under the select: more campaigns run than it can show.
award-more-campaigns = Only the latest are listed. For an older one, use /{ command-award }.

# Refused: no campaign runs.
award-no-campaign = No campaign is running. Start one with `/{ command-campaign } { command-campaign-create }`, then award from it.

# Refused: what was typed as the amount is no whole number.
award-refused-no-number = The amount must be a whole number, such as 1000. Nothing was awarded.

# Refused: what was typed as the amount may be a thousand times smaller elsewhere, such as 1.000.
award-refused-ambiguous = That amount can be read in two ways. Write it without commas or dots, such as 1000. Nothing was awarded.

# Refused: the form of an award needs a permission.
award-form-not-permitted = This form needs the permission “Manage Server”. If you can use `/{ command-award }`, use it instead.
