### Names and descriptions of the slash commands, as Discord's command picker shows them. Names are
### lower case, without spaces, 32 characters at most; descriptions have 100 characters at most.

# The command that shows a member's Sparks.
command-sparks = 스파크
    .description = 내 스파크와 배지, 다음 목표를 확인합니다

# Whose Sparks to show.
command-sparks-option-member = 멤버
    .description = 다른 멤버의 스파크를 확인합니다

# Whether everyone in the channel sees the answer.
command-sparks-option-public = 공개
    .description = 채널의 모든 멤버에게 결과를 표시합니다

# The command that spends Sparks.
command-redeem = 교환
    .description = 스파크를 혜택으로 교환합니다

# Which perk.
command-redeem-option-perk = 혜택
    .description = 혜택 이름. 비워 두면 전체 목록을 표시합니다

# The command that shows a member's statement.
command-history = 내역
    .description = 내 스파크가 변동된 모든 내역을 확인합니다

# Which type of movement.
command-history-option-type = 유형
    .description = 이 유형의 내역만 표시합니다

# A type of movement: Sparks given to the member.
command-history-option-type-choice-earned = 획득

# A type of movement: Sparks reserved or spent for a perk.
command-history-option-type-choice-redeemed = 교환

# A type of movement: Sparks back from a perk that could not be delivered.
command-history-option-type-choice-returned = 반환

# A type of movement: an earlier one undone.
command-history-option-type-choice-corrected = 정정

# The command that explains Sparks.
command-help = 도움말
    .description = 스파크를 얻는 방법과 혜택을 안내합니다

# The command that shows a badge to everyone.
command-badge = 배지
    .description = 내 배지나 다른 멤버의 배지를 모두에게 보여 주기

# Whose badge.
command-badge-option-member = 멤버
    .description = 배지를 볼 멤버. 비워 두면 내 배지

# The command that shows the board.
command-leaderboard = 리더보드
    .description = 스파크를 가장 많이 획득한 멤버를 확인합니다

# Which board.
command-leaderboard-option-board = 보드
    .description = 표시할 리더보드. 기본값은 전체 기간입니다

# Which page of it.
command-leaderboard-option-page = 페이지
    .description = 표시할 페이지. 기본값은 첫 페이지입니다

# Whether everyone in the channel sees the board.
command-leaderboard-option-public = 공개
    .description = 채널의 모든 멤버에게 리더보드를 표시합니다

# The group of commands about what is stored about oneself and what others see.
command-privacy = 개인정보
    .description = 나에 대해 저장된 정보와 다른 멤버에게 보이는 범위

# Leave the boards.
command-privacy-hide = 숨기기
    .description = 리더보드에서 나를 숨깁니다. 스파크는 그대로 유지됩니다

# Return to the boards.
command-privacy-show = 표시
    .description = 리더보드에 나를 다시 표시합니다

# Members: everything that is stored about oneself, as a file.
command-privacy-export = 내보내기
    .description = 나에 대해 저장된 모든 정보를 파일로 받기

# Members: be forgotten.
command-privacy-erase = 삭제
    .description = 내 데이터 삭제(먼저 확인을 요청합니다)

# Moderators: give Sparks.
command-award = 지급
    .description = 캠페인의 스파크를 멤버에게 지급합니다

# Who receives.
command-award-option-member = 멤버
    .description = 스파크를 받을 멤버

# How many.
command-award-option-amount = 수량
    .description = 지급할 스파크 수

# From which campaign.
command-award-option-campaign = 캠페인
    .description = 스파크를 지급할 캠페인

# What for; everyone reads it.
command-award-option-reason = 사유
    .description = 지급 사유. 모두에게 공개됩니다

# Moderators: the group of campaign commands.
command-campaign = 캠페인
    .description = 스파크 지급 캠페인을 관리합니다

# Moderators: start a campaign.
command-campaign-create = 생성
    .description = 캠페인을 시작합니다

