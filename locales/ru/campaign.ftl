### What /campaign shows.

# A campaign was created. $campaign: its name. $budget: its budget.
campaign-created = Кампания { $campaign } запущена. Бюджет: { $budget }. Чтобы начислять Искры, используйте `/{ command-award }`.

# A campaign without a budget was created. $campaign: its name.
campaign-created-without-limit = Кампания { $campaign } запущена, бюджет не ограничен. Чтобы начислять Искры, используйте `/{ command-award }`.

# A campaign was closed. $campaign: its name.
campaign-closed = Кампания { $campaign } завершена. Начислять из неё Искры больше нельзя.

# Over what a campaign awarded.
campaign-field-spent = Начислено

# Over what a campaign leaves.
campaign-field-left = Осталось

# Instead of what is left of a budget.
campaign-no-limit = Без ограничений

# Title of the list of campaigns.
campaign-list-title = Кампании

# Instead of the list of campaigns.
campaign-list-empty = Кампаний пока нет. Создайте первую: `/{ command-campaign } { command-campaign-create }`.

# In the list. $spent: what was awarded, a number. $budget: of how much.
campaign-spent-of = начислено: { $spent }, бюджет: { $budget }

# In the list, without a budget. $spent: what was awarded.
campaign-spent = начислено: { $spent }, без ограничений

# In the list: awards can be made.
campaign-state-running = идёт

# In the list: no more awards. $when: since when, relative.
campaign-state-closed = завершена { $when }

# Refused: a campaign that runs is called that. $campaign: its name.
campaign-refused-name-taken = Кампания { $campaign } уже идёт. Выберите другое название или сначала завершите её.

# Refused: the budget is out of range. $max: the most.
campaign-refused-budget = Бюджет в Искрах: от 1 до { $max }.

# Refused: no campaign that runs is called that.
campaign-refused-unknown = Действующей кампании с таким названием нет. Проверьте список: `/{ command-campaign } { command-campaign-list }`.
