### Names and descriptions of the slash commands, as Discord's command picker shows them. Names are
### lower case, without spaces, 32 characters at most; descriptions have 100 characters at most.

# The command that shows a member's Sparks.
command-sparks = sparks
    .description = Your Sparks, your badges and your next perk

# Whose Sparks to show.
command-sparks-option-member = member
    .description = See another member's Sparks

# Whether everyone in the channel sees the answer.
command-sparks-option-public = public
    .description = Show the answer to everyone in the channel

# The command that spends Sparks.
command-redeem = redeem
    .description = Redeem your Sparks for a perk

# Which perk.
command-redeem-option-perk = perk
    .description = Which perk; leave empty to see them all

# The command that shows a member's statement.
command-history = history
    .description = See everything that moved your Sparks

# Which type of movement.
command-history-option-type = type
    .description = Only movements of this type

# A type of movement: Sparks given to the member.
command-history-option-type-choice-earned = Earned

# A type of movement: Sparks reserved or spent for a perk.
command-history-option-type-choice-redeemed = Redeemed

# A type of movement: Sparks back from a perk that could not be delivered.
command-history-option-type-choice-returned = Returned

# A type of movement: an earlier one undone.
command-history-option-type-choice-corrected = Corrected

# The command that explains Sparks.
command-help = help
    .description = How to earn Sparks and what they unlock

# The command that shows a badge to everyone.
command-badge = badge
    .description = Show everyone your badge, or another member's

# Whose badge.
command-badge-option-member = member
    .description = Whose badge to show; leave empty for your own

# The command that shows the board.
command-leaderboard = leaderboard
    .description = See who has earned the most Sparks

# Which board.
command-leaderboard-option-board = board
    .description = Which board; all time by default

# Which page of it.
command-leaderboard-option-page = page
    .description = Which page; the first by default

# Whether everyone in the channel sees the board.
command-leaderboard-option-public = public
    .description = Show the board to everyone in the channel

# The group of commands about what is stored about oneself and what others see.
command-privacy = privacy
    .description = What is stored about you, and what others see

# Leave the boards.
command-privacy-hide = hide
    .description = Leave the leaderboards; your Sparks stay yours

# Return to the boards.
command-privacy-show = show
    .description = Be on the leaderboards again

# Members: everything that is stored about oneself, as a file.
command-privacy-export = export
    .description = Get everything that is stored about you, as a file

# Members: be forgotten.
command-privacy-erase = erase
    .description = Erase your data; you will be asked first

# Moderators: give Sparks.
command-award = award
    .description = Give a member Sparks from a campaign

# Who receives.
command-award-option-member = member
    .description = Who receives the Sparks

# How many.
command-award-option-amount = amount
    .description = How many Sparks

# From which campaign.
command-award-option-campaign = campaign
    .description = The campaign the Sparks come from

# What for; everyone reads it.
command-award-option-reason = reason
    .description = What they are for; everyone can see it

# Moderators: the group of campaign commands.
command-campaign = campaign
    .description = Campaigns to award Sparks from

# Moderators: start a campaign.
command-campaign-create = create
    .description = Start a campaign

# Its name.
command-campaign-create-option-name = name
    .description = What to call the campaign

# Its budget.
command-campaign-create-option-budget = budget
    .description = How many Sparks can be awarded in total; leave empty for no limit

# Moderators: see the campaigns.
command-campaign-list = list
    .description = See the campaigns and what is left of their budgets

# Moderators: end a campaign.
command-campaign-close = close
    .description = End a campaign

# Which campaign to end.
command-campaign-close-option-campaign = campaign
    .description = The campaign to end

# Moderators: the group of perk commands.
command-perk = perk
    .description = Perks that members can redeem Sparks for

# Moderators: offer a role as a badge.
command-perk-add-role = add-role
    .description = Offer a Discord badge and role as a perk

# The role.
command-perk-add-role-option-role = role
    .description = The role that members get

# Its price.
command-perk-add-role-option-price = price
    .description = The price in Sparks

# What it is called.
command-perk-add-role-option-name = name
    .description = What to call the perk; leave empty to use the role's name

# What it is.
command-perk-add-role-option-description = description
    .description = What members get, in a few words

# How many there are.
command-perk-add-role-option-stock = stock
    .description = How many there are; leave empty for no limit

# How often one member may redeem it.
command-perk-add-role-option-limit = limit
    .description = How often a member can redeem it; once by default, a role that ends without limit; 0 means no limit

# An option of /perk add-role.
command-perk-add-role-option-opens = opens
    .description = When it opens: 2026-12-01, 2026-12-01 18:00 (UTC), 7d; at once by default