# Its name.
command-campaign-create-option-name = 이름
    .description = 캠페인 이름

# Its budget.
command-campaign-create-option-budget = 예산
    .description = 지급할 수 있는 총 스파크 수. 비워 두면 제한이 없습니다

# Moderators: see the campaigns.
command-campaign-list = 목록
    .description = 캠페인과 남은 예산을 확인합니다

# Moderators: end a campaign.
command-campaign-close = 종료
    .description = 캠페인을 종료합니다

# Which campaign to end.
command-campaign-close-option-campaign = 캠페인
    .description = 종료할 캠페인

# Moderators: the group of perk commands.
command-perk = 혜택
    .description = 스파크로 교환할 수 있는 혜택을 관리합니다

# Moderators: offer a role as a badge.
command-perk-add-role = 역할-추가
    .description = Discord 배지 및 역할을 혜택으로 추가합니다

# The role.
command-perk-add-role-option-role = 역할
    .description = 멤버가 받게 될 역할

# Its price.
command-perk-add-role-option-price = 가격
    .description = 교환에 필요한 스파크 수

# What it is called.
command-perk-add-role-option-name = 이름
    .description = 혜택 이름. 비워 두면 역할 이름을 사용합니다

# What it is.
command-perk-add-role-option-description = 설명
    .description = 혜택에 대한 짧은 설명

# How many there are.
command-perk-add-role-option-stock = 재고
    .description = 총 수량. 비워 두면 제한이 없습니다

# How often one member may redeem it.
command-perk-add-role-option-limit = 한도
    .description = 멤버당 교환 횟수. 기본값은 1회, 기간이 있는 역할은 무제한입니다. 0이면 제한 없음

# An option of /perk add-role.
command-perk-add-role-option-opens = 시작
    .description = 시작: 2026-12-01, 2026-12-01 18:00 (UTC), 7d. 비워 두면 바로 시작합니다

# An option of /perk add-role.
command-perk-add-role-option-closes = 종료
    .description = 종료: 2026-12-31(마지막 날), 2026-12-31 18:00 (UTC), 14d

# An option of /perk add-role.
command-perk-add-role-option-required-role = 필요-역할
    .description = 교환에 필요한 역할

# An option of /perk add-role.
command-perk-add-role-option-minimum = 최소-적립
    .description = 필요한 누적 적립 스파크

# An option of /perk add-role.
command-perk-add-role-option-days = 기간
    .description = 역할이 유지되는 일수. 비워 두면 영구입니다

# An option of /perk add-role.
command-perk-add-role-option-name-en = 이름-en
    .description = 영어 사용자에게 보이는 이름

# An option of /perk add-role.
command-perk-add-role-option-name-ru = 이름-ru
    .description = 러시아어 사용자에게 보이는 이름

# An option of /perk add-role.
command-perk-add-role-option-name-ko = 이름-ko
    .description = 한국어 사용자에게 보이는 이름

# An option of /perk add-role.
command-perk-add-role-option-description-en = 설명-en
    .description = 영어 설명

# An option of /perk add-role.
command-perk-add-role-option-description-ru = 설명-ru
    .description = 러시아어 설명

# An option of /perk add-role.
command-perk-add-role-option-description-ko = 설명-ko
    .description = 한국어 설명

# Moderators: offer a ticket, or what a moderator delivers.
command-perk-add-manual = 직접-추가
    .description = 행사 입장권이나 운영진이 직접 제공하는 혜택을 추가합니다

# What kind of perk.
command-perk-add-manual-option-kind = 종류
    .description = 혜택의 종류와 멤버에게 물어볼 내용

# A kind of perk.
command-perk-add-manual-option-kind-choice-ticket = 행사 입장권: 코드가 바로 발급됩니다

# A kind of perk.
command-perk-add-manual-option-kind-choice-whitelist = NFT 화이트리스트: 지갑 주소를 받습니다

