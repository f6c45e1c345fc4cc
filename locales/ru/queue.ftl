### What moderators deliver by hand: the queue, and what their members are told.

# Title of the queue.
queue-title = Ждут выдачи

# Title of the queue of one perk. $perk: which.
queue-title-perk = Ждут выдачи: { $perk }

# Instead of the queue.
queue-empty = Никто не ждёт: всё выдано или возвращено.

# Under the queue. $count: how many wait in all.
queue-count = Всего ждут: { $count }

# In the select of the queue before something is chosen.
queue-placeholder = Открыть

# Button to earlier ones.
queue-previous = Раньше

# Button to later ones.
queue-next = Позже

# Beside one that nobody is at.
queue-unclaimed = никто не взял

# Beside one that a moderator is at. $moderator: who. $when: a time.
queue-claimed-by = занимается { $moderator } { $when }

# Title of one of them. $receipt: its number.
queue-item-title = Выдать: { $receipt }

# Over when it was redeemed.
queue-field-since = Обменяно

# Over who is at it.
queue-field-claim = Кто занимается

# Over what shows that it was delivered.
queue-field-evidence = Подтверждение

# Over why it was rejected.
queue-field-reason = Причина

# Button: a moderator takes it on.
queue-claim = Взять

# Button: a moderator takes it over from another.
queue-take-over = Перехватить

# Button: a moderator gives it back.
queue-release = Вернуть в очередь

# Button: it was delivered.
queue-fulfil = Выдано

# Button: it is not delivered, the Sparks go back.
queue-reject = Отклонить

# Button from one of the queue to all of it.
queue-way-back = К списку

# Button that looks again.
queue-refresh = Обновить

# Title of the form that asks for evidence. At most 45 characters. $receipt: its number.
queue-form-fulfil = Выдано: { $receipt }

# Over the field of that form. At most 45 characters.
queue-form-evidence = Как выдано? Ссылка, хеш, заметка

# Title of the form that asks for a reason. At most 45 characters. $receipt: its number.
queue-form-reject = Отклонить и вернуть: { $receipt }

# Over the field of that form. At most 45 characters.
queue-form-reason = Почему? Это прочитает участник

# Done. $receipt: which.
queue-claimed = { $receipt }: теперь выдаёте вы.

# Done. $receipt: which.
queue-released = { $receipt } снова в очереди: взять может любой.

# Done. $receipt: which.
queue-fulfilled = { $receipt }: выдано, Искры списаны. Участник получит сообщение.

# Done. $receipt: which.
queue-rejected = { $receipt }: отклонено, Искры вернулись участнику. Он узнает причину.

# Refused: no such number.
queue-refused-unknown = Среди того, что выдают модераторы, такого номера нет. Смотрите `/{ command-queue } { command-queue-list }`.

# Refused: the moderator’s own.
queue-refused-own = Это ваш обмен. Выдать или отклонить его должен другой модератор.

# Refused: it has ended. $receipt: which. $moderator: who ended it. $when: a time.
queue-refused-fulfilled = { $receipt } уже выдано: { $moderator }, { $when }.

# Refused: it has ended. $receipt: which. $moderator: who ended it. $when: a time.
queue-refused-rejected = { $receipt } уже отклонено: { $moderator }, { $when }.

# Refused: another moderator is at it. $receipt: which. $moderator: who. $when: since when.
queue-refused-claimed = { $receipt }: занимается { $moderator } { $when }. Перехватите, если договорились.

# Refused: to release what one is not at. $receipt: which.
queue-refused-not-claimed = { $receipt }: вы этим не занимаетесь, возвращать нечего.

# Refused: no evidence.
queue-refused-evidence-missing = Напишите, как выдано: ссылка, транзакция, заметка.

# Refused. $max: how many characters it may have. $length: how many it has.
queue-refused-too-long = Слишком длинно. Длина: { $length }, предел: { $max }.

# Title of the receipt: a moderator will deliver it.
receipt-title-queued = В резерве, выдаст команда

# The receipt: a moderator will deliver it. $perk: the perk. $price: what is reserved. $receipt: its number.
receipt-queued = Награду { $perk } выдаст модератор. В резерве: { $price }. Когда всё будет готово, придёт личное сообщение. Будут вопросы — назовите { $receipt }.

# The receipt: a moderator delivered it. $perk: the perk. $price: what was charged.
receipt-fulfilled = Награда { $perk } выдана. Списано: { $price }.

# Title of the direct message: delivered.
message-fulfilled-title = Ваша награда выдана

# Title of the direct message: Sparks returned.
message-returned-title = Искры вернулись к вам

# Under the direct message. $server: the community.
message-footer = Вы получили это сообщение, потому что обменивали Искры.

# In a member’s own list of what is under way: it waits for a moderator.
sparks-open-queued = выдаст команда

# A column of the file.
queue-column-receipt = Номер операции

# A column of the file.
queue-column-member = ID участника

# A column of the file: the perk.
queue-column-name = Награда

# A column of the file: what the member was asked for.
queue-column-answer = Ответ

# A column of the file, in UTC.
queue-column-time = Обменяно (UTC)

# A column of the file.
queue-column-state = Статус

# Above the file. $perk: which. $count: how many rows.
queue-export = { $perk }, строк в файле: { $count }

# Above the file, where not all went in.
queue-export-cut = Здесь самые старые: больше в файл не поместилось.

# Instead of the file. $perk: which.
queue-export-empty = Награду { $perk } ещё никто не обменивал.

# Refused: the perk is not delivered by moderators. $perk: which.
queue-refused-not-manual = Награду { $perk } выдают не модераторы, очереди у неё нет.

# Over the wallet address that the member gave.
queue-field-wallet = Кошелёк

# Over the link to the member's post.
queue-field-post = Пост

# Over the member's account at the product.
queue-field-account = Аккаунт
