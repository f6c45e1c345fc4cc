### What /redeem shows: the catalogue, the question, the receipt, and why not.

# Title of the catalogue.
catalogue-title = Награды

# First line of the catalogue. $available: the reader's Sparks.
catalogue-balance = У вас { $available }.

# Instead of the catalogue: nothing is offered.
catalogue-empty = Сейчас доступных наград нет. Ваши Искры никуда не денутся: загляните позже.

# Under a catalogue that was cut. $count: how many more perks there are.
catalogue-more =
    { $count ->
        [one] Есть ещё { $count } награда. Ищите по названию: `/{ command-redeem } { command-redeem-option-perk }`
        [few] Есть ещё { $count } награды. Ищите по названию: `/{ command-redeem } { command-redeem-option-perk }`
        [many] Есть ещё { $count } наград. Ищите по названию: `/{ command-redeem } { command-redeem-option-perk }`
       *[other] Есть ещё { $count } награды. Ищите по названию: `/{ command-redeem } { command-redeem-option-perk }`
    }

# In the select before something is chosen.
catalogue-placeholder = Выберите награду

# Beside a price. $left: how many are left.
catalogue-stock = осталось { $left }

# Beside a price. $when: when the perk can't be redeemed any more.
catalogue-closes = завершится { $when }

# Button that leads back to the catalogue.
catalogue-back = Все награды

# Beside a perk that can't be had: a moderator has not offered it yet.
locked-coming-soon = скоро

# Beside a perk that can't be had: the bot can't deliver it at the moment.
locked-paused = временно недоступно

# Beside a perk that can't be had: the member redeemed it as often as one may.
locked-limit = уже получено

# Beside a perk that can't be had: the member has its role.
locked-owns-role = эта роль у вас уже есть

# Beside a perk that can't be had: none are left.
locked-sold-out = нет в наличии

# Beside a perk that can't be had. $missing: the Sparks that are missing.
locked-insufficient = нужно ещё: { $missing }

# Beside a perk that can't be had, in words alone: it can be redeemed later.
locked-not-open = ещё не началось

# Beside a perk that can't be had: it can be redeemed later. $when: from when on.
locked-not-open-until = начнётся { $when }

# Beside a perk that can't be had: it could be redeemed until some time ago.
locked-closed = завершено

# Beside a perk that can't be had, in words alone: the member lacks a role.
locked-role-required = нужна роль, которой у вас нет

# Beside a perk that can't be had: the member lacks a role. $role: which.
locked-role-required-named = нужна роль { $role }

# Beside a perk that can't be had: the member earned too little. $minimum: how much it takes in all. $missing: how much is missing.
locked-earned = нужно заработать за всё время: { $minimum }, осталось: { $missing }

# Title of the question before Sparks are spent.
confirm-title = Подтвердите обмен

# The question before Sparks are spent. $perk: the perk.
confirm-question = Обменять Искры на награду { $perk }?

# Over the price.
confirm-field-price = Цена

# Over what the member will have left.
confirm-field-after = Останется

# Over what the member will get.
confirm-field-gives = Вы получите

# After the role in what the member will get.
confirm-gives-badge = номерной значок, навсегда

# Under the role in what the member will get, where the role ends. $days: how many days it lasts.
confirm-gives-for =
    { $days ->
        [one] Роль действует { $days } день.
        [few] Роль действует { $days } дня.
        [many] Роль действует { $days } дней.
       *[other] Роль действует { $days } дня.
    }

# After how long the role lasts, where the perk can be redeemed again.
confirm-gives-again = Повторный обмен до окончания срока роли продлит его.

# Button that spends the Sparks. $price: how many.
confirm-button = Обменять · { $price }

# Button that does not.
confirm-cancel = Отмена

# After "Cancel".
confirm-cancelled = Отменено. Искры не списаны.

# Title of the receipt: delivered.
receipt-title-settled = Обмен завершён

# Title of the receipt: under way.
receipt-title-held = Награда в пути

# Title of the receipt: a moderator must decide.
receipt-title-review = На проверке

# Title of the receipt: not delivered, Sparks returned.
receipt-title-voided = Искры возвращены

# The receipt: delivered. $perk: the perk. $edition: the badge's number. $price: what was charged.
receipt-settled = { $perk } { $edition } теперь у вас: роль уже в вашем профиле на этом сервере. Списано: { $price }.

# The receipt: under way. $perk: the perk. $price: what is reserved.
receipt-held = Discord отвечает медленно, поэтому награда { $perk } ещё в пути. В резерве: { $price }. Если награда не придёт, Искры вернутся к вам. Делать ничего не нужно.

