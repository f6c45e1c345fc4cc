### What /redeem shows: the catalogue, the question, the receipt, and why not.

# Title of the catalogue.
catalogue-title = 혜택

# First line of the catalogue. $available: the reader's Sparks.
catalogue-balance = 보유: { $available }

# Instead of the catalogue: nothing is offered.
catalogue-empty = 지금은 교환할 수 있는 혜택이 없습니다. 스파크는 그대로 유지되니 나중에 다시 확인해 주세요.

# Under a catalogue that was cut. $count: how many more perks there are.
catalogue-more = 혜택이 { $count }개 더 있습니다. 이름으로 찾아보세요: `/{ command-redeem } { command-redeem-option-perk }`

# In the select before something is chosen.
catalogue-placeholder = 혜택을 선택하세요

# Beside a price. $left: how many are left.
catalogue-stock = { $left }개 남음

# Beside a price. $when: when the perk can't be redeemed any more.
catalogue-closes = { $when } 종료

# Button that leads back to the catalogue.
catalogue-back = 모든 혜택 보기

# Beside a perk that can't be had: a moderator has not offered it yet.
locked-coming-soon = 출시 예정

# Beside a perk that can't be had: the bot can't deliver it at the moment.
locked-paused = 일시적으로 이용할 수 없음

# Beside a perk that can't be had: the member redeemed it as often as one may.
locked-limit = 이미 교환함

# Beside a perk that can't be had: the member has its role.
locked-owns-role = 이미 보유한 역할

# Beside a perk that can't be had: none are left.
locked-sold-out = 품절

# Beside a perk that can't be had. $missing: the Sparks that are missing.
locked-insufficient = { $missing } 부족

# Beside a perk that can't be had, in words alone: it can be redeemed later.
locked-not-open = 아직 시작 전

# Beside a perk that can't be had: it can be redeemed later. $when: from when on.
locked-not-open-until = { $when } 시작

# Beside a perk that can't be had: it could be redeemed until some time ago.
locked-closed = 종료됨

# Beside a perk that can't be had, in words alone: the member lacks a role.
locked-role-required = 필요한 역할 없음

# Beside a perk that can't be had: the member lacks a role. $role: which.
locked-role-required-named = { $role } 역할 필요

# Beside a perk that can't be had: the member earned too little. $minimum: how much it takes in all. $missing: how much is missing.
locked-earned = 누적 적립 { $minimum } 필요, { $missing } 부족

# Title of the question before Sparks are spent.
confirm-title = 교환하시겠습니까?

# The question before Sparks are spent. $perk: the perk.
confirm-question = 스파크로 교환할 혜택: { $perk }

# Over the price.
confirm-field-price = 가격

# Over what the member will have left.
confirm-field-after = 교환 후 잔액

# Over what the member will get.
confirm-field-gives = 받는 혜택

# After the role in what the member will get.
confirm-gives-badge = 고유 번호 배지, 영구 소장

# Under the role in what the member will get, where the role ends. $days: how many days it lasts.
confirm-gives-for = 역할은 { $days }일 동안 유지됩니다.

# After how long the role lasts, where the perk can be redeemed again.
confirm-gives-again = 기간이 끝나기 전에 다시 교환하면 그만큼 연장됩니다.

# Button that spends the Sparks. $price: how many.
confirm-button = 교환하기 · { $price }

# Button that does not.
confirm-cancel = 취소

# After "Cancel".
confirm-cancelled = 취소했습니다. 차감된 스파크는 없습니다.

# Title of the receipt: delivered.
receipt-title-settled = 교환 완료

# Title of the receipt: under way.
receipt-title-held = 처리 중

# Title of the receipt: a moderator must decide.
receipt-title-review = 확인 중

# Title of the receipt: not delivered, Sparks returned.
receipt-title-voided = 스파크 반환

# The receipt: delivered. $perk: the perk. $edition: the badge's number. $price: what was charged.
receipt-settled = { $perk } { $edition } 배지를 획득했습니다. 이 서버의 프로필에 역할이 추가되었습니다. 차감: { $price }

# The receipt: under way. $perk: the perk. $price: what is reserved.
receipt-held = Discord 응답이 늦어져 { $perk } 혜택을 아직 처리 중입니다. 사용 대기: { $price }. 혜택이 전달되지 않으면 스파크가 반환되므로 따로 하실 일은 없습니다.

# The receipt: under way, but the server is set up wrong. $perk: the perk. $price: what is
# reserved. $when: when the Sparks are returned at the latest.
receipt-blocked = 저희 쪽 문제로 { $perk } 혜택이 지연되고 있습니다. 운영진이 설정을 수정해야 합니다. 사용 대기: { $price }. 전달하지 못하면 스파크가 { $when } 반환됩니다.

