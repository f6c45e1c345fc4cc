### What /audit shows: what moderators changed.

# Title of the record.
audit-title = 활동 기록

# Instead of the rows: there are none.
audit-empty = 해당하는 기록이 없습니다.

# $moderator: who.
# Sparks were awarded. $amount: how many. $member: to whom. $campaign: from where. $receipt: the
# receipt.
audit-award = { $moderator }님이 { $member }님에게 지급 · { $amount } · { $campaign } · { $receipt }

# $moderator: who.
# An award was taken back. $receipt: which. $taken: how much. $member: from whom. $campaign: from where.
audit-award-undo = { $moderator }님이 { $receipt } 취소 · { $member }님에게서 { $taken } 회수 · { $campaign }

# $moderator: who. The same with a debt. $debt: how much the member owes.
audit-award-undo-debt = { $moderator }님이 { $receipt } 취소 · { $member }님에게서 { $taken } 회수, 빚 { $debt } · { $campaign }

# $moderator: who. A campaign was created. $campaign: which.
audit-campaign-create = { $moderator }님이 { $campaign } 캠페인 생성

# $moderator: who. A campaign was changed; what changed follows. $campaign: which.
audit-campaign-edit = { $moderator }님이 { $campaign } 캠페인 수정

# $moderator: who. A campaign was closed. $campaign: which.
audit-campaign-close = { $moderator }님이 { $campaign } 캠페인 종료

# $moderator: who. A campaign was taken up again. $campaign: which.
audit-campaign-reopen = { $moderator }님이 { $campaign } 캠페인 다시 열기

# $moderator: who. A perk was added. $perk: which.
audit-perk-add = { $moderator }님이 { $perk } 혜택 추가

# $moderator: who. A perk was changed; what changed follows. $perk: which.
audit-perk-edit = { $moderator }님이 { $perk } 혜택 수정

# $moderator: who. A perk is not offered for a while; why follows. $perk: which.
audit-perk-pause = { $moderator }님이 { $perk } 혜택 일시 중지

# $moderator: who. A perk is offered again. $perk: which.
audit-perk-resume = { $moderator }님이 { $perk } 혜택 재개

# $moderator: who. A perk is offered no more. $perk: which.
audit-perk-archive = { $moderator }님이 { $perk } 혜택 보관

# $moderator: who.
# A redemption is delivered once more. $receipt: which. $perk: of what. $member: whose.
audit-redemption-retry = { $moderator }님이 { $receipt } 다시 전달 요청 · { $perk } · { $member }님

# $moderator: who.
# A redemption's Sparks are returned. $receipt: which. $perk: of what. $member: whose.
audit-redemption-void = { $moderator }님이 { $receipt } 스파크 반환 · { $perk } · { $member }님

# $moderator: who. A change that this version of the bot does not know.
audit-unknown = { $moderator }님의 변경 · 이 버전에서는 설명할 수 없습니다

# $moderator: who. A batch of awards was confirmed. $batch: which. $count: how many awards. $amount: how much in
# all. $campaign: from where.
audit-award-many = { $moderator }님이 { $batch } 일괄 지급 확인 · { $count }건 · { $amount } · { $campaign }

# $moderator: who. One that was stopped goes on. $batch: which. $count: how many awards are left. $amount: how much
# that is. $campaign: from where.
audit-award-many-continue = { $moderator }님이 { $batch } 일괄 지급 계속 · { $count }건 · { $amount } · { $campaign }

# $moderator: who. A batch is taken back. $batch: which. $count: how many awards. $amount: how much they were.
# $campaign: from where.
audit-award-many-undo = { $moderator }님이 { $batch } 일괄 지급 취소 · { $count }건 · { $amount } · { $campaign }

# $moderator: who. A claim code was created. $code: its number. $amount: how much for each. $count: for how many
# members. $campaign: from where.
audit-code-create = { $moderator }님이 { $code } 코드 생성 · { $amount } · { $count }명 · { $campaign }

# $moderator: who. A claim code was closed. $code: its number. $campaign: from where it gave.
audit-code-close = { $moderator }님이 { $code } 코드 종료 · { $campaign }

# A moderator takes on what moderators deliver. $receipt: which. $perk: of what. $member: whose.
audit-redemption-claim = { $moderator }님이 { $receipt } 항목을 담당함: { $perk } · { $member }

# They give it back. $receipt: which. $perk: of what. $member: whose.
audit-redemption-release = { $moderator }님이 { $receipt } 항목의 담당을 해제함: { $perk } · { $member }

# They delivered it. $receipt: which. $perk: of what. $member: whose.
audit-redemption-fulfil = { $moderator }님이 { $receipt } 항목을 제공함: { $perk } · { $member }

# Somebody was let in by their ticket. $receipt: which. $perk: of what. $member: whose.
audit-ticket-use = { $moderator }님이 { $member }님을 입장시킴: { $perk }, { $receipt }
