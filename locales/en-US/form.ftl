### What a perk asks for before it is redeemed, and what is wrong with an answer.

# Title of the form that asks for a wallet. At most 45 characters.
form-title-wallet = Your wallet

# Title of the form that asks for a post. At most 45 characters.
form-title-post = Your post

# Title of the form that asks for an account. At most 45 characters.
form-title-account = Your Minara account

# Over the field of that form, and over the answer. At most 45 characters.
form-field-wallet = Wallet address: EVM or Solana

# Over the field of that form, and over the answer. At most 45 characters.
form-field-post = Link to your post on X

# Over the field of that form, and over the answer. At most 45 characters.
form-field-account = E-mail address or account ID

# In that field while it is empty. At most 100 characters.
form-example-wallet = 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed

# In that field while it is empty. At most 100 characters.
form-example-post = https://x.com/name/status/1234567890

# In that field while it is empty. At most 100 characters.
form-example-account = name@example.com

# Before the form, where it could not be opened at once. $perk: the perk. $price: what it costs.
form-intro-wallet = { $perk } costs { $price }. First, tell us the wallet address it is for.

# Before the form, where it could not be opened at once. $perk: the perk. $price: what it costs.
form-intro-post = { $perk } costs { $price }. First, tell us which post it is for.

# Before the form, where it could not be opened at once. $perk: the perk. $price: what it costs.
form-intro-account = { $perk } costs { $price }. First, tell us which account it is for.

# Button that opens the form.
form-open = Fill in the form

# Button that opens the form again, with what was typed.
form-again = Correct it

# Button beside the one that redeems: opens the form again.
form-change = Change my answer

# Under what is wrong with an answer. $typed: what was typed.
form-typed = You typed: { $typed }

# What is wrong: nothing was typed, or it was typed too long ago.
answer-missing = We need your answer to deliver this perk. Please fill in the form.

# What is wrong. $max: how many characters it may have.
answer-too-long = That is too long. The limit is { $max } characters.

# What is wrong: no address.
answer-not-an-address = This is not a wallet address. We take EVM addresses (0x and 40 digits) and Solana addresses.

# What is wrong: digits are missing or too many. $wanted: how many there must be. $length: how many there are.
answer-evm-length = An EVM address has { $wanted } digits after 0x. Yours has { $length }: copy it again.

# What is wrong: the capitals in the address say that a character is wrong.
answer-evm-checksum = The checksum of this address does not fit, so a character in it is wrong. Copy it again from your wallet.

# What is wrong: no link. $sites: the sites that can be.
answer-not-a-link = This is not a link to a post. Copy the link from { $sites }.

# What is wrong: not a safe link.
answer-not-https = The link must start with https://

# What is wrong: a link to another site. $site: which. $sites: the sites that can be.
answer-another-site = This link leads to { $site }. Only posts on { $sites } can be boosted.

# What is wrong: a link to the right site, but to no post.
answer-not-a-post = This link does not lead to a post. Open the post itself and copy its link.

# What is wrong: no account.
answer-not-an-account = This is neither an e-mail address nor an account ID. Check it, please.
