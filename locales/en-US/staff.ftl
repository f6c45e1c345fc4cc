### What is posted to the staff channel, beside rows of the record.

# Title of alerts.
staff-alerts-title = Needs attention

# In place of lines that are not there any more.
staff-gone = There is nothing more to say about this.

# Few of a perk are left. $perk: which. $left: how many. $initial: how many there were.
staff-stock-low = { $perk } is running low: { $left } of { $initial } left.

# None of a perk are left. $perk: which.
staff-sold-out = { $perk } is sold out.

# Little of a campaign's budget is left. $campaign: which. $left: how much is left. $budget: of how much.
staff-budget-low = The budget of { $campaign } is nearly spent: { $left } of { $budget } left. More with `/{ command-campaign } { command-campaign-edit }`.

# Nothing of a campaign's budget is left. $campaign: which.
staff-budget-spent = The budget of { $campaign } is spent: nothing more can be awarded from it. More with `/{ command-campaign } { command-campaign-edit }`.

# A redemption waits for a decision. $receipt: which. $perk: of what. $member: whose.
staff-redemption-review = { $receipt } needs your decision: { $perk } for { $member }. See `/{ command-redemption } { command-redemption-show }`.

# Discord refuses to give a role. $receipt: which redemption. $perk: of what. $member: whose.
staff-redemption-blocked = { $receipt } can't be delivered: { $perk } for { $member }. The server is set up wrong; see `/{ command-redemption } { command-redemption-show }`.

# A delivery takes long. $receipt: which redemption. $perk: of what. $member: whose.
staff-redemption-late = { $receipt } is late and still being tried: { $perk } for { $member }. See `/{ command-redemption } { command-redemption-show }`.

# The bot paused a perk. $perk: which. $reason: why, and what to do.
staff-perk-undeliverable = { $perk } can't be delivered, so members can't redeem it for now. { $reason }

# An alert: roles whose time is over stay. $perk: of which perk. $left: how many.
staff-roles-stay =
    { $left ->
        [one] The role of { $perk } is over for { $left } member, but can't be taken from them. The bot keeps trying; see `/{ command-doctor }`.
       *[other] The role of { $perk } is over for { $left } members, but can't be taken from them. The bot keeps trying; see `/{ command-doctor }`.
    }

# An alert: redemptions wait for moderators. $perk: of which perk. $left: how many.
staff-queue-waits =
    { $left ->
        [one] { $left } redemption of { $perk } has been waiting for you for three days. See `/{ command-queue } { command-queue-list }`.
       *[other] { $left } redemptions of { $perk } have been waiting for you for three days. See `/{ command-queue } { command-queue-list }`.
    }

# Discord does not accept the bot's token any more.
staff-delivery-stopped = Discord has refused the bot's token. Nothing is delivered until the bot is restarted with a valid one; Sparks stay reserved.

# The product's backend could not be told about redemptions. $count: how much.
staff-webhooks-given-up =
    { $count ->
        [one] { $count } report on a redemption could not be delivered to the product for a day, and was given up. Whoever runs the bot sees why with `sparks outbox list` and has it sent again with `sparks outbox retry`.
       *[other] { $count } reports on redemptions could not be delivered to the product for a day, and were given up. Whoever runs the bot sees why with `sparks outbox list` and has them sent again with `sparks outbox retry`.
    }

# An alert that this version of the bot does not know.
staff-unknown = Something needs attention that this version can't describe.