# An option of /perk add-role.
command-perk-add-role-option-closes = closes
    .description = When it closes: 2026-12-31 (the last day), 2026-12-31 18:00 (UTC), 14d

# An option of /perk add-role.
command-perk-add-role-option-required-role = required-role
    .description = The role that members need

# An option of /perk add-role.
command-perk-add-role-option-minimum = minimum
    .description = How many Sparks a member must have earned in total

# An option of /perk add-role.
command-perk-add-role-option-days = days
    .description = How many days the role lasts; leave empty for forever

# An option of /perk add-role.
command-perk-add-role-option-name-en = name-en
    .description = Its name for members who read English

# An option of /perk add-role.
command-perk-add-role-option-name-ru = name-ru
    .description = Its name for members who read Russian

# An option of /perk add-role.
command-perk-add-role-option-name-ko = name-ko
    .description = Its name for members who read Korean

# An option of /perk add-role.
command-perk-add-role-option-description-en = description-en
    .description = What members get, in English

# An option of /perk add-role.
command-perk-add-role-option-description-ru = description-ru
    .description = What members get, in Russian

# An option of /perk add-role.
command-perk-add-role-option-description-ko = description-ko
    .description = What members get, in Korean

# Moderators: offer a ticket, or what a moderator delivers.
command-perk-add-manual = add-manual
    .description = Offer a ticket, or a perk that the team delivers

# What kind of perk.
command-perk-add-manual-option-kind = kind
    .description = What it is, and what members are asked for

# A kind of perk.
command-perk-add-manual-option-kind-choice-ticket = Event ticket: a code, there at once

# A kind of perk.
command-perk-add-manual-option-kind-choice-whitelist = NFT whitelist: asks for a wallet address

# A kind of perk.
command-perk-add-manual-option-kind-choice-boost = Traffic boost: asks for the post's link

# A kind of perk.
command-perk-add-manual-option-kind-choice-plan = Plan upgrade: asks for the account, coming soon

# A kind of perk.
command-perk-add-manual-option-kind-choice-other = Something else that the team delivers

# What it is called.
command-perk-add-manual-option-name = name
    .description = What to call the perk

# Its price.
command-perk-add-manual-option-price = price
    .description = The price in Sparks

# What it is.
command-perk-add-manual-option-description = description
    .description = What members get, in a few words

# How many there are.
command-perk-add-manual-option-stock = stock
    .description = How many there are; leave empty for no limit

# How often one member may redeem it.
command-perk-add-manual-option-limit = limit
    .description = How many times a member can redeem it; once by default, 0 means no limit

# Whether it is only shown for now.
command-perk-add-manual-option-coming-soon = coming-soon
    .description = Show it, but don't let anyone redeem it yet

# An option of /perk add-manual.
command-perk-add-manual-option-opens = opens
    .description = When it opens: 2026-12-01, 2026-12-01 18:00 (UTC), 7d; at once by default

# An option of /perk add-manual.
command-perk-add-manual-option-closes = closes
    .description = When it closes: 2026-12-31 (the last day), 2026-12-31 18:00 (UTC), 14d

# An option of /perk add-manual.
command-perk-add-manual-option-required-role = required-role
    .description = The role that members need

# An option of /perk add-manual.
command-perk-add-manual-option-minimum = minimum
    .description = How many Sparks a member must have earned in total

# An option of /perk add-manual.
command-perk-add-manual-option-name-en = name-en
    .description = Its name for members who read English

# An option of /perk add-manual.
command-perk-add-manual-option-name-ru = name-ru
    .description = Its name for members who read Russian

# An option of /perk add-manual.
command-perk-add-manual-option-name-ko = name-ko
    .description = Its name for members who read Korean

# An option of /perk add-manual.
command-perk-add-manual-option-description-en = description-en
    .description = What members get, in English

# An option of /perk add-manual.
command-perk-add-manual-option-description-ru = description-ru
    .description = What members get, in Russian

# An option of /perk add-manual.
command-perk-add-manual-option-description-ko = description-ko
    .description = What members get, in Korean

# Moderators: see the perks.
command-perk-list = list
    .description = See the perks, their stock and their status

# Moderators: stop offering a perk.
command-perk-archive = archive
    .description = Stop offering a perk; members keep what they redeemed

# Which perk to archive.
command-perk-archive-option-perk = perk
    .description = The perk to stop offering

# Moderators: offer a paused perk again.
command-perk-resume = resume
    .description = Offer a perk that is paused or coming soon

