### What is posted to the staff channel, beside rows of the record.

# Title of alerts.
staff-alerts-title = 확인이 필요합니다

# In place of lines that are not there any more.
staff-gone = 더 표시할 내용이 없습니다.

# Few of a perk are left. $perk: which. $left: how many. $initial: how many there were.
staff-stock-low = { $perk } 혜택의 재고가 얼마 남지 않았습니다. { $initial }개 중 { $left }개가 남았습니다.

# None of a perk are left. $perk: which.
staff-sold-out = { $perk } 혜택이 모두 소진되었습니다.

# Little of a campaign's budget is left. $campaign: which. $left: how much is left. $budget: of how much.
staff-budget-low = { $campaign } 캠페인의 예산이 거의 소진되었습니다. 전체 { $budget } 중 { $left }개 남음. 예산은 `/{ command-campaign } { command-campaign-edit }` 명령어로 늘릴 수 있습니다.

# Nothing of a campaign's budget is left. $campaign: which.
staff-budget-spent = { $campaign } 캠페인의 예산이 모두 소진되어 더 이상 지급할 수 없습니다. 예산은 `/{ command-campaign } { command-campaign-edit }` 명령어로 늘릴 수 있습니다.

# A redemption waits for a decision. $receipt: which. $perk: of what. $member: whose.
staff-redemption-review = { $receipt } 건에 결정이 필요합니다. { $member }님의 { $perk } 혜택입니다. `/{ command-redemption } { command-redemption-show }` 명령어를 확인해 주세요.

# Discord refuses to give a role. $receipt: which redemption. $perk: of what. $member: whose.
staff-redemption-blocked = { $receipt } 건을 전달할 수 없습니다. { $member }님의 { $perk } 혜택입니다. 서버 설정이 잘못되었으니 `/{ command-redemption } { command-redemption-show }` 명령어를 확인해 주세요.

# A delivery takes long. $receipt: which redemption. $perk: of what. $member: whose.
staff-redemption-late = { $receipt } 건의 전달이 늦어지고 있으며 계속 시도하는 중입니다. { $member }님의 { $perk } 혜택입니다. `/{ command-redemption } { command-redemption-show }` 명령어를 확인해 주세요.

# The bot paused a perk. $perk: which. $reason: why, and what to do.
staff-perk-undeliverable = { $perk } 혜택을 전달할 수 없어 멤버가 교환할 수 없도록 했습니다. { $reason }

# An alert: roles whose time is over stay. $perk: of which perk. $left: how many.
staff-roles-stay = 멤버 { $left }명의 { $perk } 역할 기간이 끝났지만 회수하지 못하고 있습니다. 봇이 계속 시도합니다. `/{ command-doctor }` 명령어를 확인해 주세요.

# An alert: redemptions wait for moderators. $perk: of which perk. $left: how many.
staff-queue-waits = { $perk } 교환 { $left }건이 3일 넘게 처리를 기다리고 있습니다. `/{ command-queue } { command-queue-list }` 명령어를 확인해 주세요.

# Discord does not accept the bot's token any more.
staff-delivery-stopped = Discord에서 봇 토큰을 거부했습니다. 유효한 토큰으로 다시 시작할 때까지 아무것도 전달되지 않으며 스파크는 예약된 상태로 유지됩니다.

# The product's backend could not be told about redemptions. $count: how much.
staff-webhooks-given-up = 교환 알림 { $count }건을 하루 동안 제품 서버에 전달하지 못해 전송을 중단했습니다. 봇 운영자가 `sparks outbox list` 명령어로 원인을 확인하고 `sparks outbox retry` 명령어로 다시 보낼 수 있습니다.

# An alert that this version of the bot does not know.
staff-unknown = 확인이 필요하지만 이 버전에서는 설명할 수 없는 항목입니다.
