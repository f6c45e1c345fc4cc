### What /perk shows, and which roles a perk can't give.

# A perk was added. $perk: its name. $price: what it costs. $role: the role.
perk-added = Награда { $perk } добавлена. Цена: { $price }. Роль: { $role }.

# A perk that a moderator delivers was added. $perk: its name. $price: what it costs. $kind: what it is.
perk-added-manual = Награда { $perk } добавлена. Цена: { $price }. Что получит участник: { $kind }.

# A perk that is a ticket was added. $perk: its name. $price: what it costs. $kind: what it is.
perk-added-ticket = Награда { $perk } добавлена. Цена: { $price }. Что получит участник: { $kind }, код выдаётся сразу.

# A perk was added that can't be redeemed yet. $perk: its name. $price: what it costs. $kind: what it is.
perk-added-coming-soon = Награда { $perk } показана участникам с пометкой «скоро». Цена: { $price }. Что получит участник: { $kind }. Когда всё будет готово, используйте `/{ command-perk } { command-perk-resume }`.

# A perk was added whose window is still to open. $perk: its name. $price: what it costs. $kind: what it is, or its role.
# $when: from when on it can be redeemed.
perk-added-opens = Награда { $perk } добавлена, обмен откроется { $when }. Цена: { $price }. Что получит участник: { $kind }.

# A perk was archived. $perk: its name.
perk-archived = Награда { $perk } теперь в архиве. Полученное останется у участников, начатые обмены будут завершены.

# A paused perk is offered again. $perk: its name.
perk-resumed = Награда { $perk } снова доступна.

# Title of the list of perks.
perk-list-title = Награды

# Instead of the list of perks.
perk-list-empty = Наград пока нет. Добавьте первую: `/{ command-perk } { command-perk-add-role }`.

# In the list. $left: how many are left. $initial: of how many.
perk-stock = осталось { $left } из { $initial }

# In the list, instead of the stock.
perk-stock-unlimited = без ограничений

# In the list. $count: how many editions were given out.
perk-issued = выдано: { $count }

# In the list: can be redeemed.
perk-state-active = доступна

# In the list: no longer offered.
perk-state-archived = в архиве

# A state: shown to members, not offered yet.
perk-state-coming-soon = скоро. Участники видят её; введите `/{ command-perk } { command-perk-resume }`, чтобы открыть обмен.

# In the list: can't be delivered. $reason: why.
perk-state-paused = приостановлена. { $reason } После исправления введите `/{ command-perk } { command-perk-resume }`.

# Why a perk is paused: Discord refused. $code: Discord's error code.
perk-pause-discord = Discord не разрешил выдать роль (код { $code }).

# Refused: a perk is called that. $perk: its name.
perk-refused-name-taken = Награда { $perk } уже есть. Выберите другое название.

# Refused: a perk gives this role.
perk-refused-role-taken = Эту роль уже даёт другая награда. Выберите другую роль или уберите ту награду в архив.

# Refused: a badge without its role.
perk-refused-role-missing = Значку нужна роль: используйте `/{ command-perk } { command-perk-add-role }`.

# Refused: the price is out of range. $max: the most.
perk-refused-price = Цена в Искрах: от 1 до { $max }.

# Refused: stock or limit is out of range. $max: the most.
perk-refused-count = Тираж и лимит должны быть от 1 до { $max }.

# Refused: the description is too long. $max: how many characters it may have. $length: how many
# it has.
perk-refused-description = Слишком длинное описание. Символов: { $length }, максимум: { $max }.

# Refused: no perk that is offered is called that.
perk-refused-unknown = Доступной награды с таким названием нет. Проверьте список: `/{ command-perk } { command-perk-list }`.

# Refused: the perk is not paused. $perk: its name.
perk-refused-not-paused = Награда { $perk } не приостановлена: её уже можно получить.

# Why a role can't be a perk: it is @everyone.
role-problem-everyone = Эта роль есть у всех. Выберите другую.

# Why a role can't be a perk: it was deleted.
role-problem-missing = Этой роли больше нет на сервере. Выберите другую.

# Why a role can't be a perk: an integration manages it.
role-problem-managed = Этой ролью управляет интеграция или буст сервера, вручную её выдать нельзя. Выберите другую.

# Why a role can't be a perk: it gives power. $permissions: what it carries, in the words of Discord's settings.
role-problem-dangerous = Роль даёт опасные права ({ $permissions }). Уберите у неё эти права или выберите другую роль.

# Why a role can't be a perk: the bot may not give roles.
role-problem-bot-may-not = У бота нет права выдавать роли. Включите для него право «Управлять ролями» в настройках сервера.

# Why a role can't be a perk: it is above the bot.
role-problem-above-bot = Роль должна быть ниже роли бота. Перетащите роль бота выше неё в настройках сервера, в разделе «Роли».

# Why a role can't be a perk: it is above the moderator who offers it.
role-problem-above-moderator = Роль должна быть ниже вашей. Попросите добавить её того, у кого роль выше.

# Why a perk can't be redeemed by anybody: the role that it asks for was deleted.
role-problem-required-missing = Для этой награды нужна роль, которой больше нет на сервере, поэтому получить её не может никто. Укажите другую роль или @everyone: `/{ command-perk } { command-perk-edit }`.

# A permission, in the words of Discord's own settings in this language.
permission-administrator = «Администратор»

# A permission, in the words of Discord's own settings in this language.
permission-manage-server = «Управлять сервером»

# A permission, in the words of Discord's own settings in this language.
permission-manage-roles = «Управлять ролями»

# A permission, in the words of Discord's own settings in this language.
permission-manage-channels = «Управлять каналами»

# A permission, in the words of Discord's own settings in this language.
permission-manage-webhooks = «Управлять вебхуками»

# A permission, in the words of Discord's own settings in this language.
permission-kick = «Выгонять участников»

# A permission, in the words of Discord's own settings in this language.
permission-ban = «Банить участников»

# A permission, in the words of Discord's own settings in this language.
permission-timeout = «Отправить участников подумать о своём поведении»

# A permission, in the words of Discord's own settings in this language.
permission-mention-everyone = «Упоминание @everyone, @here и всех ролей»

# What a perk gives, where it is no role that can be named: entry to an event.
perk-kind-ticket = билет на мероприятие

# What a perk gives, where it is no role that can be named: a place on an NFT whitelist.
perk-kind-whitelist = место в whitelist NFT

# What a perk gives, where it is no role that can be named: official traffic for a post.
perk-kind-boost = буст трафика

# What a perk gives, where it is no role that can be named: a plan upgrade.
perk-kind-plan = апгрейд тарифа

# What a perk gives, where it is no role that can be named: anything else that a moderator delivers.
perk-kind-other = выдаёт команда

# A permission, in the words of Discord's own settings in this language.
permission-view-channel = «Просматривать каналы»

# A permission, in the words of Discord's own settings in this language.
permission-send-messages = «Отправлять сообщения»

# A permission, in the words of Discord's own settings in this language.
permission-embed-links = «Встраивать ссылки»
