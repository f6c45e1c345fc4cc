### `/link`: the reader's account at the product.

# Title.
link-title = Ваш аккаунт Minara

# No account is linked to the reader.
link-none = Аккаунт Minara пока не привязан. Заработанные там Искры подождут и придут к вам после привязки.

# One or more are.
link-body = Искры, заработанные на Minara, начисляются вам автоматически.

# Over the linked accounts.
link-field-accounts = Привязанные аккаунты

# One of them. $account: the product's name for it. $since: a date.
link-account = { $account } с { $since }

# Over what the reader has had for what they did there, one line for trading, subscription and referral.
link-field-earned = Заработано на Minara

# Over how to link an account.
link-field-how = Как привязать

# Under it, when none is linked.
link-how = Войдите в Minara, откройте настройки аккаунта и подключите этот аккаунт Discord. Он появится здесь, как только Minara нам об этом сообщит.

# Under it, when one is.
link-change = Отключить или сменить его можно в настройках аккаунта Minara. Полученные Искры остаются у вас; повторная привязка ничего не начисляет дважды.
