### What /perk edit and /perk pause show, and what moderators set beyond a price.

# Beside a price, and in the list of perks: how long the role lasts. $days: how many days.
perk-lasts = 역할 { $days }일

# A perk was changed; what changed follows. $perk: its name.
perk-edited = { $perk } 혜택을 수정했습니다. 멤버에게 바로 반영됩니다.

# A perk was paused. $perk: its name.
perk-paused = { $perk } 혜택을 일시 중지했습니다. 멤버에게는 이용할 수 없는 것으로 표시되며, 처리 중인 교환은 완료됩니다. 다시 제공하려면 `/{ command-perk } { command-perk-resume }` 명령어를 입력해 주세요.

# In the list: paused by a moderator. $moderator: who. $reason: why, in their words.
perk-state-paused-by = { $moderator }님이 일시 중지함: { $reason }

# In the list. $when: from when on it can be redeemed.
perk-opens = { $when } 시작

# In the list. $when: since when it can't be redeemed any more.
perk-closed = { $when } 종료됨

# In the list. $role: the role that members need.
perk-needs-role = { $role } 역할 필요

# In the list. $minimum: how much members must have earned in all.
perk-needs-earned = 누적 { $minimum } 이상

# What was changed of a perk: its name.
perk-field-name = 이름

# What was changed of a perk: its description.
perk-field-description = 설명

# What was changed of a perk: its price.
perk-field-price = 가격

# What was changed of a perk: how many there are in all.
perk-field-stock = 재고

# What was changed of a perk: how often one member may redeem it.
perk-field-limit = 멤버당 한도

# What was changed of a perk: from when on it can be redeemed.
perk-field-opens = 시작

# What was changed of a perk: until when it can be redeemed.
perk-field-closes = 종료

# What was changed of a perk: the role that members need.
perk-field-required-role = 필요한 역할

# What was changed of a perk: how many Sparks members must have earned in all.
perk-field-minimum = 최소 누적 적립

# What was changed of a perk: how long its role lasts.
perk-field-lasts = 역할 유지 기간

# What was changed of a perk: its name in English.
perk-field-name-en = 영어 이름

# What was changed of a perk: its name in Russian.
perk-field-name-ru = 러시아어 이름

# What was changed of a perk: its name in Korean.
perk-field-name-ko = 한국어 이름

# What was changed of a perk: its description in English.
perk-field-description-en = 영어 설명

# What was changed of a perk: its description in Russian.
perk-field-description-ru = 러시아어 설명

# What was changed of a perk: its description in Korean.
perk-field-description-ko = 한국어 설명

# A duration of a role. $days: how many days.
perk-days = { $days }일

# A duration of a role: it never ends.
perk-days-none = 영구

# Refused: a window would begin on a day that is over. $when: when.
perk-refused-opens-past = 시작 시점이 이미 지났습니다: { $when }. 비워 두거나 더 늦은 시점을 선택해 주세요.

# Refused: a window would be over already. $when: when.
perk-refused-closes-past = 종료 시점이 이미 지났습니다: { $when }. 지금 제공을 멈추려면 `/{ command-perk } { command-perk-pause }` 명령어를 입력해 주세요.

# Refused: a window would end before it begins. $opens: its beginning. $closes: its end.
perk-refused-window = 종료({ $closes })가 시작({ $opens })보다 빠릅니다. 더 늦은 종료 시점을 선택해 주세요.

# Refused: a role can't last so long. $max: how many days it may.
perk-refused-days = 역할은 1일 이상 { $max }일 이하로 유지할 수 있으며, 0이면 영구입니다.

# Refused: the perk gives no role, so nothing ends.
perk-refused-lasts-no-role = 유지 기간은 역할에만 설정할 수 있는데, 이 혜택은 역할을 제공하지 않습니다.

# Refused: more were redeemed than there would be. $perk: its name. $stock: how many there were to be. $redeemed: how many were redeemed.
perk-refused-stock = { $perk } 혜택은 이미 { $redeemed }회 교환되어 재고를 { $stock }개로 줄일 수 없습니다.

# Refused: nothing would change.
perk-refused-nothing = 변경되는 내용이 없습니다. 바꿀 항목을 하나 이상 입력해 주세요.

# Refused: a moderator has paused it already. $perk: its name.
perk-refused-already-paused = { $perk } 혜택은 이미 일시 중지되어 있습니다.

# Refused: it is not offered yet, so it can't be paused. $perk: its name.
perk-refused-coming-soon = { $perk } 혜택은 아직 제공되지 않으며 멤버에게 출시 예정으로 표시됩니다.

# Title of the direct message to a member whose role is over.
farewell-title = 역할 기간이 끝났습니다

# The direct message to a member whose role is over. $perk: the perk. $edition: the badge's number. $when: how long ago.
farewell-body = { $perk } { $edition } 혜택으로 받은 역할이 { $when } 종료되었습니다. 배지는 그대로 남습니다. `/{ command-badge }` 명령어로 볼 수 있습니다.

# Under it, where the perk can be redeemed still.
farewell-again = 역할을 다시 받으려면 서버에서 /{ command-redeem } 명령어를 입력해 주세요.
