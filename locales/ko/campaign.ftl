### What /campaign shows.

# A campaign was created. $campaign: its name. $budget: its budget.
campaign-created = { $campaign } 캠페인을 시작했습니다. 예산: { $budget }. `/{ command-award }` 명령어로 지급할 수 있습니다.

# A campaign without a budget was created. $campaign: its name.
campaign-created-without-limit = { $campaign } 캠페인을 예산 제한 없이 시작했습니다. `/{ command-award }` 명령어로 지급할 수 있습니다.

# A campaign was closed. $campaign: its name.
campaign-closed = { $campaign } 캠페인을 종료했습니다. 이 캠페인에서는 더 이상 스파크를 지급할 수 없습니다.

# Over what a campaign awarded.
campaign-field-spent = 지급한 스파크

# Over what a campaign leaves.
campaign-field-left = 남은 예산

# Instead of what is left of a budget.
campaign-no-limit = 제한 없음

# Title of the list of campaigns.
campaign-list-title = 캠페인

# Instead of the list of campaigns.
campaign-list-empty = 아직 캠페인이 없습니다. `/{ command-campaign } { command-campaign-create }` 명령어로 시작해 보세요.

# In the list. $spent: what was awarded, a number. $budget: of how much.
campaign-spent-of = { $budget } 중 { $spent }개 지급

# In the list, without a budget. $spent: what was awarded.
campaign-spent = { $spent } 지급, 제한 없음

# In the list: awards can be made.
campaign-state-running = 진행 중

# In the list: no more awards. $when: since when, relative.
campaign-state-closed = { $when } 종료

# Refused: a campaign that runs is called that. $campaign: its name.
campaign-refused-name-taken = { $campaign } 캠페인이 이미 진행 중입니다. 다른 이름을 사용하거나 먼저 종료해 주세요.

# Refused: the budget is out of range. $max: the most.
campaign-refused-budget = 예산은 스파크 1개 이상 { $max }개 이하여야 합니다.

# Refused: no campaign that runs is called that.
campaign-refused-unknown = 해당 이름으로 진행 중인 캠페인이 없습니다. `/{ command-campaign } { command-campaign-list }` 명령어를 확인해 주세요.

# A campaign was created that starts later. $campaign: its name. $when: when it starts. $budget: its
# budget, or that it has none.
campaign-planned = { $campaign } 캠페인을 예약했습니다. 시작: { $when }. 예산: { $budget }.

# A campaign was changed; what changed follows, a line each. $campaign: its name.
campaign-edited = { $campaign } 캠페인을 수정했습니다.

# A closed campaign was taken up again. $campaign: its name.
campaign-reopened = { $campaign } 캠페인을 다시 열었습니다.

# After it: its time is over all the same.
campaign-reopened-over = 다만 종료일이 지났습니다. `/{ command-campaign } { command-campaign-edit }` 명령어로 종료일을 옮겨야 스파크를 지급할 수 있습니다.

# Before the old and the new name.
campaign-field-name = 이름

# Before the old and the new budget.
campaign-field-budget = 예산

# Over where a campaign is in its life.
campaign-field-state = 상태

# Over when a campaign starts or started.
campaign-field-starts = 시작

# Over when a campaign ends or ended.
campaign-field-ends = 종료

# Over the most that one award may be.
campaign-field-award-cap = 1회 지급 한도

# Over the most that one member may have from a campaign.
campaign-field-member-cap = 멤버당 한도

# Over the most that one moderator may award in a day.
campaign-field-moderator-cap = 운영진 1인당 하루 한도

# Over how many members have Sparks from a campaign.
campaign-field-members = 받은 멤버

# Over how many awards were made.
campaign-field-awards = 지급 횟수

# Over who received most.
campaign-field-top = 가장 많이 받은 멤버

# Over the chart of the last days.
campaign-field-days = 최근 14일

# Before the old and the new description.
campaign-field-description-en = 영어 설명

# Before the old and the new description.
campaign-field-description-ru = 러시아어 설명

# Before the old and the new description.
campaign-field-description-ko = 한국어 설명

# Under the chart: what its columns are.
campaign-days-legend = 날짜(UTC), 지급 횟수, 스파크

# Instead of the chart: nothing was awarded.
campaign-days-none = 지급 내역이 없습니다

# In the list: awards can be made later. $when: from when on, relative.
campaign-state-planned = { $when } 시작 예정

# In the list: awards can be made. $when: until when, relative.
campaign-state-running-until = 진행 중, { $when } 종료 예정

# In the list: its time is over. $when: since when, relative.
campaign-state-ended = { $when } 기간 만료

# Button to the page before.
campaign-previous = 이전

# Button to the next page.
campaign-next = 다음

# Title of what members see of campaigns.
campaigns-title = 커뮤니티 캠페인

# Instead of them: there are none.
campaigns-empty = 지금 진행 중인 캠페인이 없습니다.

# Refused: the campaign to be taken up again is open. $campaign: its name.
campaign-refused-not-closed = { $campaign } 캠페인은 이미 열려 있습니다.

# Refused: no campaign is called that, open or closed.
campaign-refused-none-such = 존재하지 않는 캠페인입니다. `/{ command-campaign } { command-campaign-list }` 명령어를 확인해 주세요.

# Refused: more than the new budget has been awarded. $campaign: its name. $spent: what was
# awarded. $budget: the new budget.
campaign-refused-budget-below-spent = { $campaign } 캠페인의 예산을 줄일 수 없습니다. 이미 지급: { $spent }, 입력한 예산: { $budget }

# Refused: a limit is out of range. $max: the most.
campaign-refused-cap = 한도는 스파크 1개 이상 { $max }개 이하여야 합니다.

# Refused: a description is too long. $max: how many characters it may have. $length: how many it
# has.
campaign-refused-description = 설명이 { $length }자입니다. { $max }자 이내로 줄여 주세요.

# Refused: an edit that changes nothing.
campaign-refused-nothing-to-change = 바뀌는 내용이 없습니다. 새 값을 하나 이상 입력해 주세요.

# Refused: the start is on a day that has passed. $when: the start.
campaign-refused-start-passed = 시작일이 이미 지났습니다: { $when }. 지금 시작하려면 비워 두세요.

# Refused: the end has passed. $when: the end.
campaign-refused-end-passed = 종료일이 이미 지났습니다: { $when }. 지금 지급을 멈추려면 `/{ command-campaign } { command-campaign-close }` 명령어를 사용해 주세요.

# Refused: the end is not after the start. $starts: the start. $ends: the end.
campaign-refused-ends-before-start = 종료({ $ends })가 시작({ $starts })보다 빠릅니다.

# Refused: the start of a campaign that has started. $campaign: its name. $when: when it started.
campaign-refused-already-started = { $campaign } 캠페인은 이미 시작했습니다: { $when }. 시작일은 바꿀 수 없습니다.

# Refused: a date that can't be used. $typed: what was typed. $why: one of the next three texts.
moment-refused = “{ $typed }”: { $why } `2026-12-01` 같은 날짜나 시간까지(`2026-12-01 18:00`, UTC), 또는 `7d`(일), `12h`(시간), `2w`(주) 같은 기간으로 적어 주세요.

# In it: it is in no form that is taken.
moment-unreadable = 날짜를 정확히 알 수 없습니다.

# In it: there is no such day or time of day.
moment-no-such-time = 존재하지 않는 날짜나 시간입니다.

# In it: it is no time at all, or more than ten years.
moment-span-out-of-range = 기간은 0보다 길고 10년 이내여야 합니다.