# The receipt: a moderator must decide. $perk: the perk. $price: what is reserved.
receipt-review = { $perk } 혜택이 전달되었는지 Discord에서 확인되지 않아 운영진이 확인할 예정입니다. 그때까지 사용 대기: { $price }

# The receipt: not delivered. $perk: the perk. $price: what was returned. $reason: why.
receipt-voided = { $perk } 혜택을 전달하지 못했습니다. 사유: { $reason }. 반환: { $price }

# The receipt: a moderator returned the Sparks; their reason follows. $perk: the perk. $price: what
# was returned.
receipt-voided-by-moderator = 운영진이 { $perk } 혜택에 사용한 스파크를 반환했습니다. 반환: { $price }

# Over the receipt's number.
receipt-field-number = 확인 번호

# Over what the member has now.
receipt-field-balance = 사용 가능

# Over when the role ends that came with the badge.
receipt-field-role-ends = 역할 유효 기간

# Why a perk was not delivered: the member is not in the server.
void-reason-member-left = 서버에 참여하고 있지 않음

# Why a perk was not delivered: the server is set up wrong.
void-reason-misconfigured = 서버 설정 문제가 제때 해결되지 않음

# Why a perk was not delivered: Discord did not answer.
void-reason-not-delivered = Discord가 제때 응답하지 않음

# Why a perk was not delivered: a moderator returned the Sparks.
void-reason-moderator = 운영진이 반환하기로 결정함

# Under every refusal.
redeem-nothing-charged = 차감된 스파크는 없습니다.

# Refused: no such perk.
redeem-refused-unknown = 존재하지 않는 혜택입니다. 목록에서 선택해 주세요.

# Refused: no longer offered. $perk: the perk.
redeem-refused-archived = { $perk } 혜택은 더 이상 제공되지 않습니다. 다른 혜택을 선택해 주세요.

# Refused: a moderator has not offered it yet. $perk: its name.
redeem-refused-coming-soon = { $perk } 혜택은 출시 예정이며 아직 교환할 수 없습니다.

# Refused: can be redeemed later. $perk: its name. $when: from when on.
redeem-refused-not-open = { $perk } 혜택은 { $when }부터 교환할 수 있습니다.

# Refused: could be redeemed until some time ago. $perk: its name. $when: until when.
redeem-refused-closed = { $perk } 혜택은 { $when }에 종료되었습니다. 다른 혜택을 선택해 주세요.

# Refused: the member lacks a role. $perk: its name. $role: the role.
redeem-refused-role-required = { $perk } 혜택은 { $role } 역할이 있는 멤버만 교환할 수 있습니다.

# Refused: the member earned too little. $perk: its name. $minimum: how much it takes in all. $earned: what the member earned.
redeem-refused-earned = { $perk } 혜택은 누적 적립 { $minimum } 이상인 멤버만 교환할 수 있습니다. 현재 누적 적립: { $earned }

# Refused: can't be delivered at the moment. $perk: the perk.
redeem-refused-paused = { $perk } 혜택은 지금 이용할 수 없습니다. 나중에 다시 시도해 주세요.

# Refused: the price is another than the member confirmed. $perk: the perk. $confirmed: the price
# they saw. $price: the price now.
redeem-refused-price-changed = { $perk } 혜택의 가격이 변경되었습니다. 이전: { $confirmed }, 현재: { $price }

# Refused: the role lasts another time than the member confirmed; the question follows anew. $perk: the perk.
redeem-refused-days-changed = { $perk } 혜택의 역할 유지 기간이 변경되었습니다.

# Refused: redeemed as often as one may. $perk: the perk. $limit: how often.
redeem-refused-limit = { $perk } 혜택은 최대 { $limit }회까지 교환할 수 있습니다. 이미 한도만큼 교환했습니다.

# Refused: the member has the role. $perk: the perk.
redeem-refused-owns-role = { $perk } 혜택의 역할을 이미 보유하고 있습니다. 다른 혜택을 선택해 주세요.

# Refused: none are left. $perk: the perk.
redeem-refused-sold-out = { $perk } 혜택은 품절되었습니다. 다른 혜택을 선택해 주세요.

# Refused: too few Sparks. $perk: the perk. $price: its price. $available: what the member has.
# $missing: what is missing.
redeem-refused-insufficient = 스파크가 부족합니다. { $perk } 가격: { $price }, 보유: { $available }, 부족: { $missing }
