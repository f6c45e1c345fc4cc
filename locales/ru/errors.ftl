### What is read when something can't be answered as asked, wherever it happens.

# A fault of ours. $incident: the id under which the log has the rest.
error-fault = Что-то пошло не так на нашей стороне. Прежде чем повторить, проверьте `/{ command-sparks }`: там актуальные данные. Если ошибка повторится, сообщите модератору код: **{ $incident }**

# Nothing can be saved, such as on a full disk. $incident: the id under which the log has the rest.
error-not-saved = Бот сейчас не может ничего сохранить. Повторите через несколько минут, но сначала проверьте `/{ command-sparks }`: там актуальные данные. Если ошибка повторится, сообщите модератору код: **{ $incident }**

# A command arrived with a value that Discord should not have let through.
error-argument = Одно из значений указано неверно. Введите команду ещё раз.

# A command that this version does not know: Discord still shows an older or newer one.
error-command-changed = Команда изменилась. Перезапустите Discord и попробуйте ещё раз.

# The same interaction came twice with different content.
error-conflict = Это действие уже использовано для другого запроса. Начните заново.

# A button or select of an earlier version of the bot.
error-stale-component = Это сообщение устарело. Введите команду ещё раз.

# Somebody pressed another member's button. $owner: that member.
error-not-yours = Это сообщение для { $owner }. Введите команду сами, чтобы получить своё.

# A moderator chose a name without a letter or digit.
name-refused-empty = В названии должна быть хотя бы одна буква или цифра.

# A moderator chose a name that is too long. $max: how many characters it may have. $length: how
# many it has.
name-refused-long = Слишком длинное название. Символов: { $length }, максимум: { $max }.

# Somebody used a command in a server that this bot does not serve.
error-elsewhere = Этот бот работает на другом сервере. Используйте его команды там.

# Somebody pressed a moderators' button, or sent its form, without the permission.
error-not-permitted = Для этих кнопок нужно право «Управлять сервером». Если команда вам доступна, введите её.
