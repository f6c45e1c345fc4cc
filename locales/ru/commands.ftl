### Names and descriptions of the slash commands, as Discord's command picker shows them. Names are
### lower case, without spaces, 32 characters at most; descriptions have 100 characters at most.

# The command that shows a member's Sparks.
command-sparks = искры
    .description = Ваши Искры, значки и следующая цель

# Whose Sparks to show.
command-sparks-option-member = участник
    .description = Посмотреть Искры другого участника

# Whether everyone in the channel sees the answer.
command-sparks-option-public = публично
    .description = Показать ответ всем в канале

# The command that spends Sparks.
command-redeem = обменять
    .description = Обменять Искры на награду

# Which perk.
command-redeem-option-perk = награда
    .description = Название награды; оставьте пустым, чтобы увидеть все

# The command that shows a member's statement.
command-history = история
    .description = Все операции с вашими Искрами

# Which type of movement.
command-history-option-type = тип
    .description = Только операции этого типа

# A type of movement: Sparks given to the member.
command-history-option-type-choice-earned = Получено

# A type of movement: Sparks reserved or spent for a perk.
command-history-option-type-choice-redeemed = Обмен

# A type of movement: Sparks back from a perk that could not be delivered.
command-history-option-type-choice-returned = Возврат

# A type of movement: an earlier one undone.
command-history-option-type-choice-corrected = Корректировка

# The command that explains Sparks.
command-help = помощь
    .description = Как получить Искры и что они открывают

# The command that shows a badge to everyone.
command-badge = значок
    .description = Показать всем свой значок или значок другого участника

# Whose badge.
command-badge-option-member = участник
    .description = Чей значок показать; по умолчанию ваш

# The command that shows the board.
command-leaderboard = рейтинг
    .description = Кто заработал больше всего Искр

# Which board.
command-leaderboard-option-board = рейтинг
    .description = Какой рейтинг; по умолчанию за всё время

# Which page of it.
command-leaderboard-option-page = страница
    .description = Какая страница; по умолчанию первая

# Whether everyone in the channel sees the board.
command-leaderboard-option-public = публично
    .description = Показать рейтинг всем в канале

# The group of commands about what is stored about oneself and what others see.
command-privacy = конфиденциальность
    .description = Что о вас хранится и что видят другие

# Leave the boards.
command-privacy-hide = скрыть
    .description = Убрать себя из рейтингов; Искры останутся вашими

# Return to the boards.
command-privacy-show = показать
    .description = Снова участвовать в рейтингах

# Members: everything that is stored about oneself, as a file.
command-privacy-export = экспорт
    .description = Получить файлом всё, что о вас хранится

# Members: be forgotten.
command-privacy-erase = удалить
    .description = Удалить свои данные; сначала бот спросит

# Moderators: give Sparks.
command-award = начислить
    .description = Начислить участнику Искры из бюджета кампании

# Who receives.
command-award-option-member = участник
    .description = Кому начислить

# How many.
command-award-option-amount = количество
    .description = Сколько Искр

# From which campaign.
command-award-option-campaign = кампания
    .description = Из какой кампании

# What for; everyone reads it.
command-award-option-reason = причина
    .description = За что; причину увидят все

# Moderators: the group of campaign commands.
command-campaign = кампания
    .description = Кампании, из которых начисляются Искры

# Moderators: start a campaign.
command-campaign-create = создать
    .description = Запустить кампанию

# Its name.
command-campaign-create-option-name = название
    .description = Название кампании

# Its budget.
command-campaign-create-option-budget = бюджет
    .description = Сколько всего Искр можно начислить; оставьте пустым, чтобы не ограничивать

# Moderators: see the campaigns.
command-campaign-list = список
    .description = Кампании и остатки бюджетов

# Moderators: end a campaign.
command-campaign-close = завершить
    .description = Завершить кампанию

# Which campaign to end.
command-campaign-close-option-campaign = кампания
    .description = Какую кампанию завершить

# Moderators: the group of perk commands.
command-perk = награда
    .description = Награды, которые можно получить за Искры

