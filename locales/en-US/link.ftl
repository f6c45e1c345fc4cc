### `/link`: the reader's account at the product.

# Title.
link-title = Your Minara account

# No account is linked to the reader.
link-none = No Minara account is linked to you yet. What you earn there waits until it is, and then comes to you.

# One or more are.
link-body = Sparks that you earn there come to you by themselves.

# Over the linked accounts.
link-field-accounts = Linked accounts

# One of them. $account: the product's name for it. $since: a date.
link-account = { $account } since { $since }

# Over what the reader has had for what they did there, one line for trading, subscription and referral.
link-field-earned = Earned on Minara

# Over how to link an account.
link-field-how = How to link

# Under it, when none is linked.
link-how = Sign in to Minara, open the account settings and connect this Discord account. It shows here as soon as Minara has told us.

# Under it, when one is.
link-change = Disconnect or change it in the account settings of Minara. Sparks that you have stay yours; linking again pays nothing twice.