# Which perk to resume.
command-perk-resume-option-perk = perk
    .description = The paused perk

# Moderators: change a perk.
command-perk-edit = edit
    .description = Change a perk: price, stock, words, window, requirements, duration

# An option of /perk edit.
command-perk-edit-option-perk = perk
    .description = The perk to change

# An option of /perk edit.
command-perk-edit-option-name = name
    .description = A new name

# An option of /perk edit.
command-perk-edit-option-description = description
    .description = What members get, in a few words; - removes it

# An option of /perk edit.
command-perk-edit-option-price = price
    .description = A new price in Sparks

# An option of /perk edit.
command-perk-edit-option-stock = stock
    .description = How many there are in all, redeemed ones included; 0 removes the limit

# An option of /perk edit.
command-perk-edit-option-limit = limit
    .description = How many times a member can redeem it; 0 removes the limit

# An option of /perk edit.
command-perk-edit-option-opens = opens
    .description = When it opens: 2026-12-01, 2026-12-01 18:00 (UTC), 7d; none removes it

# An option of /perk edit.
command-perk-edit-option-closes = closes
    .description = When it closes: 2026-12-31 (the last day), 2026-12-31 18:00 (UTC), 14d; none removes it

# An option of /perk edit.
command-perk-edit-option-required-role = required-role
    .description = The role that members need; @everyone removes it

# An option of /perk edit.
command-perk-edit-option-minimum = minimum
    .description = How many Sparks a member must have earned in total; 0 removes it

# An option of /perk edit.
command-perk-edit-option-days = days
    .description = How many days the role lasts, from the next redemption on; 0 means forever

# An option of /perk edit.
command-perk-edit-option-name-en = name-en
    .description = Its name for members who read English; - removes it

# An option of /perk edit.
command-perk-edit-option-name-ru = name-ru
    .description = Its name for members who read Russian; - removes it

# An option of /perk edit.
command-perk-edit-option-name-ko = name-ko
    .description = Its name for members who read Korean; - removes it

# An option of /perk edit.
command-perk-edit-option-description-en = description-en
    .description = Its description in English; - removes it

# An option of /perk edit.
command-perk-edit-option-description-ru = description-ru
    .description = Its description in Russian; - removes it

# An option of /perk edit.
command-perk-edit-option-description-ko = description-ko
    .description = Its description in Korean; - removes it

# Moderators: pause a perk.
command-perk-pause = pause
    .description = Stop offering a perk for a while

# An option of /perk pause.
command-perk-pause-option-perk = perk
    .description = The perk to pause

# An option of /perk pause.
command-perk-pause-option-reason = reason
    .description = Why, for moderators

# Moderators: the group of commands for redemptions that have not ended.
command-redemption = redemption
    .description = Redemptions that need a moderator

# Moderators: see what has not ended.
command-redemption-list = list
    .description = See what is open; what needs a decision comes first

# Moderators: see one redemption.
command-redemption-show = show
    .description = See what happened to a redemption and what you can do

# Which.
command-redemption-show-option-receipt = receipt
    .description = The receipt's number, such as R-5

# Moderators: deliver once more.
command-redemption-retry = retry
    .description = Try to deliver the perk again

# Which.
command-redemption-retry-option-receipt = receipt
    .description = The receipt's number, such as R-5

# Moderators: return the Sparks.
command-redemption-void = void
    .description = Take the role away and return the Sparks

# Which.
command-redemption-void-option-receipt = receipt
    .description = The receipt's number, such as R-5

# Why; the member reads it.
command-redemption-void-option-reason = reason
    .description = Why; the member will read it

# Community campaigns, for members.
command-campaigns = campaigns
    .description = See the community campaigns

# Moderators: take an award back.
command-award-undo = award-undo
    .description = Take an award back

# Which award.
command-award-undo-option-award = award
    .description = The receipt's number, such as A-12

# Why; the member reads it.
command-award-undo-option-reason = reason
    .description = Why; the member will read it

# When it starts.
command-campaign-create-option-start = start
    .description = When it starts: 2026-12-01, 2026-12-01 18:00 (UTC) or 7d; leave empty for now

# When it ends.
command-campaign-create-option-end = end
    .description = When it ends: 2026-12-31 (the last day), 2026-12-31 18:00 (UTC) or 14d

# The most for one award.
command-campaign-create-option-award-cap = award-cap
    .description = The most Sparks one award can be

# The most for one member.
command-campaign-create-option-member-cap = member-cap
    .description = The most Sparks one member can receive from it

