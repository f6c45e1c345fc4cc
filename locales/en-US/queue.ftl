### What moderators deliver by hand: the queue, and what their members are told.

# Title of the queue.
queue-title = Waiting for delivery

# Title of the queue of one perk. $perk: which.
queue-title-perk = Waiting for delivery: { $perk }

# Instead of the queue.
queue-empty = Nothing is waiting: everything has been delivered or returned.

# Under the queue. $count: how many wait in all.
queue-count = Waiting in all: { $count }

# In the select of the queue before something is chosen.
queue-placeholder = Open one

# Button to earlier ones.
queue-previous = Earlier

# Button to later ones.
queue-next = Later

# Beside one that nobody is at.
queue-unclaimed = not claimed

# Beside one that a moderator is at. $moderator: who. $when: a time.
queue-claimed-by = { $moderator } is on it { $when }

# Title of one of them. $receipt: its number.
queue-item-title = To deliver: { $receipt }

# Over when it was redeemed.
queue-field-since = Redeemed

# Over who is at it.
queue-field-claim = Who is on it

# Over what shows that it was delivered.
queue-field-evidence = Evidence

# Over why it was rejected.
queue-field-reason = Reason

# Button: a moderator takes it on.
queue-claim = Claim

# Button: a moderator takes it over from another.
queue-take-over = Take over

# Button: a moderator gives it back.
queue-release = Release

# Button: it was delivered.
queue-fulfil = Delivered

# Button: it is not delivered, the Sparks go back.
queue-reject = Reject

# Button from one of the queue to all of it.
queue-way-back = Back to the list

# Button that looks again.
queue-refresh = Refresh

# Title of the form that asks for evidence. At most 45 characters. $receipt: its number.
queue-form-fulfil = Delivered: { $receipt }

# Over the field of that form. At most 45 characters.
queue-form-evidence = How was it delivered? Link, hash, note

# Title of the form that asks for a reason. At most 45 characters. $receipt: its number.
queue-form-reject = Reject and refund: { $receipt }

# Over the field of that form. At most 45 characters.
queue-form-reason = Why? The member will read it

# Done. $receipt: which.
queue-claimed = { $receipt } is yours to deliver now.

# Done. $receipt: which.
queue-released = { $receipt } is back in the queue for anyone to claim.

# Done. $receipt: which.
queue-fulfilled = { $receipt } is delivered and charged. The member is told.

# Done. $receipt: which.
queue-rejected = { $receipt } is rejected and the Sparks are back with the member, who is told why.

# Refused: no such number.
queue-refused-unknown = Nothing that moderators deliver has this receipt. See `/{ command-queue } { command-queue-list }`.

# Refused: the moderator’s own.
queue-refused-own = This redemption is yours. Another moderator has to deliver or reject it.

# Refused: it has ended. $receipt: which. $moderator: who ended it. $when: a time.
queue-refused-fulfilled = { $receipt } has been delivered already: { $moderator }, { $when }.

# Refused: it has ended. $receipt: which. $moderator: who ended it. $when: a time.
queue-refused-rejected = { $receipt } has been rejected already: { $moderator }, { $when }.

# Refused: another moderator is at it. $receipt: which. $moderator: who. $when: since when.
queue-refused-claimed = { $moderator } is on { $receipt } { $when }. Take it over if you agreed on that.

# Refused: to release what one is not at. $receipt: which.
queue-refused-not-claimed = You are not on { $receipt }, so there is nothing to release.

# Refused: no evidence.
queue-refused-evidence-missing = Please say how it was delivered: a link, a transaction, a note.

# Refused. $max: how many characters it may have. $length: how many it has.
queue-refused-too-long = That has { $length } characters. The limit is { $max }.

# Title of the receipt: a moderator will deliver it.
receipt-title-queued = Reserved, the team will deliver it

# The receipt: a moderator will deliver it. $perk: the perk. $price: what is reserved. $receipt: its number.
receipt-queued = A moderator will deliver { $perk }. Reserved: { $price }. You'll get a direct message when it's done; if you have a question, name { $receipt }.

# The receipt: a moderator delivered it. $perk: the perk. $price: what was charged.
receipt-fulfilled = { $perk } has been delivered to you. Charged: { $price }.

# Title of the direct message: delivered.
message-fulfilled-title = Your perk has been delivered

# Title of the direct message: Sparks returned.
message-returned-title = Your Sparks are back

# Under the direct message. $server: the community.
message-footer = You get this message because you redeemed Sparks.

# In a member’s own list of what is under way: it waits for a moderator.
sparks-open-queued = the team will deliver it

# A column of the file.
queue-column-receipt = Receipt

# A column of the file.
queue-column-member = Member ID

# A column of the file: the perk.
queue-column-name = Perk

# A column of the file: what the member was asked for.
queue-column-answer = Answer

# A column of the file, in UTC.
queue-column-time = Redeemed (UTC)

# A column of the file.
queue-column-state = Status

# Above the file. $perk: which. $count: how many rows.
queue-export = { $perk }, rows in the file: { $count }

# Above the file, where not all went in.
queue-export-cut = These are the oldest ones; the file holds no more.

# Instead of the file. $perk: which.
queue-export-empty = Nobody has redeemed { $perk } yet.

# Refused: the perk is not delivered by moderators. $perk: which.
queue-refused-not-manual = { $perk } is not delivered by moderators, so it has no queue.

# Over the wallet address that the member gave.
queue-field-wallet = Wallet

# Over the link to the member's post.
queue-field-post = Post

# Over the member's account at the product.
queue-field-account = Account