# Moderators: offer a role as a badge.
command-perk-add-role = добавить-роль
    .description = Добавить награду: значок и роль в Discord

# The role.
command-perk-add-role-option-role = роль
    .description = Роль, которую получат участники

# Its price.
command-perk-add-role-option-price = цена
    .description = Цена в Искрах

# What it is called.
command-perk-add-role-option-name = название
    .description = Название награды; по умолчанию — название роли

# What it is.
command-perk-add-role-option-description = описание
    .description = Что получит участник, в двух словах

# How many there are.
command-perk-add-role-option-stock = тираж
    .description = Сколько всего экземпляров; оставьте пустым, чтобы не ограничивать

# How often one member may redeem it.
command-perk-add-role-option-limit = лимит
    .description = Сколько раз может получить участник; по умолчанию один, роль на срок — без ограничения; 0 — без него

# An option of /perk add-role.
command-perk-add-role-option-opens = начало
    .description = Начало: 2026-12-01, 2026-12-01 18:00 (UTC), 7d; по умолчанию — сразу

# An option of /perk add-role.
command-perk-add-role-option-closes = завершение
    .description = Завершение: 2026-12-31 (последний день), 2026-12-31 18:00 (UTC), 14d

# An option of /perk add-role.
command-perk-add-role-option-required-role = нужная-роль
    .description = Роль, без которой награду не получить

# An option of /perk add-role.
command-perk-add-role-option-minimum = минимум
    .description = Сколько Искр нужно заработать за всё время

# An option of /perk add-role.
command-perk-add-role-option-days = дней
    .description = Сколько дней действует роль; оставьте пустым, чтобы навсегда

# An option of /perk add-role.
command-perk-add-role-option-name-en = название-en
    .description = Название для тех, кто читает на английском

# An option of /perk add-role.
command-perk-add-role-option-name-ru = название-ru
    .description = Название для тех, кто читает на русском

# An option of /perk add-role.
command-perk-add-role-option-name-ko = название-ko
    .description = Название для тех, кто читает на корейском

# An option of /perk add-role.
command-perk-add-role-option-description-en = описание-en
    .description = Описание на английском

# An option of /perk add-role.
command-perk-add-role-option-description-ru = описание-ru
    .description = Описание на русском

# An option of /perk add-role.
command-perk-add-role-option-description-ko = описание-ko
    .description = Описание на корейском

# Moderators: offer a ticket, or what a moderator delivers.
command-perk-add-manual = добавить-вручную
    .description = Добавить билет или награду, которую выдаёт команда

# What kind of perk.
command-perk-add-manual-option-kind = вид
    .description = Что это за награда и о чём спросить участника

# A kind of perk.
command-perk-add-manual-option-kind-choice-ticket = Билет на мероприятие: код выдаётся сразу

# A kind of perk.
command-perk-add-manual-option-kind-choice-whitelist = Место в whitelist NFT: нужен адрес кошелька

# A kind of perk.
command-perk-add-manual-option-kind-choice-boost = Буст трафика: нужна ссылка на пост

# A kind of perk.
command-perk-add-manual-option-kind-choice-plan = Апгрейд тарифа: нужен аккаунт, пока «скоро»

# A kind of perk.
command-perk-add-manual-option-kind-choice-other = Другое: выдаёт команда

# What it is called.
command-perk-add-manual-option-name = название
    .description = Название награды

# Its price.
command-perk-add-manual-option-price = цена
    .description = Цена в Искрах

# What it is.
command-perk-add-manual-option-description = описание
    .description = Что получит участник, в двух словах

# How many there are.
command-perk-add-manual-option-stock = тираж
    .description = Сколько всего экземпляров; оставьте пустым, чтобы не ограничивать

# How often one member may redeem it.
command-perk-add-manual-option-limit = лимит
    .description = Сколько раз награду может получить один участник; по умолчанию — один, 0 — без ограничения

# Whether it is only shown for now.
command-perk-add-manual-option-coming-soon = скоро
    .description = Показать награду, но пока не обменивать

