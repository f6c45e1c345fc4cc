### What /help shows: how Sparks work.

# Title of the explanation.
help-title = Как работают Искры

# What Sparks are.
help-body = Искры — это бонусные баллы. Их получают на Minara и в этом сообществе и обменивают на награды.

# Button that leads to the explanation.
help-button = Как это работает

# Over the ways to earn.
help-field-earn = Четыре способа получить

# A way to earn.
help-earn-trading = **Торговля**: торгуйте на Minara.

# A way to earn. $lite, $starter, $pro: bonus Sparks a month with each plan.
help-earn-subscription = **Подписка**: на Minara тарифы Lite, Starter и Pro каждый месяц приносят бонусные Искры: { $lite }, { $starter } и { $pro } соответственно.

# A way to earn.
help-earn-campaign = **Кампании сообщества**: участвуйте, и модераторы начислят Искры.

# A way to earn. $percent: the inviter's share. $invites: for how many invites.
help-earn-referral = **Рефералы**: вы получаете Искры за торговлю приглашённых. За первый платный тариф приглашённого вам начисляется { $percent } % от его Искр. Лимит таких приглашений: { $invites }.

# Over what the product unlocks for Sparks.
help-field-unlock = Что они открывают

# What the product unlocks for Sparks, one a line.
help-unlock =
    - Уникальный значок и роль в Discord
    - Места в whitelist NFT
    - Официальный буст трафика для хороших постов
    - Бесплатный вход на офлайн-мероприятия
    - Позже: апгрейд тарифа

# Over the perks that this server offers.
help-field-perks = Уже можно получить здесь

# Over what tells Sparks from Credits.
help-field-credits = Искры — это не Кредиты

# What tells Sparks from Credits.
help-credits = Кредитами оплачивают задачи ИИ. Искры обменивают на награды, и они не сгорают при обнулении Кредитов.

# Over the commands.
help-field-commands = Где посмотреть

# The commands, one a line.
help-commands =
    - `/{ command-sparks }` · ваши Искры и значки
    - `/{ command-redeem }` · обменять Искры на награду
    - `/{ command-history }` · все операции, в том числе файлом
    - `/{ command-leaderboard }` · кто заработал больше всех
    - `/{ command-link }` · привязать аккаунт Minara
