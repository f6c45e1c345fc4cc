### What /doctor says, and `sparks check` in a terminal.

# Title of what is wrong around the bot, and what is not.
doctor-title = Проверка

# In place of the problems: there are none.
doctor-all-good = Всё работает.

# Over the list of what is in order.
doctor-in-order = В порядке

# In order: the bot is a member of the server.
doctor-in-server = Бот на сервере.

# In order: the permission is there.
doctor-may-give-roles = Бот может выдавать роли.

# A problem: the permission is missing.
doctor-may-not-give-roles = Бот не может выдавать роли. Включите для него право «Управлять ролями» в настройках сервера.

# In order: the bot hears who joins and leaves.
doctor-intent-on = «Server Members Intent» включён: вернувшиеся участники сразу получают свои роли.

# To be seen to: the bot does not hear who joins and leaves, and may not list the members. $max: how many it asks for one by one.
doctor-intent-off = «Server Members Intent» выключен: вернувшиеся участники получают роли при следующем обращении к боту, ушедшие остаются в рейтингах, пока их кто-нибудь не откроет, а команда `/{ command-award-many } { command-award-many-role }` и списки, где участников больше { $max }, не принимаются. Включите его на портале разработчиков Discord, в разделе Bot, и перезапустите бота.

# A problem: the bot can't deliver a perk. $perk: which. $reason: why, and what to do.
doctor-undeliverable = Награду { $perk } нельзя выдать, участники её не видят. { $reason }

# In order: perks. $count: how many.
doctor-deliverable =
    { $count ->
        [one] { $count } награду можно выдать.
        [few] { $count } награды можно выдать.
        [many] { $count } наград можно выдать.
       *[other] { $count } награды можно выдать.
    }

# In order, but something could be better: no staff channel.
doctor-no-staff-channel = Канал модераторов не задан: изменения видны в `/{ command-audit }`, предупреждения есть только в логе. Задать канал: STAFF_CHANNEL_ID.

# In order: the staff channel. $channel: which.
doctor-staff-channel = Бот может писать в канал модераторов { $channel }.

# A problem. $channel: which channel.
doctor-staff-channel-missing = Канала модераторов { $channel } больше нет. Укажите другой STAFF_CHANNEL_ID и перезапустите бота.

# A problem. $channel: which channel.
doctor-staff-channel-hidden = Бот не видит канал модераторов { $channel }. Дайте ему там права «Просматривать каналы», «Отправлять сообщения» и «Встраивать ссылки».

# A problem. $channel: which channel.
doctor-staff-channel-unfit = Канал модераторов { $channel } не является текстовым каналом этого сервера. Укажите другой STAFF_CHANNEL_ID и перезапустите бота.

# A problem. $channel: which channel. $permissions: what the bot lacks there, in the words of Discord's settings.
doctor-staff-channel-forbids = Бот не может писать в канал модераторов { $channel }. Дайте ему там права: { $permissions }.

# In order: the machine's clock.
doctor-clock-right = Часы бота идут верно.

# A problem: the machine's clock. $seconds: how many seconds it is ahead.
doctor-clock-ahead =
    { $seconds ->
        [one] Часы бота спешат на { $seconds } секунду. Включите синхронизацию времени (NTP) на его машине.
        [few] Часы бота спешат на { $seconds } секунды. Включите синхронизацию времени (NTP) на его машине.
        [many] Часы бота спешат на { $seconds } секунд. Включите синхронизацию времени (NTP) на его машине.
       *[other] Часы бота спешат на { $seconds } секунды. Включите синхронизацию времени (NTP) на его машине.
    }

# A problem: the machine's clock. $seconds: how many seconds it is behind.
doctor-clock-behind =
    { $seconds ->
        [one] Часы бота отстают на { $seconds } секунду. Включите синхронизацию времени (NTP) на его машине.
        [few] Часы бота отстают на { $seconds } секунды. Включите синхронизацию времени (NTP) на его машине.
        [many] Часы бота отстают на { $seconds } секунд. Включите синхронизацию времени (NTP) на его машине.
       *[other] Часы бота отстают на { $seconds } секунды. Включите синхронизацию времени (NTP) на его машине.
    }

# In order: the database. $migration: the number of its latest migration.
doctor-database-sound = База данных в порядке, миграция { $migration }.

