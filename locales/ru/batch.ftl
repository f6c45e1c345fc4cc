### What /award-many shows: awards in bulk.

# Title of what would be awarded.
batch-draft-title = Начислить всем?

# What would be awarded, nothing is yet. $count: to how many members. $amount: in all.
# $campaign: from where.
batch-draft = { $count ->
    [one] { $count } участник получит { $amount }. Кампания: { $campaign }.
    [few] { $count } участника получат { $amount }. Кампания: { $campaign }.
    [many] { $count } участников получат { $amount }. Кампания: { $campaign }.
   *[other] { $count } участника получат { $amount }. Кампания: { $campaign }.
}

# Under it: bots that have the role. $count: how many.
batch-left-out-bots = Боты с этой ролью пропущены: { $count }.

# Under it: the moderator has the role, too.
batch-left-out-you = У вас тоже есть эта роль; себе вы ничего не начислите.

# Under what would be awarded.
batch-draft-footer = Пока ничего не начислено. Подтвердить можно в течение суток.

# Over what all lines add up to.
batch-field-total = Всего

# Over what the campaign's budget has left afterwards.
batch-field-left-after = Останется в бюджете

# Over what the moderator can still award today afterwards.
batch-field-day-left-after = Останется для вас сегодня

# Over the first lines.
batch-field-lines = Кому и сколько

# Button: awards all of it. $amount: how much that is.
batch-confirm = Начислить: { $amount }

# Button: awards nothing.
batch-cancel = Отменить

# The moderator cancelled.
batch-cancelled = Отменено. Ничего не начислено.

# Under refusals.
batch-nothing-awarded = Ничего не начислено.

# Instead of a batch: there are none.
batch-none-yet = Массовых начислений пока не было. Начните с `/{ command-award-many } { command-award-many-file }`.

# Among suggestions. $count: how many lines a batch has.
batch-lines = { $count ->
    [one] { $count } начисление
    [few] { $count } начисления
    [many] { $count } начислений
   *[other] { $count } начисления
}

# Title of a batch. $receipt: its number.
batch-title = Пакет { $receipt }

# How many lines are done. $done: those. $lines: of how many.
batch-lines-of = { $done } из { $lines }

# Over how many awards were made.
batch-field-paid-lines = Сделано начислений

# Over how much was awarded.
batch-field-paid = Начислено

# Over who confirmed it, and when.
batch-field-moderator = Подтверждено

# Over how many awards the undoing has looked at.
batch-field-undone-lines = Отменено начислений

# Over what could not be taken back.
batch-field-kept = Не возвращено

# A batch that nobody has confirmed. $campaign: its campaign.
batch-state-draft = Ждёт подтверждения. Из кампании { $campaign } ничего не начислено.

# A batch that is being paid. $campaign: from where.
batch-state-paying = Искры из кампании { $campaign } начисляются. Ход виден здесь и по команде `/{ command-award-many } { command-award-many-status }`.

# A batch that is paid. $count: how many awards. $amount: how much. $campaign: from where.
batch-state-paid = { $count ->
    [one] { $count } участник получил { $amount }. Кампания: { $campaign }.
    [few] { $count } участника получили { $amount }. Кампания: { $campaign }.
    [many] { $count } участников получили { $amount }. Кампания: { $campaign }.
   *[other] { $count } участника получили { $amount }. Кампания: { $campaign }.
}

# A batch that stands still. $why: a sentence.
batch-state-stopped = Остановлено. { $why }

# Why: whoever confirmed it was erased at their own wish.
batch-stopped-erased = Модератор, который подтвердил начисление, удалил свои данные. Остальное может начислить кто-то другой.

# A batch that is being taken back. $campaign: from where it was.
batch-state-undoing = Начисления из кампании { $campaign } отменяются.

# A batch that was taken back. $campaign: from where it was.
batch-state-undone = Начисления из кампании { $campaign } отменены.

# Under a paid batch: members who reached their limit meanwhile, or erased their data. $count: how many.
batch-passed-over = { $count ->
    [one] Пропущена { $count } строка: участник достиг лимита кампании или удалил свои данные.
    [few] Пропущены { $count } строки: участники достигли лимита кампании или удалили свои данные.
    [many] Пропущено { $count } строк: участники достигли лимита кампании или удалили свои данные.
   *[other] Пропущено { $count } строки: участники достигли лимита кампании или удалили свои данные.
}

# Under a batch that stands still. $count: how many lines are not paid.
batch-unpaid = { $count ->
    [one] Не начислена { $count } строка.
    [few] Не начислены { $count } строки.
    [many] Не начислено { $count } строк.
   *[other] Не начислено { $count } строки.
}

# After it: the lines are attached as a file.
batch-unpaid-file = В файле — остаток; его можно снова отправить этой же командой.

# Button: goes on with a batch that was stopped.
batch-continue = Продолжить

# Button: shows how far it has come.
batch-show = Обновить

# Column of the file of what is not paid; the command reads it again.
batch-column-member = участник

# Column of the file of what is not paid; the command reads it again.
batch-column-amount = сумма

# Column of the file of what is not paid; the command reads it again.
batch-column-reason = причина

# The question whether to take a batch back. $receipt: which. $count: how many awards. $amount: how
# much they are.
batch-undo-question = { $count ->
    [one] Отменить пакет { $receipt }? Это { $count } начисление, всего { $amount }.
    [few] Отменить пакет { $receipt }? Это { $count } начисления, всего { $amount }.
    [many] Отменить пакет { $receipt }? Это { $count } начислений, всего { $amount }.
   *[other] Отменить пакет { $receipt }? Это { $count } начисления, всего { $amount }.
}

