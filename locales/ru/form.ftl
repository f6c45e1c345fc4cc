### What a perk asks for before it is redeemed, and what is wrong with an answer.

# Title of the form that asks for a wallet. At most 45 characters.
form-title-wallet = Ваш кошелёк

# Title of the form that asks for a post. At most 45 characters.
form-title-post = Ваш пост

# Title of the form that asks for an account. At most 45 characters.
form-title-account = Ваш аккаунт Minara

# Over the field of that form, and over the answer. At most 45 characters.
form-field-wallet = Адрес кошелька: EVM или Solana

# Over the field of that form, and over the answer. At most 45 characters.
form-field-post = Ссылка на ваш пост в X

# Over the field of that form, and over the answer. At most 45 characters.
form-field-account = Электронная почта или ID аккаунта

# In that field while it is empty. At most 100 characters.
form-example-wallet = 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed

# In that field while it is empty. At most 100 characters.
form-example-post = https://x.com/name/status/1234567890

# In that field while it is empty. At most 100 characters.
form-example-account = name@example.com

# Before the form, where it could not be opened at once. $perk: the perk. $price: what it costs.
form-intro-wallet = Награда { $perk } стоит { $price }. Сначала укажите адрес кошелька, для которого она нужна.

# Before the form, where it could not be opened at once. $perk: the perk. $price: what it costs.
form-intro-post = Награда { $perk } стоит { $price }. Сначала укажите пост, для которого она нужна.

# Before the form, where it could not be opened at once. $perk: the perk. $price: what it costs.
form-intro-account = Награда { $perk } стоит { $price }. Сначала укажите аккаунт, для которого она нужна.

# Button that opens the form.
form-open = Заполнить форму

# Button that opens the form again, with what was typed.
form-again = Исправить

# Button beside the one that redeems: opens the form again.
form-change = Изменить ответ

# Under what is wrong with an answer. $typed: what was typed.
form-typed = Вы ввели: { $typed }

# What is wrong: nothing was typed, or it was typed too long ago.
answer-missing = Чтобы выдать эту награду, нужен ваш ответ. Заполните форму.

# What is wrong. $max: how many characters it may have.
answer-too-long = Слишком длинный ответ: предел — { $max }, считая все знаки.

# What is wrong: no address.
answer-not-an-address = Это не адрес кошелька. Подходят адреса EVM (0x и 40 знаков) и адреса Solana.

# What is wrong: digits are missing or too many. $wanted: how many there must be. $length: how many there are.
answer-evm-length = В адресе EVM после 0x ровно { $wanted } знаков. У вас: { $length }. Скопируйте адрес ещё раз.

# What is wrong: the capitals in the address say that a character is wrong.
answer-evm-checksum = Контрольная сумма адреса не сходится: в нём ошибка. Скопируйте адрес из кошелька ещё раз.

# What is wrong: no link. $sites: the sites that can be.
answer-not-a-link = Это не ссылка на пост. Скопируйте ссылку с { $sites }.

# What is wrong: not a safe link.
answer-not-https = Ссылка должна начинаться с https://

# What is wrong: a link to another site. $site: which. $sites: the sites that can be.
answer-another-site = Эта ссылка ведёт на { $site }. Продвигаются только посты с { $sites }.

# What is wrong: a link to the right site, but to no post.
answer-not-a-post = Эта ссылка ведёт не на пост. Откройте сам пост и скопируйте ссылку на него.

# What is wrong: no account.
answer-not-an-account = Это не похоже ни на почту, ни на ID аккаунта. Проверьте, пожалуйста.