# A kind of perk.
command-perk-add-manual-option-kind-choice-boost = 게시물 트래픽 부스트: 게시물 링크를 받습니다

# A kind of perk.
command-perk-add-manual-option-kind-choice-plan = 플랜 업그레이드: 계정을 받습니다 (출시 예정)

# A kind of perk.
command-perk-add-manual-option-kind-choice-other = 기타: 운영진이 직접 제공합니다

# What it is called.
command-perk-add-manual-option-name = 이름
    .description = 혜택 이름

# Its price.
command-perk-add-manual-option-price = 가격
    .description = 교환에 필요한 스파크 수

# What it is.
command-perk-add-manual-option-description = 설명
    .description = 혜택에 대한 짧은 설명

# How many there are.
command-perk-add-manual-option-stock = 재고
    .description = 총 수량. 비워 두면 제한이 없습니다

# How often one member may redeem it.
command-perk-add-manual-option-limit = 한도
    .description = 멤버당 교환 가능 횟수. 기본값은 1회, 0이면 제한 없음

# Whether it is only shown for now.
command-perk-add-manual-option-coming-soon = 출시-예정
    .description = 표시만 하고 아직 교환할 수 없게 합니다

# An option of /perk add-manual.
command-perk-add-manual-option-opens = 시작
    .description = 시작: 2026-12-01, 2026-12-01 18:00 (UTC), 7d. 비워 두면 바로 시작합니다

# An option of /perk add-manual.
command-perk-add-manual-option-closes = 종료
    .description = 종료: 2026-12-31(마지막 날), 2026-12-31 18:00 (UTC), 14d

# An option of /perk add-manual.
command-perk-add-manual-option-required-role = 필요-역할
    .description = 교환에 필요한 역할

# An option of /perk add-manual.
command-perk-add-manual-option-minimum = 최소-적립
    .description = 필요한 누적 적립 스파크

# An option of /perk add-manual.
command-perk-add-manual-option-name-en = 이름-en
    .description = 영어 사용자에게 보이는 이름

# An option of /perk add-manual.
command-perk-add-manual-option-name-ru = 이름-ru
    .description = 러시아어 사용자에게 보이는 이름

# An option of /perk add-manual.
command-perk-add-manual-option-name-ko = 이름-ko
    .description = 한국어 사용자에게 보이는 이름

# An option of /perk add-manual.
command-perk-add-manual-option-description-en = 설명-en
    .description = 영어 설명

# An option of /perk add-manual.
command-perk-add-manual-option-description-ru = 설명-ru
    .description = 러시아어 설명

# An option of /perk add-manual.
command-perk-add-manual-option-description-ko = 설명-ko
    .description = 한국어 설명

# Moderators: see the perks.
command-perk-list = 목록
    .description = 혜택의 재고와 상태를 확인합니다

# Moderators: stop offering a perk.
command-perk-archive = 보관
    .description = 혜택을 보관하고 제공을 종료합니다. 이미 교환한 혜택은 유지됩니다

# Which perk to archive.
command-perk-archive-option-perk = 혜택
    .description = 보관할 혜택

# Moderators: offer a paused perk again.
command-perk-resume = 재개
    .description = 일시 중지되었거나 출시 예정인 혜택의 교환을 시작합니다

# Which perk to resume.
command-perk-resume-option-perk = 혜택
    .description = 다시 제공할 혜택

# Moderators: change a perk.
command-perk-edit = 수정
    .description = 혜택의 가격, 재고, 문구, 기간, 조건을 수정합니다

# An option of /perk edit.
command-perk-edit-option-perk = 혜택
    .description = 수정할 혜택

# An option of /perk edit.
command-perk-edit-option-name = 이름
    .description = 새 이름

# An option of /perk edit.
command-perk-edit-option-description = 설명
    .description = 혜택에 대한 짧은 설명, -이면 제거

# An option of /perk edit.
command-perk-edit-option-price = 가격
    .description = 새 스파크 가격

