### What /redeem shows: the catalogue, the question, the receipt, and why not.

# Title of the catalogue.
catalogue-title = Perks

# First line of the catalogue. $available: the reader's Sparks.
catalogue-balance = You have { $available }.

# Instead of the catalogue: nothing is offered.
catalogue-empty = There is nothing to redeem at the moment. You keep your Sparks: look again later.

# Under a catalogue that was cut. $count: how many more perks there are.
catalogue-more =
    { $count ->
        [one] There is { $count } more perk. Find it by its name: `/{ command-redeem } { command-redeem-option-perk }`
       *[other] There are { $count } more perks. Find them by name: `/{ command-redeem } { command-redeem-option-perk }`
    }

# In the select before something is chosen.
catalogue-placeholder = Choose a perk

# Beside a price. $left: how many are left.
catalogue-stock = { $left } left

# Beside a price. $when: when the perk can't be redeemed any more.
catalogue-closes = closes { $when }

# Button that leads back to the catalogue.
catalogue-back = See all perks

# Beside a perk that can't be had: a moderator has not offered it yet.
locked-coming-soon = coming soon

# Beside a perk that can't be had: the bot can't deliver it at the moment.
locked-paused = not available at the moment

# Beside a perk that can't be had: the member redeemed it as often as one may.
locked-limit = already redeemed

# Beside a perk that can't be had: the member has its role.
locked-owns-role = you already have this role

# Beside a perk that can't be had: none are left.
locked-sold-out = sold out

# Beside a perk that can't be had. $missing: the Sparks that are missing.
locked-insufficient = { $missing } to go

# Beside a perk that can't be had, in words alone: it can be redeemed later.
locked-not-open = not open yet

# Beside a perk that can't be had: it can be redeemed later. $when: from when on.
locked-not-open-until = opens { $when }

# Beside a perk that can't be had: it could be redeemed until some time ago.
locked-closed = closed

# Beside a perk that can't be had, in words alone: the member lacks a role.
locked-role-required = needs a role that you don't have

# Beside a perk that can't be had: the member lacks a role. $role: which.
locked-role-required-named = needs the role { $role }

# Beside a perk that can't be had: the member earned too little. $minimum: how much it takes in all. $missing: how much is missing.
locked-earned = for { $minimum } earned in total, { $missing } to go

# Title of the question before Sparks are spent.
confirm-title = Redeem?

# The question before Sparks are spent. $perk: the perk.
confirm-question = Redeem your Sparks for { $perk }?

# Over the price.
confirm-field-price = Price

# Over what the member will have left.
confirm-field-after = Balance after

# Over what the member will get.
confirm-field-gives = You get

# After the role in what the member will get.
confirm-gives-badge = a numbered badge, yours to keep

# Under the role in what the member will get, where the role ends. $days: how many days it lasts.
confirm-gives-for =
    { $days ->
        [one] The role lasts { $days } day.
       *[other] The role lasts { $days } days.
    }

# After how long the role lasts, where the perk can be redeemed again.
confirm-gives-again = Redeeming it again while you have it adds to that.

# Button that spends the Sparks. $price: how many.
confirm-button = Redeem for { $price }

# Button that does not.
confirm-cancel = Cancel

# After "Cancel".
confirm-cancelled = Cancelled. Nothing was charged.

# Title of the receipt: delivered.
receipt-title-settled = Redeemed

# Title of the receipt: under way.
receipt-title-held = Reserved, on its way

# Title of the receipt: a moderator must decide.
receipt-title-review = Under review

# Title of the receipt: not delivered, Sparks returned.
receipt-title-voided = Sparks returned

# The receipt: delivered. $perk: the perk. $edition: the badge's number. $price: what was charged.
receipt-settled = { $perk } { $edition } is yours: the role is now on your profile in this server. Charged: { $price }.

# The receipt: under way. $perk: the perk. $price: what is reserved.
receipt-held = Discord is slow to respond, so { $perk } is still on its way. Reserved: { $price }. If it doesn't arrive, your Sparks come back to you. You don't need to do anything.