# An option of /perk add-manual.
command-perk-add-manual-option-opens = начало
    .description = Начало: 2026-12-01, 2026-12-01 18:00 (UTC), 7d; по умолчанию — сразу

# An option of /perk add-manual.
command-perk-add-manual-option-closes = завершение
    .description = Завершение: 2026-12-31 (последний день), 2026-12-31 18:00 (UTC), 14d

# An option of /perk add-manual.
command-perk-add-manual-option-required-role = нужная-роль
    .description = Роль, без которой награду не получить

# An option of /perk add-manual.
command-perk-add-manual-option-minimum = минимум
    .description = Сколько Искр нужно заработать за всё время

# An option of /perk add-manual.
command-perk-add-manual-option-name-en = название-en
    .description = Название для тех, кто читает на английском

# An option of /perk add-manual.
command-perk-add-manual-option-name-ru = название-ru
    .description = Название для тех, кто читает на русском

# An option of /perk add-manual.
command-perk-add-manual-option-name-ko = название-ko
    .description = Название для тех, кто читает на корейском

# An option of /perk add-manual.
command-perk-add-manual-option-description-en = описание-en
    .description = Описание на английском

# An option of /perk add-manual.
command-perk-add-manual-option-description-ru = описание-ru
    .description = Описание на русском

# An option of /perk add-manual.
command-perk-add-manual-option-description-ko = описание-ko
    .description = Описание на корейском

# Moderators: see the perks.
command-perk-list = список
    .description = Награды, остатки и статусы

# Moderators: stop offering a perk.
command-perk-archive = архивировать
    .description = Убрать награду в архив; полученное останется у участников

# Which perk to archive.
command-perk-archive-option-perk = награда
    .description = Какую награду убрать в архив

# Moderators: offer a paused perk again.
command-perk-resume = возобновить
    .description = Открыть обмен: награда на паузе или «скоро»

# Which perk to resume.
command-perk-resume-option-perk = награда
    .description = Приостановленная награда

# Moderators: change a perk.
command-perk-edit = изменить
    .description = Изменить награду: цену, тираж, тексты, сроки, условия

# An option of /perk edit.
command-perk-edit-option-perk = награда
    .description = Какую награду изменить

# An option of /perk edit.
command-perk-edit-option-name = название
    .description = Новое название

# An option of /perk edit.
command-perk-edit-option-description = описание
    .description = Что получит участник, в двух словах; - убирает

# An option of /perk edit.
command-perk-edit-option-price = цена
    .description = Новая цена в Искрах

# An option of /perk edit.
command-perk-edit-option-stock = тираж
    .description = Сколько всего, включая уже полученные; 0 снимает ограничение

# An option of /perk edit.
command-perk-edit-option-limit = лимит
    .description = Сколько раз может получить один участник; 0 снимает ограничение

# An option of /perk edit.
command-perk-edit-option-opens = начало
    .description = Начало: 2026-12-01, 2026-12-01 18:00 (UTC), 7d; нет — убрать

# An option of /perk edit.
command-perk-edit-option-closes = завершение
    .description = Завершение: 2026-12-31 (последний день), 2026-12-31 18:00 (UTC), 14d; нет — убрать

# An option of /perk edit.
command-perk-edit-option-required-role = нужная-роль
    .description = Роль, без которой награду не получить; @everyone убирает условие

# An option of /perk edit.
command-perk-edit-option-minimum = минимум
    .description = Сколько Искр нужно заработать за всё время; 0 убирает условие

# An option of /perk edit.
command-perk-edit-option-days = дней
    .description = Сколько дней действует роль, начиная со следующих обменов; 0 — навсегда

# An option of /perk edit.
command-perk-edit-option-name-en = название-en
    .description = Название для тех, кто читает на английском; - убирает

# An option of /perk edit.
command-perk-edit-option-name-ru = название-ru
    .description = Название для тех, кто читает на русском; - убирает

# An option of /perk edit.
command-perk-edit-option-name-ko = название-ko
    .description = Название для тех, кто читает на корейском; - убирает

# An option of /perk edit.
command-perk-edit-option-description-en = описание-en
    .description = Описание на английском; - убирает

