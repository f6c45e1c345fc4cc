### `/link`: the reader's account at the product.

# Title.
link-title = 내 Minara 계정

# No account is linked to the reader.
link-none = 연동된 Minara 계정이 아직 없습니다. Minara에서 획득한 스파크는 보관되었다가 연동하면 지급됩니다.

# One or more are.
link-body = Minara에서 획득한 스파크는 자동으로 지급됩니다.

# Over the linked accounts.
link-field-accounts = 연동된 계정

# One of them. $account: the product's name for it. $since: a date.
link-account = { $account } · { $since }부터

# Over what the reader has had for what they did there, one line for trading, subscription and referral.
link-field-earned = Minara에서 획득

# Over how to link an account.
link-field-how = 연동 방법

# Under it, when none is linked.
link-how = Minara에 로그인한 뒤 계정 설정에서 이 Discord 계정을 연결하세요. Minara에서 확인되는 대로 여기에 표시됩니다.

# Under it, when one is.
link-change = 연동 해제나 변경은 Minara 계정 설정에서 할 수 있습니다. 이미 받은 스파크는 그대로 유지되며, 다시 연동해도 두 번 지급되지 않습니다.
