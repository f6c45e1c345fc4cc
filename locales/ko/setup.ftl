### What /setup shows, and what the ready-made perks and the first campaign are called.

# Title of /setup.
setup-title = 스파크 설정

# Before the list of what would be put in place.
setup-question = 아래 내용을 추가합니다. 이미 있는 것은 그대로 유지됩니다.

# Before the list, when everything is there.
setup-nothing = 모두 이미 준비되어 있어 변경된 내용이 없습니다.

# After it is done; the list follows. $count: how much was added.
setup-done =
    { $count ->
       *[other] 완료했습니다. { $count }개를 추가했습니다. 가격, 재고, 문구는 `/{ command-perk } { command-perk-edit }`, `/{ command-campaign } { command-campaign-edit }` 명령어로 바꿀 수 있습니다.
    }

# The button that puts everything in place.
setup-confirm = 추가하기

# The button that tries once more.
setup-again = 다시 시도

# The button that leaves everything as it is.
setup-cancel = 취소

# After that button.
setup-cancelled = 변경된 내용이 없습니다.

# Under a list without buttons.
setup-may-not = 추가하려면 { permission-manage-server } 권한이 필요합니다.

# In the list, beside a perk: the bot makes its role.
setup-new-role = 새 역할 생성

# In the list, beside a perk. $stock: how many there are.
setup-stock = 재고 { $stock }개

# In the list, beside a perk that is only shown for now.
setup-coming-soon = 출시 예정

# In the list: the campaign. $budget: what it may award in all. $cap: and at once.
setup-campaign = 첫 캠페인 · { $budget } · 1회 지급 최대 { $cap }

# In the list: there is one. $name: its name.
setup-there = { $name }: 이미 있으며 그대로 유지됩니다

# In the list: there was one. $name: its name.
setup-ended = { $name }: 운영진이 종료하여 다시 만들지 않습니다

# In the list: the badge has no role.
setup-needs-role = 배지에는 역할이 필요합니다. 기존 역할은 `{ command-setup-option-role }`, 새 역할은 `{ command-setup-option-create-role }` 옵션으로 정해 주세요

# Title of the part with what is still wrong.
setup-still = 아직 확인할 사항

# There, when Discord could not be asked.
setup-not-looked = Discord가 응답하지 않았습니다. 나중에 `/{ command-doctor }` 명령어로 문제가 남아 있는지 확인해 주세요.

# After the reason why nothing was done.
setup-unchanged = 추가된 내용이 없습니다.

# Refused: two options that exclude each other.
setup-refused-both = 기존 역할과 새 역할 중 하나만 선택해 주세요.

# Refused: the server has no room for another role.
setup-refused-full = 이 서버의 역할 수가 Discord 한도(250개)에 도달했습니다. 역할을 하나 삭제하거나 기존 역할을 선택해 주세요.

# Refused: another press is making the role.
setup-refused-under-way = 배지 역할을 만드는 중입니다. 30초 뒤에 다시 시도해 주세요.

# Refused: Discord did not answer.
setup-refused-unanswered = 배지 역할에 대해 Discord가 응답하지 않았습니다. 30초 뒤에 다시 시도해 주세요. 그사이 역할이 만들어졌다면 그 역할을 사용하며 새로 만들지 않습니다.

# The badge's name, and its role's.
setup-badge-name = 스파크 탐험가

# What the badge is.
setup-badge-description = 고유 번호 배지와 역할, 영구 소장

# A perk's name.
setup-whitelist-name = NFT 화이트리스트

# What it is.
setup-whitelist-description = 내 지갑을 위한 NFT 화이트리스트 자리

# A perk's name.
setup-boost-name = 트래픽 부스트

# What it is.
setup-boost-description = 공식 계정이 내 베스트 게시물을 홍보해 드립니다

# A perk's name.
setup-ticket-name = 오프라인 행사 입장권

# What it is.
setup-ticket-description = 오프라인 행사 무료 입장

# A perk's name.
setup-plan-name = 플랜 업그레이드

# What it is.
setup-plan-description = 한 단계 높은 플랜 1개월

# The first campaign's name.
setup-campaign-name = 스파크에 오신 것을 환영합니다

# What members read about it.
setup-campaign-description = 커뮤니티에 참여하고 스파크를 받으세요. 버그 제보, 가이드 작성, 다른 멤버 돕기, 좋은 게시물이 모두 해당됩니다.
