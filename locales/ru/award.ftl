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