# Under it: some members have spent part. $count: how many. $missing: how much that is.
batch-undo-missing = { $count ->
    [one] { $count } участник уже потратил часть. Не хватает: { $missing }.
    [few] { $count } участника уже потратили часть. Не хватает: { $missing }.
    [many] { $count } участников уже потратили часть. Не хватает: { $missing }.
   *[other] { $count } участника уже потратили часть. Не хватает: { $missing }.
}

# Some lines can't be awarded; they follow. $count: how many.
batch-flawed = { $count ->
    [one] { $count } строка с ошибкой. Исправьте её и попробуйте снова.
    [few] { $count } строки с ошибками. Исправьте их и попробуйте снова.
    [many] { $count } строк с ошибками. Исправьте их и попробуйте снова.
   *[other] { $count } строки с ошибками. Исправьте их и попробуйте снова.
}

# Under it. $count: how many lines are fine.
batch-flawed-good = Строк без ошибок: { $count }.

# Before what is wrong with a line of a file. $line: its number.
batch-line = Строка { $line }

# Before what is wrong with one of several pasted mentions. $line: the how manieth it is.
batch-entry = № { $line }

# What is wrong with a line. $found: how many columns it has. $expected: how many the header has.
batch-flaw-columns = столбцов: { $found }, в заголовке: { $expected }

# What is wrong with a line: no id and no mention.
batch-flaw-member = это не ID участника и не упоминание (таблицы округляют длинные числа: задайте столбцу текстовый формат)

# What is wrong with a line: no whole number.
batch-flaw-amount = сумма — не целое число

# What is wrong with a line: 1,000 or 1.000.
batch-flaw-separators = в сумме есть разделители; напишите 1000

# What is wrong with a line. $max: the most.
batch-flaw-range = сумма должна быть от 1 до { $max }

# What is wrong with a line. $max: the most characters.
batch-flaw-reason = слишком длинная причина, максимум символов: { $max }

# What is wrong with a line: the member has one already. $line: which.
batch-flaw-duplicate = уже есть в строке { $line }

# What is wrong with a line: nobody on the server has this id.
batch-flaw-unknown = нет на этом сервере

# What is wrong with a line.
batch-flaw-bot = это бот

# What is wrong with a line: it is the moderator.
batch-flaw-yourself = это вы сами; попросите другого модератора

# What is wrong with a line. $cap: the most for one award from the campaign.
batch-flaw-award-cap = больше максимума за одно начисление: { $cap }

# What is wrong with a line. $left: what the member can still have from the campaign.
batch-flaw-member-cap = больше, чем участник ещё может получить: { $left }

# Refused: the file. $size: how many megabytes it may have.
batch-file-too-large = Файл слишком большой: не больше { $size } МБ.

# Refused: the file. $line: the first line that can't be read.
batch-file-not-utf8 = Файл не в кодировке UTF-8 (со строки { $line }). Сохраните его как «CSV UTF-8».

# Refused: the file.
batch-file-empty = Файл пуст.

# Refused: the file.
batch-file-no-header = В файле нет заголовка. Первая строка должна быть такой: `участник,сумма` или `участник,сумма,причина`.

# Refused: the file.
batch-file-missing-column = Не хватает столбца. Первая строка должна быть такой: `участник,сумма` или `участник,сумма,причина`.

# Refused: the file. $column: the name of a column.
batch-file-wrong-column = Столбец «{ $column }» неизвестен или повторяется. Первая строка должна быть такой: `участник,сумма` или `участник,сумма,причина`.

# Refused: too many lines. $max: the most.
batch-too-many-lines = Слишком много строк, максимум: { $max }. Разделите список.

# Refused: the file can't be had from Discord.
batch-file-not-fetched = Сейчас не получается получить файл от Discord. Попробуйте ещё раз.

# Refused: Discord does not list members for this bot.
batch-needs-intent = Discord не разрешает этому боту получать список участников. Попросите владельца бота включить «Server Members Intent» на портале разработчиков Discord или вставьте список участников.

# Refused: the same, and they are too many to be looked up one by one. $max: the most.
batch-needs-intent-for-many = Discord не разрешает этому боту получать список участников, а без него можно проверить не больше { $max }. Разделите список или попросите владельца бота включить «Server Members Intent» на портале разработчиков Discord.

# Refused: Discord does not say who is there.
batch-members-away = Discord сейчас не сообщает, кто есть на сервере. Попробуйте чуть позже.

# Refused. $amount: what the lines add up to. $campaign: the campaign. $left: what it has left.
batch-refused-budget = Всего получается { $amount }, а в бюджете кампании { $campaign } осталось: { $left }. Начислите меньше или увеличьте бюджет: `/{ command-campaign } { command-campaign-edit }`.

# Refused. $amount: what the lines add up to. $campaign: the campaign. $cap: the most for one moderator and
# day. $left: what is left of it. $when: when the next day begins.
batch-refused-day-cap = Всего получается { $amount }. Лимит кампании { $campaign } на модератора в день: { $cap }, на сегодня осталось: { $left }. Новый день начнётся { $when }.

# Refused: there is nobody to award to.
batch-refused-nobody = Начислять некому.

# Refused: no batch has this number, or it was a preview that is gone.
batch-refused-unknown = Такого пакета нет. Номер выглядит так: `B-12`; предпросмотр хранится сутки.

# Refused: another moderator's batch.
batch-refused-not-yours = Подтвердить может только модератор, который его подготовил.

# Refused: it was confirmed before.
batch-refused-confirmed = Это уже подтверждено.

# Refused: nothing of it can be taken back.
batch-refused-nothing-to-undo = В этом пакете нечего отменять.

# Refused: it is being paid.
batch-refused-still-paying = Этот пакет ещё начисляется. Отменить его можно после завершения.