# An option of /perk edit.
command-perk-edit-option-stock = 재고
    .description = 이미 교환된 것을 포함한 총 수량, 0이면 제한 해제

# An option of /perk edit.
command-perk-edit-option-limit = 한도
    .description = 멤버당 교환 가능 횟수, 0이면 제한 해제

# An option of /perk edit.
command-perk-edit-option-opens = 시작
    .description = 시작: 2026-12-01, 2026-12-01 18:00 (UTC), 7d, 없음이면 제거

# An option of /perk edit.
command-perk-edit-option-closes = 종료
    .description = 종료: 2026-12-31(마지막 날), 2026-12-31 18:00 (UTC), 14d, 없음이면 제거

# An option of /perk edit.
command-perk-edit-option-required-role = 필요-역할
    .description = 교환에 필요한 역할, @everyone이면 제거

# An option of /perk edit.
command-perk-edit-option-minimum = 최소-적립
    .description = 필요한 누적 적립 스파크, 0이면 제거

# An option of /perk edit.
command-perk-edit-option-days = 기간
    .description = 다음 교환부터 역할이 유지되는 일수, 0이면 영구

# An option of /perk edit.
command-perk-edit-option-name-en = 이름-en
    .description = 영어 사용자에게 보이는 이름, -이면 제거

# An option of /perk edit.
command-perk-edit-option-name-ru = 이름-ru
    .description = 러시아어 사용자에게 보이는 이름, -이면 제거

# An option of /perk edit.
command-perk-edit-option-name-ko = 이름-ko
    .description = 한국어 사용자에게 보이는 이름, -이면 제거

# An option of /perk edit.
command-perk-edit-option-description-en = 설명-en
    .description = 영어 설명, -이면 제거

# An option of /perk edit.
command-perk-edit-option-description-ru = 설명-ru
    .description = 러시아어 설명, -이면 제거

# An option of /perk edit.
command-perk-edit-option-description-ko = 설명-ko
    .description = 한국어 설명, -이면 제거

# Moderators: pause a perk.
command-perk-pause = 일시중지
    .description = 혜택 제공을 잠시 멈춥니다

# An option of /perk pause.
command-perk-pause-option-perk = 혜택
    .description = 일시 중지할 혜택

# An option of /perk pause.
command-perk-pause-option-reason = 사유
    .description = 운영진에게 보이는 사유

# Moderators: the group of commands for redemptions that have not ended.
command-redemption = 교환-관리
    .description = 운영진의 확인이 필요한 교환을 관리합니다

# Moderators: see what has not ended.
command-redemption-list = 목록
    .description = 처리 중인 교환을 확인합니다. 확인이 필요한 교환이 먼저 표시됩니다

# Moderators: see one redemption.
command-redemption-show = 보기
    .description = 교환의 진행 내역과 가능한 조치를 확인합니다

# Which.
command-redemption-show-option-receipt = 확인-번호
    .description = 확인 번호. 예: R-5

# Moderators: deliver once more.
command-redemption-retry = 다시-시도
    .description = 혜택 전달을 다시 시도합니다

# Which.
command-redemption-retry-option-receipt = 확인-번호
    .description = 확인 번호. 예: R-5

# Moderators: return the Sparks.
command-redemption-void = 반환
    .description = 역할을 회수하고 스파크를 반환합니다

# Which.
command-redemption-void-option-receipt = 확인-번호
    .description = 확인 번호. 예: R-5

# Why; the member reads it.
command-redemption-void-option-reason = 사유
    .description = 반환 사유. 멤버에게 표시됩니다

# Community campaigns, for members.
command-campaigns = 캠페인목록
    .description = 진행 중인 커뮤니티 캠페인 보기

# Moderators: take an award back.
command-award-undo = 지급취소
    .description = 지급을 취소하고 스파크 회수

# Which award.
command-award-undo-option-award = 확인번호
    .description = 지급 확인 번호, 예: A-12

