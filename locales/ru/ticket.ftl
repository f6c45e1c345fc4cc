### Tickets: what their owner is shown, and what is said at the door.

# The receipt of a ticket. $perk: which. $price: what was charged.
ticket-receipt = { $perk } — ваш билет. Покажите код или QR-картинку на входе: по нему пройдёт один человек, один раз. Списано: { $price }.

# Under the receipt: where the code is later.
ticket-hint = Билет всегда можно открыть: /{ command-tickets }

# Over a ticket’s code.
ticket-field-code = Код

# What the QR picture shows, for those who don’t see it. $code: the code.
ticket-picture = QR-код, в котором записано { $code }

# Title of a member’s own tickets.
tickets-title = Ваши билеты

# A member has no tickets.
tickets-none = Билетов у вас нет. Что можно обменять: `/{ command-redeem }`

# In the select of a member’s tickets before one is chosen.
tickets-placeholder = Показать другой билет

# A ticket can be used.
ticket-state-good = действителен на один вход

# A ticket was used. $when: a time.
ticket-state-used = использован { $when }

# At the door: the ticket is good.
ticket-let-in-title = Действителен: пропустите

# At the door: whose ticket it is. $member: who. $perk: which.
ticket-let-in = { $perk }, владелец — { $member }. Теперь билет использован.

# At the door: the ticket was used before.
ticket-used-title = Уже использован: не пропускайте

# At the door. $perk: which. $member: whose. $when: a time. $moderator: who checked it then.
ticket-used = { $perk }, владелец — { $member }. Использован { $when }, проверяет { $moderator }.

# At the door: no such ticket.
ticket-unknown = Билета с таким кодом нет. Не пропускайте по нему.

# At the door: what was typed is no code.
ticket-mistyped = Это не код билета: знак набран неверно или пропущен. Наберите ещё раз: в коде 12 знаков, например `7KQM-2X4P-9RTH`.

# At the door: it is the moderator’s own.
ticket-own = Это ваш билет. Пропустить вас должен другой модератор.
