### What /audit shows: what moderators changed.

# Title of the record.
audit-title = Record

# Instead of the rows: there are none.
audit-empty = Nothing has been recorded that fits.

# $moderator: who.
# Sparks were awarded. $amount: how many. $member: to whom. $campaign: from where. $receipt: the
# receipt.
audit-award = { $moderator } awarded { $amount } to { $member } from { $campaign } · { $receipt }

# $moderator: who.
# An award was taken back. $receipt: which. $taken: how much. $member: from whom. $campaign: from where.
audit-award-undo = { $moderator } undid { $receipt }: { $taken } taken back from { $member } for { $campaign }

# $moderator: who. The same with a debt. $debt: how much the member owes.
audit-award-undo-debt = { $moderator } undid { $receipt }: { $taken } taken back from { $member } for { $campaign }, { $debt } owed

# $moderator: who. A campaign was created. $campaign: which.
audit-campaign-create = { $moderator } created the campaign { $campaign }

# $moderator: who. A campaign was changed; what changed follows. $campaign: which.
audit-campaign-edit = { $moderator } changed the campaign { $campaign }

# $moderator: who. A campaign was closed. $campaign: which.
audit-campaign-close = { $moderator } closed the campaign { $campaign }

# $moderator: who. A campaign was taken up again. $campaign: which.
audit-campaign-reopen = { $moderator } reopened the campaign { $campaign }

# $moderator: who. A perk was added. $perk: which.
audit-perk-add = { $moderator } added the perk { $perk }

# $moderator: who. A perk was changed; what changed follows. $perk: which.
audit-perk-edit = { $moderator } changed the perk { $perk }

# $moderator: who. A perk is not offered for a while; why follows. $perk: which.
audit-perk-pause = { $moderator } paused the perk { $perk }

# $moderator: who. A perk is offered again. $perk: which.
audit-perk-resume = { $moderator } resumed the perk { $perk }

# $moderator: who. A perk is offered no more. $perk: which.
audit-perk-archive = { $moderator } archived the perk { $perk }

# $moderator: who.
# A redemption is delivered once more. $receipt: which. $perk: of what. $member: whose.
audit-redemption-retry = { $moderator } had { $receipt } delivered again: { $perk } for { $member }

# $moderator: who.
# A redemption's Sparks are returned. $receipt: which. $perk: of what. $member: whose.
audit-redemption-void = { $moderator } had the Sparks of { $receipt } returned: { $perk } of { $member }

# $moderator: who. A change that this version of the bot does not know.
audit-unknown = { $moderator } changed something that this version can't describe

# $moderator: who. A batch of awards was confirmed. $batch: which. $count: how many awards. $amount: how much in
# all. $campaign: from where.
audit-award-many = { $count ->
    [one] { $moderator } confirmed { $batch }: { $amount } from { $campaign }, { $count } award
   *[other] { $moderator } confirmed { $batch }: { $amount } from { $campaign }, { $count } awards
}

# $moderator: who. One that was stopped goes on. $batch: which. $count: how many awards are left. $amount: how much
# that is. $campaign: from where.
audit-award-many-continue = { $count ->
    [one] { $moderator } went on with { $batch }: { $amount } from { $campaign }, { $count } award
   *[other] { $moderator } went on with { $batch }: { $amount } from { $campaign }, { $count } awards
}

# $moderator: who. A batch is taken back. $batch: which. $count: how many awards. $amount: how much they were.
# $campaign: from where.
audit-award-many-undo = { $count ->
    [one] { $moderator } had { $batch } undone: { $amount } from { $campaign }, { $count } award
   *[other] { $moderator } had { $batch } undone: { $amount } from { $campaign }, { $count } awards
}

# $moderator: who. A claim code was created. $code: its number. $amount: how much for each. $count: for how many
# members. $campaign: from where.
audit-code-create = { $count ->
    [one] { $moderator } created the code { $code }: { $amount } for { $count } member from { $campaign }
   *[other] { $moderator } created the code { $code }: { $amount } each for { $count } members from { $campaign }
}

# $moderator: who. A claim code was closed. $code: its number. $campaign: from where it gave.
audit-code-close = { $moderator } closed the code { $code } of { $campaign }

# A moderator takes on what moderators deliver. $receipt: which. $perk: of what. $member: whose.
audit-redemption-claim = { $moderator } claimed { $receipt }: { $perk } for { $member }

# They give it back. $receipt: which. $perk: of what. $member: whose.
audit-redemption-release = { $moderator } released { $receipt }: { $perk } for { $member }

# They delivered it. $receipt: which. $perk: of what. $member: whose.
audit-redemption-fulfil = { $moderator } delivered { $receipt }: { $perk } for { $member }

# Somebody was let in by their ticket. $receipt: which. $perk: of what. $member: whose.
audit-ticket-use = { $moderator } let { $member } in: { $perk }, { $receipt }
