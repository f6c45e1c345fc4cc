### What /redeem shows: the catalogue, the question, the receipt, and why not.

# Title of the catalogue.
catalogue-title = Награды

# First line of the catalogue. $available: the reader's Sparks.
catalogue-balance = У вас { $available }.

# Instead of the catalogue: nothing is offered.
catalogue-empty = Сейчас обменивать не на что. Ваши Искры останутся у вас.

# Under a catalogue that was cut. $count: how many more perks there are.
catalogue-more =
    { $count ->
        [one] Есть ещё { $count } награда. Найти её можно по названию: `/redeem perk`
        [few] Есть ещё { $count } награды. Найти их можно по названию: `/redeem perk`
        [many] Есть ещё { $count } наград. Найти их можно по названию: `/redeem perk`
       *[other] Есть ещё { $count } награды. Найти их можно по названию: `/redeem perk`
    }

# In the select before something is chosen.
catalogue-placeholder = Выберите награду

# Beside a price. $left: how many are left.
catalogue-stock = осталось { $left }

# Button that leads back to the catalogue.
catalogue-back = Все награды

# Beside a perk that can't be had: the bot can't deliver it at the moment.
locked-paused = временно недоступно

# Beside a perk that can't be had: the member redeemed it as often as one may.
locked-limit = уже получено

# Beside a perk that can't be had: the member has its role.
locked-owns-role = эта роль у вас есть

# Beside a perk that can't be had: none are left.
locked-sold-out = закончилось

# Beside a perk that can't be had. $missing: the Sparks that are missing.
locked-insufficient = не хватает: { $missing }

# Title of the question before Sparks are spent.
confirm-title = Обменять?

# The question before Sparks are spent. $perk: the perk.
confirm-question = Обменять Искры на { $perk }?

# Over the price.
confirm-field-price = Цена

# Over what the member will have left.
confirm-field-after = Останется

# Over what the member will get.
confirm-field-gives = Вы получите

# After the role in what the member will get.
confirm-gives-badge = номерной значок, навсегда

# Button that spends the Sparks. $price: how many.
confirm-button = Обменять · { $price }

# Button that does not.
confirm-cancel = Отмена

# After "Cancel".
confirm-cancelled = Отменено. Ничего не списано.

# Title of the receipt: delivered.
receipt-title-settled = Готово

# Title of the receipt: under way.
receipt-title-held = Зарезервировано, в пути

# Title of the receipt: a moderator must decide.
receipt-title-review = На проверке

# Title of the receipt: not delivered, Sparks returned.
receipt-title-voided = Искры возвращены

# The receipt: delivered. $perk: the perk. $edition: the badge's number. $price: what was charged.
receipt-settled = { $perk } { $edition } — теперь ваш значок: роль уже в вашем профиле на этом сервере. Списано: { $price }.

# The receipt: under way. $perk: the perk. $price: what is reserved.
receipt-held = Discord отвечает медленно, поэтому { $perk } ещё в пути. В резерве: { $price }. Искры либо будут обменяны, либо вернутся к вам: делать ничего не нужно.

# The receipt: under way, but the server is set up wrong. $perk: the perk. $price: what is
# reserved. $when: when the Sparks are returned at the latest.
receipt-blocked = { $perk } задерживается по нашей вине: модераторам нужно кое-что исправить. В резерве: { $price }. Если выдать не получится, Искры вернутся { $when }.

# The receipt: a moderator must decide. $perk: the perk. $price: what is reserved.
receipt-review = Discord не сообщил, дошла ли награда { $perk }. Модератор это проверит; до тех пор в резерве: { $price }.

# The receipt: not delivered. $perk: the perk. $price: what was returned. $reason: why.
receipt-voided = Не удалось выдать { $perk }: { $reason }. Возвращено: { $price }.

# Over the receipt's number.
receipt-field-number = Квитанция

# Over what the member has now.
receipt-field-balance = Доступно

# Why a perk was not delivered: the member is not in the server.
void-reason-member-left = вас нет на сервере

# Why a perk was not delivered: the server is set up wrong.
void-reason-misconfigured = сервер не удалось вовремя настроить

# Why a perk was not delivered: Discord did not answer.
void-reason-not-delivered = Discord не ответил вовремя

# Under every refusal.
redeem-nothing-charged = Ничего не списано.

# Refused: no such perk.
redeem-refused-unknown = Такой награды нет. Выберите из списка.

# Refused: no longer offered. $perk: the perk.
redeem-refused-archived = { $perk } больше не предлагается.

# Refused: can't be delivered at the moment. $perk: the perk.
redeem-refused-paused = { $perk } временно недоступно. Попробуйте позже.

# Refused: the price is another than the member confirmed. $perk: the perk. $confirmed: the price
# they saw. $price: the price now.
redeem-refused-price-changed = Цена { $perk } изменилась. Была: { $confirmed }. Теперь: { $price }.

# Refused: redeemed as often as one may. $perk: the perk. $limit: how often.
redeem-refused-limit =
    { $limit ->
        [one] Вы уже получали { $perk }. Больше { $limit } раза нельзя.
        [few] Вы уже получали { $perk }. Больше { $limit } раз нельзя.
        [many] Вы уже получали { $perk }. Больше { $limit } раз нельзя.
       *[other] Вы уже получали { $perk }. Больше { $limit } раза нельзя.
    }

# Refused: the member has the role. $perk: the perk.
redeem-refused-owns-role = Роль, которую даёт { $perk }, у вас уже есть.

# Refused: none are left. $perk: the perk.
redeem-refused-sold-out = { $perk }: всё разобрали.

# Refused: too few Sparks. $perk: the perk. $price: its price. $available: what the member has.
# $missing: what is missing.
redeem-refused-insufficient = { $perk }. Цена: { $price }. У вас: { $available }. Не хватает: { $missing }.