# The receipt: under way, but the server is set up wrong. $perk: the perk. $price: what is
# reserved. $when: when the Sparks are returned at the latest.
receipt-blocked = { $perk } is delayed on our side: the moderators need to fix something first. Reserved: { $price }. If it can't be delivered, your Sparks come back to you { $when }.

# The receipt: a moderator must decide. $perk: the perk. $price: what is reserved.
receipt-review = Discord did not confirm whether { $perk } arrived. A moderator will check. Reserved until then: { $price }.

# The receipt: not delivered. $perk: the perk. $price: what was returned. $reason: why.
receipt-voided = { $perk } could not be delivered: { $reason }. Returned to you: { $price }.

# The receipt: a moderator returned the Sparks; their reason follows. $perk: the perk. $price: what
# was returned.
receipt-voided-by-moderator = A moderator returned your Sparks for { $perk }. Returned: { $price }.

# Over the receipt's number.
receipt-field-number = Receipt

# Over what the member has now.
receipt-field-balance = Available

# Over when the role ends that came with the badge.
receipt-field-role-ends = Role until

# Why a perk was not delivered: the member is not in the server.
void-reason-member-left = you are not in the server

# Why a perk was not delivered: the server is set up wrong.
void-reason-misconfigured = a problem with the server's settings was not fixed in time

# Why a perk was not delivered: Discord did not answer.
void-reason-not-delivered = Discord did not answer in time

# Why a perk was not delivered: a moderator returned the Sparks.
void-reason-moderator = a moderator decided so

# Under every refusal.
redeem-nothing-charged = Nothing was charged.

# Refused: no such perk.
redeem-refused-unknown = There is no such perk. Choose one from the list.

# Refused: no longer offered. $perk: the perk.
redeem-refused-archived = { $perk } is no longer offered. Choose another perk.

# Refused: a moderator has not offered it yet. $perk: its name.
redeem-refused-coming-soon = { $perk } is coming soon and can’t be redeemed yet.

# Refused: can be redeemed later. $perk: its name. $when: from when on.
redeem-refused-not-open = { $perk } opens { $when }.

# Refused: could be redeemed until some time ago. $perk: its name. $when: until when.
redeem-refused-closed = { $perk } closed { $when }. Choose another perk.

# Refused: the member lacks a role. $perk: its name. $role: the role.
redeem-refused-role-required = { $perk } is for members with the role { $role }.

# Refused: the member earned too little. $perk: its name. $minimum: how much it takes in all. $earned: what the member earned.
redeem-refused-earned = { $perk } is for members who have earned { $minimum } in total. You have earned { $earned } so far.

# Refused: can't be delivered at the moment. $perk: the perk.
redeem-refused-paused = { $perk } is not available at the moment. Please try again later.

# Refused: the price is another than the member confirmed. $perk: the perk. $confirmed: the price
# they saw. $price: the price now.
redeem-refused-price-changed = The price of { $perk } has changed from { $confirmed } to { $price }.

# Refused: the role lasts another time than the member confirmed; the question follows anew. $perk: the perk.
redeem-refused-days-changed = How long the role of { $perk } lasts has changed.

# Refused: redeemed as often as one may. $perk: the perk. $limit: how often.
redeem-refused-limit =
    { $limit ->
        [one] You have already redeemed { $perk }. It can be redeemed only once.
       *[other] You have already redeemed { $perk } { $limit } times, which is the limit.
    }

# Refused: the member has the role. $perk: the perk.
redeem-refused-owns-role = You already have the role that { $perk } gives. Choose another perk.

# Refused: none are left. $perk: the perk.
redeem-refused-sold-out = { $perk } is sold out. Choose another perk.

# Refused: too few Sparks. $perk: the perk. $price: its price. $available: what the member has.
# $missing: what is missing.
redeem-refused-insufficient = { $perk } costs { $price }. You have { $available }; { $missing } to go.
