### What /award says: to all, to the moderator, and why not.

# Title of the announcement.
award-title = Искры начислены

# The announcement, for all to see. $member: who received. $amount: how many. $campaign: from
# where.
award-announcement = Участнику { $member } начислено: { $amount }. Кампания: { $campaign }.

# Under the announcement. $receipt: what to quote.
award-receipt = Операция { $receipt }

# For the moderator alone. $member: who received. $amount: how many. $campaign: from where.
award-done = Готово! Начислено участнику { $member }: { $amount }. Кампания: { $campaign }.

# Over what the member has now.
award-field-balance = Баланс участника

# Over what is left of the budget.
award-field-left = Остаток бюджета

# Refused: the receiver is a bot.
award-refused-bot = Боты не могут обменивать Искры. Выберите участника.

# Refused: moderator and receiver are one.
award-refused-yourself = Нельзя начислять Искры себе. Попросите другого модератора.

# Refused: the amount is out of range. $max: the most.
award-refused-amount = Количество должно быть от 1 до { $max }.

# Refused: the reason is too long. $max: how many characters it may have. $length: how many it
# has.
award-refused-reason = Слишком длинная причина. Символов: { $length }, максимум: { $max }.

# Refused: no such campaign.
award-refused-unknown-campaign = Такой кампании нет. Выберите её из списка или создайте новую: `/{ command-campaign } { command-campaign-create }`.

# Refused: the campaign was closed. $campaign: its name. $when: when, relative.
award-refused-campaign-closed = Кампания { $campaign } завершена { $when }. Выберите действующую.

# Refused: the campaign has too little left. $campaign: its name. $left: what it has.
award-refused-over-budget = В бюджете кампании { $campaign } осталось: { $left }. Начислите меньше или выберите другую кампанию.

# Over what of an award went to what the member owed.
award-field-paid = Ушло на погашение долга

# Over what the member still owes.
award-field-owed = Осталось вернуть

# Over what the member can still have from the campaign, where that is little.
award-field-member-left = Осталось для участника

# Over what the moderator can still award today, where that is little.
award-field-moderator-left = Осталось для вас сегодня

# Under it. $left: what is left, a number. $cap: of how much.
award-left-of = { $left }, лимит: { $cap }

# Refused: the campaign starts later. $campaign: its name. $when: when it starts.
award-refused-not-started = Кампания { $campaign } ещё не началась. Начало: { $when }.

# Refused: the campaign's time is over. $campaign: its name. $when: when it was.
award-refused-ended = Срок кампании { $campaign } истёк: { $when }. Выберите действующую или перенесите дату окончания.

# Refused: more than one award may be. $campaign: its name. $cap: the most.
award-refused-award-cap = Максимум за одно начисление из кампании { $campaign }: { $cap }.

# Refused: more than the member may have. $campaign: its name. $cap: the most for each member. $used:
# what this one has had. $left: what is left.
award-refused-member-cap = Лимит кампании { $campaign } на участника: { $cap }. Уже получено: { $used }, осталось: { $left }.

# Refused: more than a moderator may award in a day. $campaign: its name. $cap: the most. $used: what
# this one has awarded today. $left: what is left. $when: when the next day begins.
award-refused-moderator-cap = Лимит кампании { $campaign } на модератора в день: { $cap }. Сегодня вы начислили: { $used }, осталось: { $left }. Новый день начнётся { $when }.

# Title of the form of an award, opened from the menu on a member.
award-form-title = Начисление Искр

# Over the field of the form for how many Sparks.
award-form-amount = Количество

# In the empty field for how many Sparks. $campaign: where they come from.
award-form-from = Кампания { $campaign }, например 100

# Over the field of the form for why; it may stay empty.
award-form-reason = Причина, по желанию; её увидят все

# Several campaigns run: asks the moderator from which. $member: who is to receive.
award-which-campaign = Из какой кампании начислить Искры участнику { $member }?

# In the select of campaigns before one is chosen.
award-campaign-placeholder = Выберите кампанию

# Under a campaign's name in the select. $left: what its budget has left.
award-campaign-left = Остаток бюджета: { $left }

# Under the select: more campaigns run than it can show.
award-more-campaigns = Показаны только последние. Для более ранней кампании используйте /{ command-award }.

# Refused: no campaign runs.
award-no-campaign = Сейчас нет действующих кампаний. Создайте кампанию: `/{ command-campaign } { command-campaign-create }`, затем начисляйте Искры из неё.

# Refused: what was typed as the amount is no whole number.
award-refused-no-number = Количество должно быть целым числом, например 1000. Ничего не начислено.

# Refused: what was typed as the amount may be a thousand times smaller elsewhere, such as 1.000.
award-refused-ambiguous = Такое количество можно прочитать по-разному. Напишите его без точек и запятых, например 1000. Ничего не начислено.

# Refused: the form of an award needs a permission.
award-form-not-permitted = Для этой формы нужно право «Управлять сервером». Если вам доступна команда `/{ command-award }`, используйте её.