# An option of /perk edit.
command-perk-edit-option-description-ru = описание-ru
    .description = Описание на русском; - убирает

# An option of /perk edit.
command-perk-edit-option-description-ko = описание-ko
    .description = Описание на корейском; - убирает

# Moderators: pause a perk.
command-perk-pause = приостановить
    .description = Временно закрыть обмен на награду

# An option of /perk pause.
command-perk-pause-option-perk = награда
    .description = Какую награду приостановить

# An option of /perk pause.
command-perk-pause-option-reason = причина
    .description = Почему — увидят модераторы

# Moderators: the group of commands for redemptions that have not ended.
command-redemption = обмен
    .description = Обмены, которым нужен модератор

# Moderators: see what has not ended.
command-redemption-list = список
    .description = Незавершённые обмены; сначала те, где нужно решение

# Moderators: see one redemption.
command-redemption-show = показать
    .description = Что произошло с обменом и что можно сделать

# Which.
command-redemption-show-option-receipt = операция
    .description = Номер операции, например R-5

# Moderators: deliver once more.
command-redemption-retry = повторить
    .description = Попробовать выдать награду ещё раз

# Which.
command-redemption-retry-option-receipt = операция
    .description = Номер операции, например R-5

# Moderators: return the Sparks.
command-redemption-void = вернуть
    .description = Снять роль и вернуть Искры

# Which.
command-redemption-void-option-receipt = операция
    .description = Номер операции, например R-5

# Why; the member reads it.
command-redemption-void-option-reason = причина
    .description = Почему; причину увидит участник

# Community campaigns, for members.
command-campaigns = кампании
    .description = Какие кампании сообщества идут сейчас

# Moderators: take an award back.
command-award-undo = отменить-начисление
    .description = Отменить начисление

# Which award.
command-award-undo-option-award = операция
    .description = Номер операции, например A-12

# Why; the member reads it.
command-award-undo-option-reason = причина
    .description = Почему; участник это увидит

# When it starts.
command-campaign-create-option-start = начало
    .description = Когда начнётся: 2026-12-01, 2026-12-01 18:00 (UTC) или 7d; пусто — сейчас

# When it ends.
command-campaign-create-option-end = окончание
    .description = Когда закончится: 2026-12-31 (последний день), 2026-12-31 18:00 (UTC) или 14d

# The most for one award.
command-campaign-create-option-award-cap = лимит-начисления
    .description = Максимум Искр за одно начисление

# The most for one member.
command-campaign-create-option-member-cap = лимит-участника
    .description = Максимум Искр на одного участника

# The most for one moderator and day.
command-campaign-create-option-moderator-cap = лимит-модератора
    .description = Максимум Искр от одного модератора за день (UTC)

# What members read in English.
command-campaign-create-option-description = описание-en
    .description = Описание для участников на английском

# What members read in Russian.
command-campaign-create-option-description-ru = описание-ru
    .description = Описание для участников на русском

# What members read in Korean.
command-campaign-create-option-description-ko = описание-ko
    .description = Описание для участников на корейском

# Moderators: change a campaign.
command-campaign-edit = изменить
    .description = Изменить кампанию; пустое останется как есть

# Which campaign to change.
command-campaign-edit-option-campaign = кампания
    .description = Какую кампанию изменить

# Its new name.
command-campaign-edit-option-name = название
    .description = Новое название

# Its new budget.
command-campaign-edit-option-budget = бюджет
    .description = Новый общий бюджет; 0 снимает ограничение

# When it starts.
command-campaign-edit-option-start = начало
    .description = Новое начало, если ещё не началась: 2026-12-01, 2026-12-01 18:00 (UTC), 7d, нет

# When it ends.
command-campaign-edit-option-end = окончание
    .description = Новое окончание: 2026-12-31 (последний день), 2026-12-31 18:00 (UTC), 14d; нет — убрать

# The most for one award.
command-campaign-edit-option-award-cap = лимит-начисления
    .description = Максимум Искр за одно начисление; 0 — убрать

# The most for one member.
command-campaign-edit-option-member-cap = лимит-участника
    .description = Максимум Искр на одного участника; 0 — убрать