# A problem: the database. $damage: what SQLite found.
doctor-database-damaged = База данных повреждена ({ $damage }). Остановите бота, восстановите последнюю резервную копию и сохраните файл для разбора.

# In order: the database's size. $file: the file, in megabytes. $log: the write-ahead log.
doctor-sizes = Размер базы данных: { $file } МБ, журнала: { $log } МБ.

# A problem: the write-ahead log is not folded into the file. $log: its size in megabytes.
doctor-log-large = Журнал базы данных вырос до { $log } МБ. Что-то слишком долго читает файл: завершите это или перезапустите бота.

# In order: the latest backup. $at: when.
doctor-backed-up = Последняя резервная копия: { $at }.

# A problem. $at: when the latest backup was made.
doctor-backup-old = Последняя резервная копия: { $at }. Настройте ежедневный запуск `sparks backup`.

# A problem: no backup is known.
doctor-no-backup = О резервных копиях через `sparks backup` ничего не известно. Настройте ежедневный запуск, если файл не копирует что-то другое.

# In order: redemptions.
doctor-nothing-stuck = Зависших обменов нет.

# A problem: redemptions. $review: how many need a decision. $blocked: how many Discord refuses. $late: how many are late.
doctor-stuck = Обмены, которые ждут решения: { $review }, отклонены Discord: { $blocked }, задерживаются: { $late }. Подробнее: `/{ command-redemption } { command-redemption-list }`.

# A problem: roles whose time is over. $count: how many can't be taken.
doctor-roles-stay =
    { $count ->
        [one] Не удаётся снять { $count } роль, срок которой истёк. Дайте боту право «Управлять ролями» и поднимите его роль выше ролей всех наград, в том числе архивных. Бот продолжает попытки.
        [few] Не удаётся снять { $count } роли, срок которых истёк. Дайте боту право «Управлять ролями» и поднимите его роль выше ролей всех наград, в том числе архивных. Бот продолжает попытки.
       *[many] Не удаётся снять { $count } ролей, срок которых истёк. Дайте боту право «Управлять ролями» и поднимите его роль выше ролей всех наград, в том числе архивных. Бот продолжает попытки.
    }

# A problem: redemptions wait for moderators. $count: how many.
doctor-queue-waits =
    { $count ->
        [one] { $count } обмен ждёт модератора больше трёх дней. Смотрите `/{ command-queue } { command-queue-list }`.
        [few] { $count } обмена ждут модератора больше трёх дней. Смотрите `/{ command-queue } { command-queue-list }`.
       *[many] { $count } обменов ждут модератора больше трёх дней. Смотрите `/{ command-queue } { command-queue-list }`.
    }

# A problem: what is to be posted to the staff channel waits. $count: how much.
doctor-posts-wait =
    { $count ->
        [one] Ждёт публикации в канале модераторов { $count } запись. Она появится, когда канал станет доступен.
        [few] Ждут публикации в канале модераторов { $count } записи. Они появятся, когда канал станет доступен.
        [many] Ждут публикации в канале модераторов { $count } записей. Они появятся, когда канал станет доступен.
       *[other] Ждут публикации в канале модераторов { $count } записи. Они появятся, когда канал станет доступен.
    }

# A problem: the product's backend could not be told about redemptions. $count: how much.
doctor-webhooks-given-up =
    { $count ->
        [one] Сервер продукта за сутки так и не принял { $count } сообщение об обменах, отправка прекращена. Причину покажет `sparks outbox list`, отправить ещё раз: `sparks outbox retry`. Эти команды выполняет тот, кто запускает бота.
        [few] Сервер продукта за сутки так и не принял { $count } сообщения об обменах, отправка прекращена. Причину покажет `sparks outbox list`, отправить ещё раз: `sparks outbox retry`. Эти команды выполняет тот, кто запускает бота.
        [many] Сервер продукта за сутки так и не принял { $count } сообщений об обменах, отправка прекращена. Причину покажет `sparks outbox list`, отправить ещё раз: `sparks outbox retry`. Эти команды выполняет тот, кто запускает бота.
       *[other] Сервер продукта за сутки так и не принял { $count } сообщения об обменах, отправка прекращена. Причину покажет `sparks outbox list`, отправить ещё раз: `sparks outbox retry`. Эти команды выполняет тот, кто запускает бота.
    }

# A problem: Discord does not accept the token.
doctor-delivery-stopped = Discord отклонил токен бота: ничего не выдаётся. Перезапустите бота с действующим токеном.
