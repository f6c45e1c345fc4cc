### What /award says: to all, to the moderator, and why not.

# Title of the announcement.
award-title = 스파크 지급

# The announcement, for all to see. $member: who received. $amount: how many. $campaign: from
# where.
award-announcement = { $member }님이 { $campaign } 캠페인에서 스파크를 받았습니다. 지급: { $amount }

# Under the announcement. $receipt: what to quote.
award-receipt = 확인 번호 { $receipt }

# For the moderator alone. $member: who received. $amount: how many. $campaign: from where.
award-done = { $member }님에게 스파크를 지급했습니다. 지급: { $amount }, 캠페인: { $campaign }

# Over what the member has now.
award-field-balance = 멤버 보유 스파크

# Over what is left of the budget.
award-field-left = 남은 예산

# Refused: the receiver is a bot.
award-refused-bot = 봇은 스파크를 교환할 수 없습니다. 멤버를 선택해 주세요.

# Refused: moderator and receiver are one.
award-refused-yourself = 자신에게는 스파크를 지급할 수 없습니다. 다른 운영진에게 요청해 주세요.

# Refused: the amount is out of range. $max: the most.
award-refused-amount = 수량은 1 이상 { $max } 이하여야 합니다.

# Refused: the reason is too long. $max: how many characters it may have. $length: how many it
# has.
award-refused-reason = 사유가 { $length }자입니다. { $max }자 이내로 줄여 주세요.

# Refused: no such campaign.
award-refused-unknown-campaign = 존재하지 않는 캠페인입니다. 목록에서 선택하거나 `/{ command-campaign } { command-campaign-create }` 명령어로 만들어 주세요.

# Refused: the campaign was closed. $campaign: its name. $when: when, relative.
award-refused-campaign-closed = { $campaign } 캠페인은 종료되었습니다({ $when }). 진행 중인 캠페인을 선택해 주세요.

# Refused: the campaign has too little left. $campaign: its name. $left: what it has.
award-refused-over-budget = { $campaign } 캠페인 예산이 부족합니다. 남은 예산: { $left }. 수량을 줄이거나 다른 캠페인을 선택해 주세요.

# Over what of an award went to what the member owed.
award-field-paid = 갚은 스파크

# Over what the member still owes.
award-field-owed = 남은 빚

# Over what the member can still have from the campaign, where that is little.
award-field-member-left = 이 멤버의 남은 한도

# Over what the moderator can still award today, where that is little.
award-field-moderator-left = 오늘 내 남은 한도

# Under it. $left: what is left, a number. $cap: of how much.
award-left-of = { $cap } 중 { $left }개

# Refused: the campaign starts later. $campaign: its name. $when: when it starts.
award-refused-not-started = { $campaign } 캠페인은 아직 시작하지 않았습니다. 시작: { $when }

# Refused: the campaign's time is over. $campaign: its name. $when: when it was.
award-refused-ended = { $campaign } 캠페인은 기간이 끝났습니다: { $when }. 진행 중인 캠페인을 선택하거나 종료일을 옮겨 주세요.

# Refused: more than one award may be. $campaign: its name. $cap: the most.
award-refused-award-cap = { $campaign } 캠페인의 1회 지급 한도는 { $cap }입니다.

# Refused: more than the member may have. $campaign: its name. $cap: the most for each member. $used:
# what this one has had. $left: what is left.
award-refused-member-cap = { $campaign } 캠페인의 멤버당 한도는 { $cap }입니다. 이미 받음: { $used }, 남은 한도: { $left }

# Refused: more than a moderator may award in a day. $campaign: its name. $cap: the most. $used: what
# this one has awarded today. $left: what is left. $when: when the next day begins.
award-refused-moderator-cap = { $campaign } 캠페인의 운영진 1인당 하루 한도는 { $cap }입니다. 오늘 지급: { $used }, 남은 한도: { $left }. 다음 날 시작: { $when }

# Title of the form of an award, opened from the menu on a member.
award-form-title = 스파크 지급

# Over the field of the form for how many Sparks.
award-form-amount = 수량

# In the empty field for how many Sparks. $campaign: where they come from.
award-form-from = { $campaign } 캠페인, 예: 100

# Over the field of the form for why; it may stay empty.
award-form-reason = 사유(선택), 모두에게 공개됩니다

# Several campaigns run: asks the moderator from which. $member: who is to receive.
award-which-campaign = { $member }님에게 어느 캠페인에서 스파크를 지급할까요?

# In the select of campaigns before one is chosen.
award-campaign-placeholder = 캠페인을 선택해 주세요

# Under a campaign's name in the select. $left: what its budget has left.
award-campaign-left = 남은 예산: { $left }

# Under the select: more campaigns run than it can show.
award-more-campaigns = 최근 캠페인만 표시됩니다. 이전 캠페인은 /{ command-award } 명령어를 사용해 주세요.

# Refused: no campaign runs.
award-no-campaign = 진행 중인 캠페인이 없습니다. 먼저 `/{ command-campaign } { command-campaign-create }` 명령어로 캠페인을 만들어 주세요.

# Refused: what was typed as the amount is no whole number.
award-refused-no-number = 수량은 1000과 같은 정수로 입력해 주세요. 지급되지 않았습니다.

# Refused: what was typed as the amount may be a thousand times smaller elsewhere, such as 1.000.
award-refused-ambiguous = 두 가지로 읽힐 수 있는 수량입니다. 1000처럼 쉼표나 마침표 없이 입력해 주세요. 지급되지 않았습니다.

# Refused: the form of an award needs a permission.
award-form-not-permitted = 이 양식을 사용하려면 ‘서버 관리하기’ 권한이 필요합니다. `/{ command-award }` 명령어를 사용할 수 있다면 대신 사용해 주세요.
