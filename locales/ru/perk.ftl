### What /perk shows, and which roles a perk can't give.

# A perk was added. $perk: its name. $price: what it costs. $role: the role.
perk-added = { $perk } уже можно получить. Цена: { $price }. Даёт роль { $role }.

# A perk was archived. $perk: its name.
perk-archived = { $perk } больше не предлагается. Полученное остаётся у участников, начатое будет выдано.

# A paused perk is offered again. $perk: its name.
perk-resumed = { $perk } снова предлагается.

# Title of the list of perks.
perk-list-title = Награды

# Instead of the list of perks.
perk-list-empty = Наград пока нет. Добавьте первую: `/perk add-role`.

# In the list. $left: how many are left. $initial: of how many.
perk-stock = осталось { $left } из { $initial }

# In the list, instead of the stock.
perk-stock-unlimited = без ограничения

# In the list. $count: how many editions were given out.
perk-issued = выдано: { $count }

# In the list: can be redeemed.
perk-state-active = предлагается

# In the list: no longer offered.
perk-state-archived = в архиве

# In the list: can't be delivered. $reason: why.
perk-state-paused = приостановлено: { $reason } Исправьте и введите `/perk resume`.

# Why a perk is paused: Discord refused. $code: Discord's error code.
perk-pause-discord = Discord отказался выдать роль (код { $code }).

# Refused: a perk is called that. $perk: its name.
perk-refused-name-taken = Награда { $perk } уже есть. Выберите другое название.

# Refused: a perk gives this role.
perk-refused-role-taken = Эту роль уже даёт другая награда. Выберите другую роль или уберите ту награду в архив.

# Refused: the price is out of range. $max: the most.
perk-refused-price = Цена должна быть от 1 до { $max } Искр.

# Refused: stock or limit is out of range. $max: the most.
perk-refused-count = Тираж и лимит должны быть от 1 до { $max }.

# Refused: the description is too long. $max: how many characters it may have. $length: how many
# it has.
perk-refused-description = В описании слишком много символов: { $length }. Можно не больше { $max }.

# Refused: no perk that is offered is called that.
perk-refused-unknown = Такая награда не предлагается. Посмотрите `/perk list`.

# Refused: the perk is not paused. $perk: its name.
perk-refused-not-paused = { $perk } не приостановлено и уже предлагается.

# Why a role can't be a perk: it is @everyone.
role-problem-everyone = Эта роль есть у всех. Выберите другую.

# Why a role can't be a perk: it was deleted.
role-problem-missing = Этой роли на сервере больше нет.

# Why a role can't be a perk: an integration manages it.
role-problem-managed = Роль принадлежит интеграции или бусту, и выдать её вручную нельзя. Выберите другую.

# Why a role can't be a perk: it gives power. $permissions: Discord's names of what it carries.
role-problem-dangerous = Роль даёт власть над сервером ({ $permissions }). Уберите у неё эти права или выберите другую роль.

# Why a role can't be a perk: the bot may not give roles.
role-problem-bot-may-not = Бот не может выдавать роли. Дайте ему право «Управлять ролями» в настройках сервера.

# Why a role can't be a perk: it is above the bot.
role-problem-above-bot = Роль не ниже роли бота. Перетащите роль бота выше неё в настройках сервера, в разделе «Роли».

# Why a role can't be a perk: it is above the moderator who offers it.
role-problem-above-moderator = Роль не ниже вашей, поэтому предложить её вы не можете. Попросите того, чья роль выше.
