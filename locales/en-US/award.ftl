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
