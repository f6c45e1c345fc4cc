### Tickets: what their owner is shown, and what is said at the door.

# The receipt of a ticket. $perk: which. $price: what was charged.
ticket-receipt = { $perk } 입장권이 발급되었습니다. 입구에서 코드나 QR 그림을 보여 주세요. 한 명이 한 번만 입장할 수 있습니다. 차감: { $price }

# Under the receipt: where the code is later.
ticket-hint = /{ command-tickets } 명령어로 다시 볼 수 있습니다

# Over a ticket’s code.
ticket-field-code = 코드

# What the QR picture shows, for those who don’t see it. $code: the code.
ticket-picture = { $code } 코드가 담긴 QR 코드

# Title of a member’s own tickets.
tickets-title = 내 입장권

# A member has no tickets.
tickets-none = 입장권이 없습니다. 교환할 수 있는 혜택: `/{ command-redeem }`

# In the select of a member’s tickets before one is chosen.
tickets-placeholder = 다른 입장권 보기

# A ticket can be used.
ticket-state-good = 1회 입장 가능

# A ticket was used. $when: a time.
ticket-state-used = { $when } 사용됨

# At the door: the ticket is good.
ticket-let-in-title = 유효한 입장권입니다

# At the door: whose ticket it is. $member: who. $perk: which.
ticket-let-in = { $perk } · { $member }. 이제 사용 처리되었습니다.

# At the door: the ticket was used before.
ticket-used-title = 이미 사용된 입장권입니다

# At the door. $perk: which. $member: whose. $when: a time. $moderator: who checked it then.
ticket-used = { $perk } · { $member }. { $when } 사용되었습니다. 확인한 사람: { $moderator }

# At the door: no such ticket.
ticket-unknown = 이 코드의 입장권이 없습니다. 입장시키지 마세요.

# At the door: what was typed is no code.
ticket-mistyped = 입장권 코드가 아닙니다. 잘못되거나 빠진 글자가 있습니다. `7KQM-2X4P-9RTH`와 같은 12자리 코드를 다시 입력해 주세요.

# At the door: it is the moderator’s own.
ticket-own = 본인의 입장권입니다. 다른 운영진이 확인해야 합니다.
