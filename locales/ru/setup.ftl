### What /setup shows, and what the ready-made perks and the first campaign are called.

# Title of /setup.
setup-title = Настройка Искр

# Before the list of what would be put in place.
setup-question = Вот что будет добавлено. То, что уже есть, останется как есть.

# Before the list, when everything is there.
setup-nothing = Всё уже на месте, ничего не изменилось.

# After it is done; the list follows. $count: how much was added.
setup-done =
    { $count ->
        [one] Готово: добавлен { $count } пункт. Цены, тиражи и тексты можно изменить: `/{ command-perk } { command-perk-edit }` и `/{ command-campaign } { command-campaign-edit }`.
        [few] Готово: добавлено { $count } пункта. Цены, тиражи и тексты можно изменить: `/{ command-perk } { command-perk-edit }` и `/{ command-campaign } { command-campaign-edit }`.
        [many] Готово: добавлено { $count } пунктов. Цены, тиражи и тексты можно изменить: `/{ command-perk } { command-perk-edit }` и `/{ command-campaign } { command-campaign-edit }`.
       *[other] Готово: добавлено { $count } пункта. Цены, тиражи и тексты можно изменить: `/{ command-perk } { command-perk-edit }` и `/{ command-campaign } { command-campaign-edit }`.
    }

# The button that puts everything in place.
setup-confirm = Добавить

# The button that tries once more.
setup-again = Попробовать ещё раз

# The button that leaves everything as it is.
setup-cancel = Отмена

# After that button.
setup-cancelled = Ничего не изменилось.

# Under a list without buttons.
setup-may-not = Чтобы это добавить, нужно право { permission-manage-server }.

# In the list, beside a perk: the bot makes its role.
setup-new-role = с новой ролью

# In the list, beside a perk. $stock: how many there are.
setup-stock = тираж: { $stock }

# In the list, beside a perk that is only shown for now.
setup-coming-soon = скоро

# In the list: the campaign. $budget: what it may award in all. $cap: and at once.
setup-campaign = первая кампания · { $budget } · за одно начисление не больше { $cap }

# In the list: there is one. $name: its name.
setup-there = { $name }: уже есть, останется без изменений

# In the list: there was one. $name: its name.
setup-ended = { $name }: модератор завершил, заново не создаётся

# In the list: the badge has no role.
setup-needs-role = Значку нужна роль: выберите готовую в параметре `{ command-setup-option-role }` или создайте новую через `{ command-setup-option-create-role }`

# Title of the part with what is still wrong.
setup-still = На что обратить внимание

# There, when Discord could not be asked.
setup-not-looked = Discord не ответил. Позже проверьте командой `/{ command-doctor }`, всё ли в порядке.

# After the reason why nothing was done.
setup-unchanged = Ничего не добавлено.

# Refused: two options that exclude each other.
setup-refused-both = Выберите что-то одно: готовую роль или новую.

# Refused: the server has no room for another role.
setup-refused-full = На сервере уже предельное для Discord число ролей (250). Удалите одну или выберите готовую роль.

# Refused: another press is making the role.
setup-refused-under-way = Роль для значка уже создаётся. Попробуйте ещё раз через полминуты.

# Refused: Discord did not answer.
setup-refused-unanswered = Discord не ответил на запрос о роли для значка. Попробуйте ещё раз через полминуты: если роль успела появиться, вторая создана не будет.

# The badge's name, and its role's.
setup-badge-name = Исследователь Искр

# What the badge is.
setup-badge-description = Номерной значок и роль, навсегда ваши

# A perk's name.
setup-whitelist-name = Место в whitelist NFT

# What it is.
setup-whitelist-description = Место в whitelist NFT для вашего кошелька

# A perk's name.
setup-boost-name = Буст трафика

# What it is.
setup-boost-description = Официальный аккаунт продвинет ваш лучший пост

# A perk's name.
setup-ticket-name = Билет на мероприятие

# What it is.
setup-ticket-description = Бесплатный вход на офлайн-мероприятие

# A perk's name.
setup-plan-name = Апгрейд тарифа

# What it is.
setup-plan-description = Месяц на тарифе уровнем выше

# The first campaign's name.
setup-campaign-name = Знакомство с Искрами

# What members read about it.
setup-campaign-description = Участвуйте в жизни сообщества и получайте Искры: за найденные ошибки, гайды, помощь другим и хорошие посты.
