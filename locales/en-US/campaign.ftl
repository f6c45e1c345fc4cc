### What /campaign shows.

# A campaign was created. $campaign: its name. $budget: its budget.
campaign-created = { $campaign } has started. Budget: { $budget }. Use `/{ command-award }` to award Sparks from it.

# A campaign without a budget was created. $campaign: its name.
campaign-created-without-limit = { $campaign } has started, with no budget limit. Use `/{ command-award }` to award Sparks from it.

# A campaign was closed. $campaign: its name.
campaign-closed = { $campaign } is closed. No more Sparks can be awarded from it.

# Over what a campaign awarded.
campaign-field-spent = Awarded

# Over what a campaign leaves.
campaign-field-left = Left

# Instead of what is left of a budget.
campaign-no-limit = No limit

# Title of the list of campaigns.
campaign-list-title = Campaigns

# Instead of the list of campaigns.
campaign-list-empty = No campaigns yet. Start one with `/{ command-campaign } { command-campaign-create }`.

# In the list. $spent: what was awarded, a number. $budget: of how much.
campaign-spent-of = { $spent } of { $budget } awarded

# In the list, without a budget. $spent: what was awarded.
campaign-spent = { $spent } awarded, no limit

# In the list: awards can be made.
campaign-state-running = running

# In the list: no more awards. $when: since when, relative.
campaign-state-closed = closed { $when }

# Refused: a campaign that runs is called that. $campaign: its name.
campaign-refused-name-taken = { $campaign } is already running. Choose another name, or close it first.

# Refused: the budget is out of range. $max: the most.
campaign-refused-budget = The budget must be from 1 to { $max } Sparks.

# Refused: no campaign that runs is called that.
campaign-refused-unknown = No running campaign has that name. See `/{ command-campaign } { command-campaign-list }`.