# The most for one moderator and day.
command-campaign-edit-option-moderator-cap = лимит-модератора
    .description = Максимум Искр от одного модератора за день (UTC); 0 — убрать

# What members read in English.
command-campaign-edit-option-description = описание-en
    .description = Описание для участников на английском; - убирает

# What members read in Russian.
command-campaign-edit-option-description-ru = описание-ru
    .description = Описание для участников на русском; - убирает

# What members read in Korean.
command-campaign-edit-option-description-ko = описание-ko
    .description = Описание для участников на корейском; - убирает

# Moderators: see one campaign.
command-campaign-show = показать
    .description = Показать кампанию: статус, лимиты и кто получил больше всех

# Which campaign to see.
command-campaign-show-option-campaign = кампания
    .description = Какую кампанию показать

# Moderators: take a closed campaign up again.
command-campaign-reopen = открыть
    .description = Снова открыть завершённую кампанию

# Which campaign.
command-campaign-reopen-option-campaign = кампания
    .description = Завершённая кампания

# Moderators: what moderators changed.
command-audit = журнал
    .description = Что меняли модераторы

# Whose changes.
command-audit-option-who = кто
    .description = Только изменения этого модератора

# Changes of what.
command-audit-option-what = что
    .description = Только изменения этого типа

# Changes from when on.
command-audit-option-since = с
    .description = Начиная с даты: 2026-12-01, или 7d — за последние семь дней

# A type of change: awards.
command-audit-option-what-choice-awards = Начисления

# A type of change: undone awards.
command-audit-option-what-choice-undone = Отмены

# A type of change: campaigns.
command-audit-option-what-choice-campaigns = Кампании

# A type of change: perks.
command-audit-option-what-choice-perks = Награды

# A type of change: redemptions.
command-audit-option-what-choice-redemptions = Обмены

# An option of /audit.
command-audit-option-what-choice-setup = Настройка

# In the menu on a member: their standing.
command-menu-view-sparks = Посмотреть Искры

# In the menu on a member, for moderators: a form to give them Sparks.
command-menu-award-sparks = Начислить Искры

# Moderators: awards in bulk.
command-award-many = начислить-многим
    .description = Начислить Искры сразу многим

# From a file.
command-award-many-file = файл
    .description = Начислить по CSV-файлу: участник, сумма, причина

# From which campaign.
command-award-many-file-option-campaign = кампания
    .description = Из какой кампании

# The file.
command-award-many-file-option-file = файл
    .description = CSV в UTF-8 с заголовком; сначала будет предпросмотр

# What for.
command-award-many-file-option-reason = причина
    .description = Для строк без собственной причины

# To a role's members.
command-award-many-role = роль
    .description = Начислить поровну всем с этой ролью

# From which campaign.
command-award-many-role-option-campaign = кампания
    .description = Из какой кампании

# Which role.
command-award-many-role-option-role = роль
    .description = Кто получит Искры

# How many each.
command-award-many-role-option-amount = количество
    .description = Сколько Искр получит каждый

# What for.
command-award-many-role-option-reason = причина
    .description = За что; участники это увидят

# To pasted members.
command-award-many-members = участники
    .description = Начислить поровну этим участникам

# From which campaign.
command-award-many-members-option-campaign = кампания
    .description = Из какой кампании

# Mentions or ids.
command-award-many-members-option-members = участники
    .description = Упоминания или ID, сколько угодно

# How many each.
command-award-many-members-option-amount = количество
    .description = Сколько Искр получит каждый

# What for.
command-award-many-members-option-reason = причина
    .description = За что; участники это увидят

# Takes a batch back.
command-award-many-undo = отменить
    .description = Отменить пакет целиком

# Which batch.
command-award-many-undo-option-batch = пакет
    .description = Пакет, например B-12

# Why; the members read it.
command-award-many-undo-option-reason = причина
    .description = Почему; участники это увидят

# Shows how far a batch has come.
command-award-many-status = ход
    .description = Как идёт начисление