# The most for one moderator and day.
command-campaign-create-option-moderator-cap = moderator-cap
    .description = The most Sparks one moderator can award from it in a day (UTC)

# What members read in English.
command-campaign-create-option-description = description
    .description = What members read about it, in English

# What members read in Russian.
command-campaign-create-option-description-ru = description-ru
    .description = What members read about it, in Russian

# What members read in Korean.
command-campaign-create-option-description-ko = description-ko
    .description = What members read about it, in Korean

# Moderators: change a campaign.
command-campaign-edit = edit
    .description = Change a campaign; what you leave empty stays

# Which campaign to change.
command-campaign-edit-option-campaign = campaign
    .description = The campaign to change

# Its new name.
command-campaign-edit-option-name = name
    .description = A new name

# Its new budget.
command-campaign-edit-option-budget = budget
    .description = A new total budget; 0 removes the limit

# When it starts.
command-campaign-edit-option-start = start
    .description = A planned campaign's new start: 2026-12-01, 2026-12-01 18:00 (UTC), 7d or none

# When it ends.
command-campaign-edit-option-end = end
    .description = A new end: 2026-12-31 (the last day), 2026-12-31 18:00 (UTC), 14d; none removes it

# The most for one award.
command-campaign-edit-option-award-cap = award-cap
    .description = The most Sparks one award can be; 0 removes it

# The most for one member.
command-campaign-edit-option-member-cap = member-cap
    .description = The most Sparks one member can receive from it; 0 removes it

# The most for one moderator and day.
command-campaign-edit-option-moderator-cap = moderator-cap
    .description = The most Sparks one moderator can award from it in a day (UTC); 0 removes it

# What members read in English.
command-campaign-edit-option-description = description
    .description = What members read about it, in English; - removes it

# What members read in Russian.
command-campaign-edit-option-description-ru = description-ru
    .description = What members read about it, in Russian; - removes it

# What members read in Korean.
command-campaign-edit-option-description-ko = description-ko
    .description = What members read about it, in Korean; - removes it

# Moderators: see one campaign.
command-campaign-show = show
    .description = See one campaign: its state, its limits and who received most

# Which campaign to see.
command-campaign-show-option-campaign = campaign
    .description = The campaign to see

# Moderators: take a closed campaign up again.
command-campaign-reopen = reopen
    .description = Open a closed campaign again

# Which campaign.
command-campaign-reopen-option-campaign = campaign
    .description = The closed campaign

# Moderators: what moderators changed.
command-audit = audit
    .description = See what moderators changed

# Whose changes.
command-audit-option-who = who
    .description = Only changes by this moderator

# Changes of what.
command-audit-option-what = what
    .description = Only changes of this type

# Changes from when on.
command-audit-option-since = since
    .description = Only from then on: 2026-12-01, or 7d for the last seven days

# A type of change: awards.
command-audit-option-what-choice-awards = Awards

# A type of change: undone awards.
command-audit-option-what-choice-undone = Undone

# A type of change: campaigns.
command-audit-option-what-choice-campaigns = Campaigns

# A type of change: perks.
command-audit-option-what-choice-perks = Perks

# A type of change: redemptions.
command-audit-option-what-choice-redemptions = Redemptions

# An option of /audit.
command-audit-option-what-choice-setup = Set-up

# In the menu on a member: their standing.
command-menu-view-sparks = View Sparks

# In the menu on a member, for moderators: a form to give them Sparks.
command-menu-award-sparks = Award Sparks

# Moderators: awards in bulk.
command-award-many = award-many
    .description = Award many members at once

# From a file.
command-award-many-file = file
    .description = Award what a CSV file says: member, amount, reason

# From which campaign.
command-award-many-file-option-campaign = campaign
    .description = The campaign to award from

# The file.
command-award-many-file-option-file = file
    .description = CSV in UTF-8, with a header; a preview comes first

# What for.
command-award-many-file-option-reason = reason
    .description = For lines without a reason of their own

# To a role's members.
command-award-many-role = role
    .description = Award the same to everybody with a role

# From which campaign.
command-award-many-role-option-campaign = campaign
    .description = The campaign to award from

# Which role.
command-award-many-role-option-role = role
    .description = Whose members receive Sparks

# How many each.
command-award-many-role-option-amount = amount
    .description = How many Sparks each of them receives

# What for.
command-award-many-role-option-reason = reason
    .description = What for; the members see it

# To pasted members.
command-award-many-members = members
    .description = Award the same to these members

# From which campaign.
command-award-many-members-option-campaign = campaign
    .description = The campaign to award from

