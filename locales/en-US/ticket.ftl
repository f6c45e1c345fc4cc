### Tickets: what their owner is shown, and what is said at the door.

# The receipt of a ticket. $perk: which. $price: what was charged.
ticket-receipt = { $perk } is yours. Show the code or the QR picture at the door; it lets one person in, once. Charged: { $price }.

# Under the receipt: where the code is later.
ticket-hint = You'll find it again with /{ command-tickets }

# Over a ticket’s code.
ticket-field-code = Code

# What the QR picture shows, for those who don’t see it. $code: the code.
ticket-picture = QR code that says { $code }

# Title of a member’s own tickets.
tickets-title = Your tickets

# A member has no tickets.
tickets-none = You have no tickets. What there is to redeem: `/{ command-redeem }`

# In the select of a member’s tickets before one is chosen.
tickets-placeholder = Show another ticket

# A ticket can be used.
ticket-state-good = valid for one entry

# A ticket was used. $when: a time.
ticket-state-used = used { $when }

# At the door: the ticket is good.
ticket-let-in-title = Valid: let them in

# At the door: whose ticket it is. $member: who. $perk: which.
ticket-let-in = { $perk } of { $member }. The ticket is used now.

# At the door: the ticket was used before.
ticket-used-title = Already used: don't let them in

# At the door. $perk: which. $member: whose. $when: a time. $moderator: who checked it then.
ticket-used = { $perk } of { $member } was used { $when }; { $moderator } checked it.

# At the door: no such ticket.
ticket-unknown = No ticket has this code. Don't let anyone in on it.

# At the door: what was typed is no code.
ticket-mistyped = This is not a ticket's code: a character is wrong or missing. Type it once more; it has 12 characters, such as `7KQM-2X4P-9RTH`.

# At the door: it is the moderator’s own.
ticket-own = This ticket is yours. Another moderator has to let you in.
