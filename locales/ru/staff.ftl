### What is posted to the staff channel, beside rows of the record.

# Title of alerts.
staff-alerts-title = Требует внимания

# In place of lines that are not there any more.
staff-gone = Добавить к этому больше нечего.

# Few of a perk are left. $perk: which. $left: how many. $initial: how many there were.
staff-stock-low = Награда { $perk } заканчивается: осталось { $left } из { $initial }.

# None of a perk are left. $perk: which.
staff-sold-out = Награда { $perk } закончилась.

# Little of a campaign's budget is left. $campaign: which. $left: how much is left. $budget: of how much.
staff-budget-low = Бюджет кампании { $campaign } почти исчерпан. Остаток: { $left }, всего: { $budget }. Увеличить: `/{ command-campaign } { command-campaign-edit }`.

# Nothing of a campaign's budget is left. $campaign: which.
staff-budget-spent = Бюджет кампании { $campaign } исчерпан, начислять из неё больше нечего. Увеличить: `/{ command-campaign } { command-campaign-edit }`.

# A redemption waits for a decision. $receipt: which. $perk: of what. $member: whose.
staff-redemption-review = { $receipt } ждёт вашего решения: награда { $perk }, участник { $member }. Подробнее: `/{ command-redemption } { command-redemption-show }`.

# Discord refuses to give a role. $receipt: which redemption. $perk: of what. $member: whose.
staff-redemption-blocked = { $receipt } не удаётся выдать: награда { $perk }, участник { $member }. Сервер настроен неверно. Подробнее: `/{ command-redemption } { command-redemption-show }`.

# A delivery takes long. $receipt: which redemption. $perk: of what. $member: whose.
staff-redemption-late = { $receipt } задерживается, бот продолжает попытки: награда { $perk }, участник { $member }. Подробнее: `/{ command-redemption } { command-redemption-show }`.

# The bot paused a perk. $perk: which. $reason: why, and what to do.
staff-perk-undeliverable = Награду { $perk } сейчас нельзя выдать, поэтому участникам она пока недоступна. { $reason }

# An alert: roles whose time is over stay. $perk: of which perk. $left: how many.
staff-roles-stay =
    { $left ->
        [one] Срок роли { $perk } истёк у { $left } участника, но снять её не удаётся. Бот продолжает попытки; что исправить, покажет `/{ command-doctor }`.
        [few] Срок роли { $perk } истёк у { $left } участников, но снять её не удаётся. Бот продолжает попытки; что исправить, покажет `/{ command-doctor }`.
       *[many] Срок роли { $perk } истёк у { $left } участников, но снять её не удаётся. Бот продолжает попытки; что исправить, покажет `/{ command-doctor }`.
    }

# An alert: redemptions wait for moderators. $perk: of which perk. $left: how many.
staff-queue-waits =
    { $left ->
        [one] Уже три дня вас ждёт { $left } обмен на { $perk }. Смотрите `/{ command-queue } { command-queue-list }`.
        [few] Уже три дня вас ждут { $left } обмена на { $perk }. Смотрите `/{ command-queue } { command-queue-list }`.
       *[many] Уже три дня вас ждут { $left } обменов на { $perk }. Смотрите `/{ command-queue } { command-queue-list }`.
    }

# Discord does not accept the bot's token any more.
staff-delivery-stopped = Discord отклонил токен бота. До перезапуска с действующим токеном ничего не выдаётся, Искры остаются в резерве.

# The product's backend could not be told about redemptions. $count: how much.
staff-webhooks-given-up =
    { $count ->
        [one] Сервер продукта за сутки так и не принял { $count } сообщение об обменах, отправка прекращена. Причину покажет `sparks outbox list`, отправить ещё раз: `sparks outbox retry`. Эти команды выполняет тот, кто запускает бота.
        [few] Сервер продукта за сутки так и не принял { $count } сообщения об обменах, отправка прекращена. Причину покажет `sparks outbox list`, отправить ещё раз: `sparks outbox retry`. Эти команды выполняет тот, кто запускает бота.
        [many] Сервер продукта за сутки так и не принял { $count } сообщений об обменах, отправка прекращена. Причину покажет `sparks outbox list`, отправить ещё раз: `sparks outbox retry`. Эти команды выполняет тот, кто запускает бота.
       *[other] Сервер продукта за сутки так и не принял { $count } сообщения об обменах, отправка прекращена. Причину покажет `sparks outbox list`, отправить ещё раз: `sparks outbox retry`. Эти команды выполняет тот, кто запускает бота.
    }

# An alert that this version of the bot does not know.
staff-unknown = Что-то требует внимания, но эта версия описать это не может.