# Which batch.
command-award-many-status-option-batch = пакет
    .description = Пакет, например B-12; пусто — последний

# Members: claim a code.
command-claim = получить
    .description = Получить Искры по коду

# The code.
command-claim-option-code = код
    .description = Код, как его назвали; пробелы и дефисы не важны

# Moderators: claim codes.
command-code = код
    .description = Коды, по которым участники получают Искры

# Makes one.
command-code-create = создать
    .description = Создать код

# From which campaign.
command-code-create-option-campaign = кампания
    .description = Из какой кампании

# How many each.
command-code-create-option-amount = количество
    .description = Сколько Искр получит каждый

# How many members.
command-code-create-option-uses = участников
    .description = Сколько участников смогут его использовать

# Until when.
command-code-create-option-expires = до
    .description = До когда: 2h, 7d, 2026-12-31 или 2026-12-31 18:00 (UTC)

# What for.
command-code-create-option-reason = причина
    .description = За что; участники увидят это в истории

# Shows them.
command-code-list = список
    .description = Последние коды и сколько раз их использовали

# Closes one.
command-code-close = закрыть
    .description = Закрыть код

# Which code.
command-code-close-option-code = код
    .description = Код или его номер, например C-12

# Moderators: put the ready-made catalogue in place.
command-setup = настройка
    .description = Добавить готовые награды и первую кампанию; сначала покажет, что будет сделано

# An option of /setup.
command-setup-option-role = роль
    .description = Роль для значка, если она уже есть

# An option of /setup.
command-setup-option-create-role = создать-роль
    .description = Создать новую роль для значка

# Moderators: what is wrong around the bot.
command-doctor = диагностика
    .description = Что не так с ботом и сервером и что с этим делать

# Members: their account at the product.
command-link = привязка
    .description = Ваш аккаунт Minara: привязан ли он и как его привязать

# Members: their own tickets.
command-tickets = билеты
    .description = Ваши билеты: код и QR-картинка для входа

# Moderators: the group of commands for tickets.
command-ticket = билет
    .description = Билеты на входе

# Moderators: let somebody in by their code.
command-ticket-check = проверить
    .description = Пропустить по коду билета; каждый код действует один раз

# The code.
command-ticket-check-option-code = код
    .description = Код, как вам его назвали

# Moderators: the group of commands for what they deliver.
command-queue = очередь
    .description = Награды, которые команда выдаёт вручную

# Moderators: what waits.
command-queue-list = список
    .description = Кто ждёт выдачи: сначала те, кто ждёт дольше

# Which perk.
command-queue-list-option-perk = награда
    .description = Только эта награда

# Moderators: one of it.
command-queue-show = показать
    .description = Показать одну: ответ участника и что можно сделать

# Moderators: take one on.
command-queue-claim = взять
    .description = Взять на себя, чтобы никто не делал то же самое

# Moderators: give one back.
command-queue-release = вернуть
    .description = Вернуть в очередь

# Moderators: it was delivered.
command-queue-fulfil = выдано
    .description = Отметить выданной: Искры спишутся, участник узнает

# What shows it.
command-queue-fulfil-option-evidence = подтверждение
    .description = Как выдано: ссылка, транзакция, заметка

# Moderators: it is not delivered.
command-queue-reject = отклонить
    .description = Отклонить: Искры вернутся, участник узнает причину

# Why.
command-queue-reject-option-reason = причина
    .description = Почему; это прочитает участник

# Moderators: all of one perk as a file.
command-queue-export = выгрузить
    .description = Всё по одной награде файлом CSV, например для whitelist NFT

# Which perk.
command-queue-export-option-perk = награда
    .description = Награда

# Which.
command-queue-show-option-receipt = операция
    .description = Номер операции, например R-5

# Which.
command-queue-claim-option-receipt = операция
    .description = Номер операции, например R-5

# Which.
command-queue-release-option-receipt = операция
    .description = Номер операции, например R-5

# Which.
command-queue-fulfil-option-receipt = операция
    .description = Номер операции, например R-5

# Which.
command-queue-reject-option-receipt = операция
    .description = Номер операции, например R-5