# Why; the member reads it.
command-award-undo-option-reason = 사유
    .description = 사유, 멤버가 볼 수 있음

# When it starts.
command-campaign-create-option-start = 시작
    .description = 시작 시각: 2026-12-01, 2026-12-01 18:00 (UTC), 7d; 비우면 지금

# When it ends.
command-campaign-create-option-end = 종료
    .description = 종료 시각: 2026-12-31(마지막 날), 2026-12-31 18:00 (UTC), 14d

# The most for one award.
command-campaign-create-option-award-cap = 지급한도
    .description = 한 번에 지급할 수 있는 최대 스파크

# The most for one member.
command-campaign-create-option-member-cap = 멤버한도
    .description = 멤버 한 명이 받을 수 있는 최대 스파크

# The most for one moderator and day.
command-campaign-create-option-moderator-cap = 운영진한도
    .description = 운영진 한 명이 하루(UTC)에 지급할 수 있는 최대 스파크

# What members read in English.
command-campaign-create-option-description = 설명-en
    .description = 멤버에게 보이는 영어 설명

# What members read in Russian.
command-campaign-create-option-description-ru = 설명-ru
    .description = 멤버에게 보이는 러시아어 설명

# What members read in Korean.
command-campaign-create-option-description-ko = 설명-ko
    .description = 멤버에게 보이는 한국어 설명

# Moderators: change a campaign.
command-campaign-edit = 수정
    .description = 캠페인 수정, 비워 두면 그대로 유지

# Which campaign to change.
command-campaign-edit-option-campaign = 캠페인
    .description = 수정할 캠페인

# Its new name.
command-campaign-edit-option-name = 이름
    .description = 새 이름

# Its new budget.
command-campaign-edit-option-budget = 예산
    .description = 새 전체 예산, 0이면 제한 해제

# When it starts.
command-campaign-edit-option-start = 시작
    .description = 시작 전 캠페인의 새 시작: 2026-12-01, 2026-12-01 18:00 (UTC), 7d, 없음

# When it ends.
command-campaign-edit-option-end = 종료
    .description = 새 종료: 2026-12-31(마지막 날), 2026-12-31 18:00 (UTC), 14d, 없음이면 제거

# The most for one award.
command-campaign-edit-option-award-cap = 지급한도
    .description = 한 번에 지급할 수 있는 최대 스파크, 0이면 제거

# The most for one member.
command-campaign-edit-option-member-cap = 멤버한도
    .description = 멤버 한 명이 받을 수 있는 최대 스파크, 0이면 제거

# The most for one moderator and day.
command-campaign-edit-option-moderator-cap = 운영진한도
    .description = 운영진 한 명이 하루(UTC)에 지급할 수 있는 최대 스파크, 0이면 제거

# What members read in English.
command-campaign-edit-option-description = 설명-en
    .description = 멤버에게 보이는 영어 설명, -이면 제거

# What members read in Russian.
command-campaign-edit-option-description-ru = 설명-ru
    .description = 멤버에게 보이는 러시아어 설명, -이면 제거

# What members read in Korean.
command-campaign-edit-option-description-ko = 설명-ko
    .description = 멤버에게 보이는 한국어 설명, -이면 제거

# Moderators: see one campaign.
command-campaign-show = 보기
    .description = 캠페인 상태, 한도, 가장 많이 받은 멤버 보기

# Which campaign to see.
command-campaign-show-option-campaign = 캠페인
    .description = 볼 캠페인

# Moderators: take a closed campaign up again.
command-campaign-reopen = 다시열기
    .description = 종료한 캠페인 다시 열기

# Which campaign.
command-campaign-reopen-option-campaign = 캠페인
    .description = 종료한 캠페인

# Moderators: what moderators changed.
command-audit = 활동기록
    .description = 운영진이 변경한 내용 보기

# Whose changes.
command-audit-option-who = 운영진
    .description = 이 운영진의 변경만

