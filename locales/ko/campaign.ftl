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
