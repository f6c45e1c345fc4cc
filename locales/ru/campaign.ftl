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

# A campaign was created that starts later. $campaign: its name. $when: when it starts. $budget: its
# budget, or that it has none.
campaign-planned = Кампания { $campaign } запланирована. Начало: { $when }. Бюджет: { $budget }.

# A campaign was changed; what changed follows, a line each. $campaign: its name.
campaign-edited = Кампания { $campaign } изменена.

# A closed campaign was taken up again. $campaign: its name.
campaign-reopened = Кампания { $campaign } снова открыта.

# After it: its time is over all the same.
campaign-reopened-over = Но срок уже истёк: чтобы начислять Искры, перенесите дату окончания командой `/{ command-campaign } { command-campaign-edit }`.

# Before the old and the new name.
campaign-field-name = Название

# Before the old and the new budget.
campaign-field-budget = Бюджет

# Over where a campaign is in its life.
campaign-field-state = Статус

# Over when a campaign starts or started.
campaign-field-starts = Начало

# Over when a campaign ends or ended.
campaign-field-ends = Окончание

# Over the most that one award may be.
campaign-field-award-cap = Лимит на одно начисление

# Over the most that one member may have from a campaign.
campaign-field-member-cap = Лимит на участника

# Over the most that one moderator may award in a day.
campaign-field-moderator-cap = Лимит модератора на день

# Over how many members have Sparks from a campaign.
campaign-field-members = Участников получили

# Over how many awards were made.
campaign-field-awards = Начислений

# Over who received most.
campaign-field-top = Больше всех получили

# Over the chart of the last days.
campaign-field-days = Последние 14 дней

# Before the old and the new description.
campaign-field-description-en = Описание на английском

# Before the old and the new description.
campaign-field-description-ru = Описание на русском

# Before the old and the new description.
campaign-field-description-ko = Описание на корейском

# Under the chart: what its columns are.
campaign-days-legend = День (UTC), число начислений, Искры

# Instead of the chart: nothing was awarded.
campaign-days-none = Начислений не было

# In the list: awards can be made later. $when: from when on, relative.
campaign-state-planned = начнётся { $when }

# In the list: awards can be made. $when: until when, relative.
campaign-state-running-until = идёт, закончится { $when }

# In the list: its time is over. $when: since when, relative.
campaign-state-ended = срок истёк { $when }

# Button to the page before.
campaign-previous = Назад

# Button to the next page.
campaign-next = Далее

# Title of what members see of campaigns.
campaigns-title = Кампании сообщества

# Instead of them: there are none.
campaigns-empty = Сейчас нет ни одной кампании.

# Refused: the campaign to be taken up again is open. $campaign: its name.
campaign-refused-not-closed = Кампания { $campaign } и так открыта.

# Refused: no campaign is called that, open or closed.
campaign-refused-none-such = Такой кампании нет. Проверьте список: `/{ command-campaign } { command-campaign-list }`.

# Refused: more than the new budget has been awarded. $campaign: its name. $spent: what was
# awarded. $budget: the new budget.
campaign-refused-budget-below-spent = Из кампании { $campaign } уже начислено: { $spent }. Бюджет не может быть меньше: { $budget }.

# Refused: a limit is out of range. $max: the most.
campaign-refused-cap = Лимит должен быть от 1 до { $max }.

# Refused: a description is too long. $max: how many characters it may have. $length: how many it
# has.
campaign-refused-description = Слишком длинное описание. Символов: { $length }, максимум: { $max }.

# Refused: an edit that changes nothing.
campaign-refused-nothing-to-change = Менять нечего. Укажите новое значение хотя бы в одном параметре.

# Refused: the start is on a day that has passed. $when: the start.
campaign-refused-start-passed = Начало уже прошло: { $when }. Чтобы начать сейчас, оставьте поле пустым.

# Refused: the end has passed. $when: the end.
campaign-refused-end-passed = Окончание уже прошло: { $when }. Чтобы остановить начисления сейчас, используйте `/{ command-campaign } { command-campaign-close }`.

# Refused: the end is not after the start. $starts: the start. $ends: the end.
campaign-refused-ends-before-start = Кампания закончилась бы ({ $ends }) раньше, чем начнётся ({ $starts }).

# Refused: the start of a campaign that has started. $campaign: its name. $when: when it started.
campaign-refused-already-started = Кампания { $campaign } уже началась: { $when }. Перенести начало нельзя.

# Refused: a date that can't be used. $typed: what was typed. $why: one of the next three texts.
moment-refused = «{ $typed }»: { $why } Напишите дату, например `2026-12-01`, можно со временем (`2026-12-01 18:00`, UTC), или срок: `7d` (дни), `12h` (часы), `2w` (недели).

# In it: it is in no form that is taken.
moment-unreadable = эту дату нельзя понять однозначно.

# In it: there is no such day or time of day.
moment-no-such-time = такой даты или времени нет.

# In it: it is no time at all, or more than ten years.
moment-span-out-of-range = срок должен быть больше нуля и не больше десяти лет.
