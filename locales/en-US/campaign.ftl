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

# A campaign was created that starts later. $campaign: its name. $when: when it starts. $budget: its
# budget, or that it has none.
campaign-planned = { $campaign } is planned. It starts { $when }. Budget: { $budget }.

# A campaign was changed; what changed follows, a line each. $campaign: its name.
campaign-edited = { $campaign } has been changed.

# A closed campaign was taken up again. $campaign: its name.
campaign-reopened = { $campaign } is open again.

# After it: its time is over all the same.
campaign-reopened-over = Its end date has passed, so no Sparks can be awarded until you move it with `/{ command-campaign } { command-campaign-edit }`.

# Before the old and the new name.
campaign-field-name = Name

# Before the old and the new budget.
campaign-field-budget = Budget

# Over where a campaign is in its life.
campaign-field-state = Status

# Over when a campaign starts or started.
campaign-field-starts = Start

# Over when a campaign ends or ended.
campaign-field-ends = End

# Over the most that one award may be.
campaign-field-award-cap = Limit per award

# Over the most that one member may have from a campaign.
campaign-field-member-cap = Limit per member

# Over the most that one moderator may award in a day.
campaign-field-moderator-cap = Limit per moderator and day

# Over how many members have Sparks from a campaign.
campaign-field-members = Members reached

# Over how many awards were made.
campaign-field-awards = Awards

# Over who received most.
campaign-field-top = Top receivers

# Over the chart of the last days.
campaign-field-days = Last 14 days

# Before the old and the new description.
campaign-field-description-en = Description in English

# Before the old and the new description.
campaign-field-description-ru = Description in Russian

# Before the old and the new description.
campaign-field-description-ko = Description in Korean

# Under the chart: what its columns are.
campaign-days-legend = Day (UTC), number of awards, Sparks

# Instead of the chart: nothing was awarded.
campaign-days-none = No awards

# In the list: awards can be made later. $when: from when on, relative.
campaign-state-planned = starts { $when }

# In the list: awards can be made. $when: until when, relative.
campaign-state-running-until = running, ends { $when }

# In the list: its time is over. $when: since when, relative.
campaign-state-ended = ended { $when }

# Button to the page before.
campaign-previous = Previous

# Button to the next page.
campaign-next = Next

# Title of what members see of campaigns.
campaigns-title = Community campaigns

# Instead of them: there are none.
campaigns-empty = No campaign is running at the moment.

# Refused: the campaign to be taken up again is open. $campaign: its name.
campaign-refused-not-closed = { $campaign } is already open.

# Refused: no campaign is called that, open or closed.
campaign-refused-none-such = There is no such campaign. See `/{ command-campaign } { command-campaign-list }`.

# Refused: more than the new budget has been awarded. $campaign: its name. $spent: what was
# awarded. $budget: the new budget.
campaign-refused-budget-below-spent = { $campaign } has already awarded { $spent }, so its budget can't be { $budget }.

# Refused: a limit is out of range. $max: the most.
campaign-refused-cap = A limit must be from 1 to { $max } Sparks.

# Refused: a description is too long. $max: how many characters it may have. $length: how many it
# has.
campaign-refused-description = The description has { $length } characters. The limit is { $max }.

# Refused: an edit that changes nothing.
campaign-refused-nothing-to-change = Nothing would change. Fill in at least one option with a new value.

# Refused: the start is on a day that has passed. $when: the start.
campaign-refused-start-passed = The start would be { $when }, which has passed. Leave it empty to start now.

# Refused: the end has passed. $when: the end.
campaign-refused-end-passed = The end would be { $when }, which has passed. To stop awards now, use `/{ command-campaign } { command-campaign-close }`.

# Refused: the end is not after the start. $starts: the start. $ends: the end.
campaign-refused-ends-before-start = The campaign would end { $ends }, before it starts { $starts }.

# Refused: the start of a campaign that has started. $campaign: its name. $when: when it started.
campaign-refused-already-started = { $campaign } started { $when }, so its start can't be moved.

# Refused: a date that can't be used. $typed: what was typed. $why: one of the next three texts.
moment-refused = “{ $typed }”: { $why } Write a date such as `2026-12-01`, with a time if you like (`2026-12-01 18:00`, in UTC), or a span such as `7d`, `12h` or `2w`.

# In it: it is in no form that is taken.
moment-unreadable = this date can't be read for certain.

# In it: there is no such day or time of day.
moment-no-such-time = there is no such date or time.

# In it: it is no time at all, or more than ten years.
moment-span-out-of-range = a span must be longer than nothing and at most ten years.
