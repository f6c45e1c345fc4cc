### What /audit shows: what moderators changed.

# Title of the record.
audit-title = Журнал

# Instead of the rows: there are none.
audit-empty = Подходящих записей нет.

# $moderator: who.
# Sparks were awarded. $amount: how many. $member: to whom. $campaign: from where. $receipt: the
# receipt.
audit-award = { $moderator }: начисление { $receipt } участнику { $member }, { $amount }, кампания { $campaign }

# $moderator: who.
# An award was taken back. $receipt: which. $taken: how much. $member: from whom. $campaign: from where.
audit-award-undo = { $moderator }: отмена { $receipt }, возвращено у { $member }: { $taken }, кампания { $campaign }

# $moderator: who. The same with a debt. $debt: how much the member owes.
audit-award-undo-debt = { $moderator }: отмена { $receipt }, возвращено у { $member }: { $taken }, в долг: { $debt }, кампания { $campaign }

# $moderator: who. A campaign was created. $campaign: which.
audit-campaign-create = { $moderator }: создана кампания { $campaign }

# $moderator: who. A campaign was changed; what changed follows. $campaign: which.
audit-campaign-edit = { $moderator }: изменена кампания { $campaign }

# $moderator: who. A campaign was closed. $campaign: which.
audit-campaign-close = { $moderator }: завершена кампания { $campaign }

# $moderator: who. A campaign was taken up again. $campaign: which.
audit-campaign-reopen = { $moderator }: снова открыта кампания { $campaign }

# $moderator: who. A perk was added. $perk: which.
audit-perk-add = { $moderator }: добавлена награда { $perk }

# $moderator: who. A perk was changed; what changed follows. $perk: which.
audit-perk-edit = { $moderator }: изменена награда { $perk }

# $moderator: who. A perk is not offered for a while; why follows. $perk: which.
audit-perk-pause = { $moderator }: приостановлена награда { $perk }

# $moderator: who. A perk is offered again. $perk: which.
audit-perk-resume = { $moderator }: снова доступна награда { $perk }

# $moderator: who. A perk is offered no more. $perk: which.
audit-perk-archive = { $moderator }: снята награда { $perk }

# $moderator: who.
# A redemption is delivered once more. $receipt: which. $perk: of what. $member: whose.
audit-redemption-retry = { $moderator }: повторная выдача { $receipt }, награда { $perk }, участник { $member }

# $moderator: who.
# A redemption's Sparks are returned. $receipt: which. $perk: of what. $member: whose.
audit-redemption-void = { $moderator }: возврат Искр по { $receipt }, награда { $perk }, участник { $member }

# $moderator: who. A change that this version of the bot does not know.
audit-unknown = { $moderator }: изменение, которое эта версия описать не может

# $moderator: who. A batch of awards was confirmed. $batch: which. $count: how many awards. $amount: how much in
# all. $campaign: from where.
audit-award-many = { $moderator }: подтверждён пакет { $batch }, начислений: { $count }, всего { $amount }, кампания { $campaign }

# $moderator: who. One that was stopped goes on. $batch: which. $count: how many awards are left. $amount: how much
# that is. $campaign: from where.
audit-award-many-continue = { $moderator }: продолжен пакет { $batch }, начислений: { $count }, всего { $amount }, кампания { $campaign }

# $moderator: who. A batch is taken back. $batch: which. $count: how many awards. $amount: how much they were.
# $campaign: from where.
audit-award-many-undo = { $moderator }: отмена пакета { $batch }, начислений: { $count }, всего { $amount }, кампания { $campaign }

# $moderator: who. A claim code was created. $code: its number. $amount: how much for each. $count: for how many
# members. $campaign: from where.
audit-code-create = { $moderator }: создан код { $code }, по { $amount }, участников: { $count }, кампания { $campaign }

# $moderator: who. A claim code was closed. $code: its number. $campaign: from where it gave.
audit-code-close = { $moderator }: закрыт код { $code }, кампания { $campaign }

# A moderator takes on what moderators deliver. $receipt: which. $perk: of what. $member: whose.
audit-redemption-claim = { $moderator }: взято { $receipt }, { $perk } для { $member }

# They give it back. $receipt: which. $perk: of what. $member: whose.
audit-redemption-release = { $moderator }: возвращено в очередь { $receipt }, { $perk } для { $member }

# They delivered it. $receipt: which. $perk: of what. $member: whose.
audit-redemption-fulfil = { $moderator }: выдано { $receipt }, { $perk } для { $member }

# Somebody was let in by their ticket. $receipt: which. $perk: of what. $member: whose.
audit-ticket-use = { $moderator }: пропущен участник { $member }, { $perk }, { $receipt }