# Changes of what.
command-audit-option-what = 종류
    .description = 이 종류의 변경만

# Changes from when on.
command-audit-option-since = 기간
    .description = 이후 기록만: 2026-12-01, 최근 7일은 7d

# A type of change: awards.
command-audit-option-what-choice-awards = 지급

# A type of change: undone awards.
command-audit-option-what-choice-undone = 취소

# A type of change: campaigns.
command-audit-option-what-choice-campaigns = 캠페인

# A type of change: perks.
command-audit-option-what-choice-perks = 혜택

# A type of change: redemptions.
command-audit-option-what-choice-redemptions = 교환

# An option of /audit.
command-audit-option-what-choice-setup = 설정

# In the menu on a member: their standing.
command-menu-view-sparks = 스파크 보기

# In the menu on a member, for moderators: a form to give them Sparks.
command-menu-award-sparks = 스파크 지급

# Moderators: awards in bulk.
command-award-many = 일괄지급
    .description = 여러 멤버에게 한 번에 지급

# From a file.
command-award-many-file = 파일
    .description = CSV 파일대로 지급: 멤버, 수량, 사유

# From which campaign.
command-award-many-file-option-campaign = 캠페인
    .description = 지급할 캠페인

# The file.
command-award-many-file-option-file = 파일
    .description = 머리글이 있는 UTF-8 CSV, 미리보기 먼저 표시

# What for.
command-award-many-file-option-reason = 사유
    .description = 사유가 없는 줄에 사용

# To a role's members.
command-award-many-role = 역할
    .description = 역할이 있는 모든 멤버에게 같은 수량 지급

# From which campaign.
command-award-many-role-option-campaign = 캠페인
    .description = 지급할 캠페인

# Which role.
command-award-many-role-option-role = 역할
    .description = 스파크를 받을 역할

# How many each.
command-award-many-role-option-amount = 수량
    .description = 한 명이 받을 스파크

# What for.
command-award-many-role-option-reason = 사유
    .description = 사유, 멤버가 볼 수 있음

# To pasted members.
command-award-many-members = 멤버
    .description = 입력한 멤버에게 같은 수량 지급

# From which campaign.
command-award-many-members-option-campaign = 캠페인
    .description = 지급할 캠페인

# Mentions or ids.
command-award-many-members-option-members = 멤버
    .description = 멘션 또는 멤버 ID, 여러 명 가능

# How many each.
command-award-many-members-option-amount = 수량
    .description = 한 명이 받을 스파크

# What for.
command-award-many-members-option-reason = 사유
    .description = 사유, 멤버가 볼 수 있음

# Takes a batch back.
command-award-many-undo = 취소
    .description = 일괄 지급 전체 취소

# Which batch.
command-award-many-undo-option-batch = 번호
    .description = 일괄 지급 번호, 예: B-12

# Why; the members read it.
command-award-many-undo-option-reason = 사유
    .description = 사유, 멤버가 볼 수 있음

# Shows how far a batch has come.
command-award-many-status = 상태
    .description = 일괄 지급 진행 상황

# Which batch.
command-award-many-status-option-batch = 번호
    .description = 일괄 지급 번호, 예: B-12, 비우면 최근

# Members: claim a code.
command-claim = 코드받기
    .description = 코드로 스파크 받기

# The code.
command-claim-option-code = 코드
    .description = 안내받은 코드, 띄어쓰기와 하이픈은 상관없음

# Moderators: claim codes.
command-code = 코드
    .description = 멤버가 스파크를 받는 코드

# Makes one.
command-code-create = 생성
    .description = 코드 만들기

# From which campaign.
command-code-create-option-campaign = 캠페인
    .description = 스파크를 줄 캠페인

# How many each.
command-code-create-option-amount = 수량
    .description = 한 명이 받을 스파크

# How many members.
command-code-create-option-uses = 인원
    .description = 받을 수 있는 멤버 수