# The receipt: under way, but the server is set up wrong. $perk: the perk. $price: what is
# reserved. $when: when the Sparks are returned at the latest.
receipt-blocked = Награда { $perk } задерживается по нашей вине: модераторам нужно кое-что исправить. В резерве: { $price }. Если выдать её не удастся, Искры вернутся к вам { $when }.

# The receipt: a moderator must decide. $perk: the perk. $price: what is reserved.
receipt-review = Discord не подтвердил, что награда { $perk } выдана. Модератор это проверит. До тех пор в резерве: { $price }.

# The receipt: not delivered. $perk: the perk. $price: what was returned. $reason: why.
receipt-voided = Не удалось выдать награду { $perk }: { $reason }. Возвращено: { $price }.

# The receipt: a moderator returned the Sparks; their reason follows. $perk: the perk. $price: what
# was returned.
receipt-voided-by-moderator = Модератор вернул Искры за награду { $perk }. Возвращено: { $price }.

# Over the receipt's number.
receipt-field-number = Номер операции

# Over what the member has now.
receipt-field-balance = Доступно

# Over when the role ends that came with the badge.
receipt-field-role-ends = Роль действует до

# Why a perk was not delivered: the member is not in the server.
void-reason-member-left = вас нет на сервере

# Why a perk was not delivered: the server is set up wrong.
void-reason-misconfigured = ошибку в настройках сервера не исправили вовремя

# Why a perk was not delivered: Discord did not answer.
void-reason-not-delivered = Discord не ответил вовремя

# Why a perk was not delivered: a moderator returned the Sparks.
void-reason-moderator = так решил модератор

# Under every refusal.
redeem-nothing-charged = Искры не списаны.

# Refused: no such perk.
redeem-refused-unknown = Такой награды нет. Выберите из списка.

# Refused: no longer offered. $perk: the perk.
redeem-refused-archived = Награда { $perk } больше недоступна. Выберите другую.

# Refused: a moderator has not offered it yet. $perk: its name.
redeem-refused-coming-soon = { $perk } появится скоро, обменять пока нельзя.

# Refused: can be redeemed later. $perk: its name. $when: from when on.
redeem-refused-not-open = Обмен на награду { $perk } начнётся { $when }.

# Refused: could be redeemed until some time ago. $perk: its name. $when: until when.
redeem-refused-closed = Обмен на награду { $perk } завершился { $when }. Выберите другую.

# Refused: the member lacks a role. $perk: its name. $role: the role.
redeem-refused-role-required = Награда { $perk } доступна участникам с ролью { $role }.

# Refused: the member earned too little. $perk: its name. $minimum: how much it takes in all. $earned: what the member earned.
redeem-refused-earned = Награда { $perk } доступна тем, кто заработал за всё время { $minimum }. У вас пока { $earned }.

# Refused: can't be delivered at the moment. $perk: the perk.
redeem-refused-paused = Награда { $perk } временно недоступна. Попробуйте позже.

# Refused: the price is another than the member confirmed. $perk: the perk. $confirmed: the price
# they saw. $price: the price now.
redeem-refused-price-changed = Цена награды { $perk } изменилась. Было: { $confirmed }. Стало: { $price }.

# Refused: the role lasts another time than the member confirmed; the question follows anew. $perk: the perk.
redeem-refused-days-changed = Срок, на который даётся роль за награду { $perk }, изменился.

# Refused: redeemed as often as one may. $perk: the perk. $limit: how often.
redeem-refused-limit =
    { $limit ->
        [one] Лимит исчерпан: награду { $perk } можно получить только { $limit } раз.
        [few] Лимит исчерпан: награду { $perk } можно получить только { $limit } раза.
        [many] Лимит исчерпан: награду { $perk } можно получить только { $limit } раз.
       *[other] Лимит исчерпан: награду { $perk } можно получить только { $limit } раза.
    }

# Refused: the member has the role. $perk: the perk.
redeem-refused-owns-role = Роль, которую даёт награда { $perk }, у вас уже есть. Выберите другую награду.

# Refused: none are left. $perk: the perk.
redeem-refused-sold-out = Награда { $perk } закончилась. Выберите другую.

# Refused: too few Sparks. $perk: the perk. $price: its price. $available: what the member has.
# $missing: what is missing.
redeem-refused-insufficient = Не хватает Искр на награду { $perk }. Цена: { $price }. У вас: { $available }. Нужно ещё: { $missing }.