# Mentions or ids.
command-award-many-members-option-members = members
    .description = Mentions or member IDs, as many as you like

# How many each.
command-award-many-members-option-amount = amount
    .description = How many Sparks each of them receives

# What for.
command-award-many-members-option-reason = reason
    .description = What for; the members see it

# Takes a batch back.
command-award-many-undo = undo
    .description = Undo a whole batch

# Which batch.
command-award-many-undo-option-batch = batch
    .description = The batch, such as B-12

# Why; the members read it.
command-award-many-undo-option-reason = reason
    .description = Why; the members see it

# Shows how far a batch has come.
command-award-many-status = status
    .description = How far a batch has come

# Which batch.
command-award-many-status-option-batch = batch
    .description = The batch, such as B-12; empty for the latest

# Members: claim a code.
command-claim = claim
    .description = Claim the Sparks of a code

# The code.
command-claim-option-code = code
    .description = The code, as it was read out; spaces and dashes don't matter

# Moderators: claim codes.
command-code = code
    .description = Codes that members claim for Sparks

# Makes one.
command-code-create = create
    .description = Create a code

# From which campaign.
command-code-create-option-campaign = campaign
    .description = The campaign it gives from

# How many each.
command-code-create-option-amount = amount
    .description = How many Sparks each member receives

# How many members.
command-code-create-option-uses = uses
    .description = How many members can claim it

# Until when.
command-code-create-option-expires = expires
    .description = Until when: 2h, 7d, 2026-12-31 or 2026-12-31 18:00 (UTC)

# What for.
command-code-create-option-reason = reason
    .description = What for; members see it in their history

# Shows them.
command-code-list = list
    .description = The latest codes and who has claimed them

# Closes one.
command-code-close = close
    .description = Close a code

# Which code.
command-code-close-option-code = code
    .description = The code or its number, such as C-12

# Moderators: put the ready-made catalogue in place.
command-setup = setup
    .description = Put ready-made perks and a first campaign in place; shows first what it would do

# An option of /setup.
command-setup-option-role = role
    .description = The role of the badge, if you have one

# An option of /setup.
command-setup-option-create-role = create-role
    .description = Let me make the role of the badge

# Moderators: what is wrong around the bot.
command-doctor = doctor
    .description = What is wrong around the bot, and what to do about it

# Members: their account at the product.
command-link = link
    .description = Your Minara account: whether it is linked, and how to link it

# Members: their own tickets.
command-tickets = tickets
    .description = Your tickets, with the code and QR picture to show at the door

# Moderators: the group of commands for tickets.
command-ticket = ticket
    .description = Tickets at the door

# Moderators: let somebody in by their code.
command-ticket-check = check
    .description = Let someone in by their ticket's code; each code is valid once

# The code.
command-ticket-check-option-code = code
    .description = The code, as it is read out to you

# Moderators: the group of commands for what they deliver.
command-queue = queue
    .description = Perks that the team delivers by hand

# Moderators: what waits.
command-queue-list = list
    .description = See what is waiting for delivery, oldest first

# Which perk.
command-queue-list-option-perk = perk
    .description = Only this perk

# Moderators: one of it.
command-queue-show = show
    .description = See one, with the member's answer and what you can do

# Moderators: take one on.
command-queue-claim = claim
    .description = Take one on, so that nobody else does the same work

# Moderators: give one back.
command-queue-release = release
    .description = Give one back to the queue

# Moderators: it was delivered.
command-queue-fulfil = fulfil
    .description = Say that one is delivered: the Sparks are charged, the member is told

# What shows it.
command-queue-fulfil-option-evidence = evidence
    .description = How it was delivered: a link, a transaction, a note

# Moderators: it is not delivered.
command-queue-reject = reject
    .description = Reject one: the Sparks go back, the member is told why

# Why.
command-queue-reject-option-reason = reason
    .description = Why; the member will read it

# Moderators: all of one perk as a file.
command-queue-export = export
    .description = Everything of one perk as a CSV file, for a whitelist for instance

# Which perk.
command-queue-export-option-perk = perk
    .description = The perk

# Which.
command-queue-show-option-receipt = receipt
    .description = The receipt's number, such as R-5

# Which.
command-queue-claim-option-receipt = receipt
    .description = The receipt's number, such as R-5

# Which.
command-queue-release-option-receipt = receipt
    .description = The receipt's number, such as R-5

# Which.
command-queue-fulfil-option-receipt = receipt
    .description = The receipt's number, such as R-5

# Which.
command-queue-reject-option-receipt = receipt
    .description = The receipt's number, such as R-5
