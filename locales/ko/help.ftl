### What /help shows: how Sparks work.

# Title of the explanation.
help-title = 스파크 안내

# What Sparks are.
help-body = 스파크는 리워드 포인트입니다. Minara와 이 커뮤니티에서 획득하여 혜택으로 교환할 수 있습니다.

# Button that leads to the explanation.
help-button = 스파크 안내

# Over the ways to earn.
help-field-earn = 스파크를 얻는 네 가지 방법

# A way to earn.
help-earn-trading = **거래**: Minara에서 거래하세요.

# A way to earn. $lite, $starter, $pro: bonus Sparks a month with each plan.
help-earn-subscription = **구독**: Minara의 Lite, Starter, Pro 플랜에는 매월 보너스 스파크가 각각 { $lite }개, { $starter }개, { $pro }개 제공됩니다.

# A way to earn.
help-earn-campaign = **커뮤니티 캠페인**: 참여하면 운영진이 스파크를 지급합니다.

# A way to earn. $percent: the inviter's share. $invites: for how many invites.
help-earn-referral = **추천**: 초대한 친구가 거래하면 스파크를 받습니다. 처음 { $invites }명까지는 초대한 친구가 첫 유료 플랜으로 받는 스파크의 { $percent }%를 함께 받습니다.

# Over what the product unlocks for Sparks.
help-field-unlock = 스파크로 받을 수 있는 혜택

# What the product unlocks for Sparks, one a line.
help-unlock =
    - 고유한 Discord 배지 및 역할
    - NFT 화이트리스트 자리
    - 좋은 게시물을 위한 공식 트래픽 부스트
    - 오프라인 행사 무료 입장
    - 추후: 플랜 업그레이드

# Over the perks that this server offers.
help-field-perks = 지금 여기에서 교환 가능

# Over what tells Sparks from Credits.
help-field-credits = 스파크와 크레딧은 다릅니다

# What tells Sparks from Credits.
help-credits = 크레딧은 AI 작업에 사용합니다. 스파크는 혜택으로 교환하며, 크레딧이 초기화되어도 사라지지 않습니다.

# Over the commands.
help-field-commands = 유용한 명령어

# The commands, one a line.
help-commands =
    - `/{ command-sparks }` · 내 스파크와 배지
    - `/{ command-redeem }` · 스파크를 혜택으로 교환
    - `/{ command-history }` · 모든 내역 확인 및 파일 다운로드
    - `/{ command-leaderboard }` · 스파크를 가장 많이 획득한 멤버
    - `/{ command-link }` · Minara 계정 연동