# Until when.
command-code-create-option-expires = 만료
    .description = 만료 시각: 2h, 7d, 2026-12-31, 2026-12-31 18:00 (UTC)

# What for.
command-code-create-option-reason = 사유
    .description = 사유, 멤버의 내역에 표시됨

# Shows them.
command-code-list = 목록
    .description = 최근 코드와 사용 현황

# Closes one.
command-code-close = 종료
    .description = 코드 종료

# Which code.
command-code-close-option-code = 코드
    .description = 코드 또는 번호, 예: C-12

# Moderators: put the ready-made catalogue in place.
command-setup = 설정
    .description = 기본 혜택과 첫 캠페인을 추가합니다. 실행 전에 내용을 먼저 보여 줍니다

# An option of /setup.
command-setup-option-role = 역할
    .description = 배지에 사용할 기존 역할

# An option of /setup.
command-setup-option-create-role = 역할-생성
    .description = 배지에 사용할 역할을 새로 만듭니다

# Moderators: what is wrong around the bot.
command-doctor = 점검
    .description = 봇과 서버에 문제가 있는지, 어떻게 해결하는지 확인합니다

# Members: their account at the product.
command-link = 연동
    .description = 내 Minara 계정의 연동 상태와 연동 방법을 확인합니다

# Members: their own tickets.
command-tickets = 입장권
    .description = 입구에서 보여 줄 코드와 QR 그림이 있는 내 입장권

# Moderators: the group of commands for tickets.
command-ticket = 입장권-관리
    .description = 입구에서 입장권을 확인합니다

# Moderators: let somebody in by their code.
command-ticket-check = 확인
    .description = 입장권 코드로 입장시킵니다. 코드는 한 번만 유효합니다

# The code.
command-ticket-check-option-code = 코드
    .description = 불러 주는 대로 입력하는 코드

# Moderators: the group of commands for what they deliver.
command-queue = 대기열
    .description = 운영진이 직접 제공하는 혜택

# Moderators: what waits.
command-queue-list = 목록
    .description = 제공을 기다리는 항목을 오래된 순서로 확인합니다

# Which perk.
command-queue-list-option-perk = 혜택
    .description = 이 혜택만 표시

# Moderators: one of it.
command-queue-show = 보기
    .description = 한 항목의 답변과 가능한 조치를 확인합니다

# Moderators: take one on.
command-queue-claim = 담당
    .description = 다른 운영진과 겹치지 않도록 항목을 담당합니다

# Moderators: give one back.
command-queue-release = 해제
    .description = 담당 중인 항목을 대기열로 돌려보냅니다

# Moderators: it was delivered.
command-queue-fulfil = 완료
    .description = 제공 완료로 처리합니다. 스파크가 차감되고 멤버에게 알립니다

# What shows it.
command-queue-fulfil-option-evidence = 증빙
    .description = 제공 내역: 링크, 트랜잭션, 메모

# Moderators: it is not delivered.
command-queue-reject = 거절
    .description = 거절합니다. 스파크가 반환되고 멤버에게 사유를 알립니다

# Why.
command-queue-reject-option-reason = 사유
    .description = 거절 사유. 멤버가 읽게 됩니다

# Moderators: all of one perk as a file.
command-queue-export = 내보내기
    .description = 한 혜택의 모든 항목을 CSV 파일로 받습니다(화이트리스트 등)

# Which perk.
command-queue-export-option-perk = 혜택
    .description = 혜택

# Which.
command-queue-show-option-receipt = 번호
    .description = 확인 번호. 예: R-5

# Which.
command-queue-claim-option-receipt = 번호
    .description = 확인 번호. 예: R-5

# Which.
command-queue-release-option-receipt = 번호
    .description = 확인 번호. 예: R-5

# Which.
command-queue-fulfil-option-receipt = 번호
    .description = 확인 번호. 예: R-5

# Which.
command-queue-reject-option-receipt = 번호
    .description = 확인 번호. 예: R-5
