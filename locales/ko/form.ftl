### What a perk asks for before it is redeemed, and what is wrong with an answer.

# Title of the form that asks for a wallet. At most 45 characters.
form-title-wallet = 지갑

# Title of the form that asks for a post. At most 45 characters.
form-title-post = 게시물

# Title of the form that asks for an account. At most 45 characters.
form-title-account = Minara 계정

# Over the field of that form, and over the answer. At most 45 characters.
form-field-wallet = 지갑 주소: EVM 또는 Solana

# Over the field of that form, and over the answer. At most 45 characters.
form-field-post = X 게시물 링크

# Over the field of that form, and over the answer. At most 45 characters.
form-field-account = 이메일 주소 또는 계정 ID

# In that field while it is empty. At most 100 characters.
form-example-wallet = 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed

# In that field while it is empty. At most 100 characters.
form-example-post = https://x.com/name/status/1234567890

# In that field while it is empty. At most 100 characters.
form-example-account = name@example.com

# Before the form, where it could not be opened at once. $perk: the perk. $price: what it costs.
form-intro-wallet = { $perk } 혜택의 가격은 { $price }입니다. 먼저 혜택을 받을 지갑 주소를 알려 주세요.

# Before the form, where it could not be opened at once. $perk: the perk. $price: what it costs.
form-intro-post = { $perk } 혜택의 가격은 { $price }입니다. 먼저 부스트할 게시물을 알려 주세요.

# Before the form, where it could not be opened at once. $perk: the perk. $price: what it costs.
form-intro-account = { $perk } 혜택의 가격은 { $price }입니다. 먼저 혜택을 적용할 계정을 알려 주세요.

# Button that opens the form.
form-open = 양식 작성하기

# Button that opens the form again, with what was typed.
form-again = 수정하기

# Button beside the one that redeems: opens the form again.
form-change = 답변 수정

# Under what is wrong with an answer. $typed: what was typed.
form-typed = 입력한 내용: { $typed }

# What is wrong: nothing was typed, or it was typed too long ago.
answer-missing = 이 혜택을 제공하려면 답변이 필요합니다. 양식을 작성해 주세요.

# What is wrong. $max: how many characters it may have.
answer-too-long = 입력한 내용이 너무 깁니다. 최대 { $max }자까지 입력할 수 있습니다.

# What is wrong: no address.
answer-not-an-address = 지갑 주소가 아닙니다. EVM 주소(0x와 40자리) 또는 Solana 주소를 입력해 주세요.

# What is wrong: digits are missing or too many. $wanted: how many there must be. $length: how many there are.
answer-evm-length = EVM 주소는 0x 뒤에 { $wanted }자리여야 합니다. 입력한 주소는 { $length }자리입니다. 주소를 다시 복사해 주세요.

# What is wrong: the capitals in the address say that a character is wrong.
answer-evm-checksum = 주소의 체크섬이 맞지 않습니다. 잘못된 글자가 있으니 지갑에서 주소를 다시 복사해 주세요.

# What is wrong: no link. $sites: the sites that can be.
answer-not-a-link = 게시물 링크가 아닙니다. { $sites }에서 링크를 복사해 주세요.

# What is wrong: not a safe link.
answer-not-https = 링크는 https://로 시작해야 합니다.

# What is wrong: a link to another site. $site: which. $sites: the sites that can be.
answer-another-site = 이 링크는 { $site } 링크입니다. { $sites }의 게시물만 부스트할 수 있습니다.

# What is wrong: a link to the right site, but to no post.
answer-not-a-post = 이 링크는 게시물 링크가 아닙니다. 게시물을 열고 링크를 복사해 주세요.

# What is wrong: no account.
answer-not-an-account = 이메일 주소나 계정 ID가 아닙니다. 다시 확인해 주세요.
