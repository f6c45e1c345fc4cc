### What /award-undo says.

# An award was taken back. $receipt: its receipt. $amount: how much it was. $member: whose it was.
# $campaign: the campaign that has it back.
undo-done = Начисление { $receipt } отменено. Участник: { $member }, сумма: { $amount }, кампания: { $campaign }.

# Over how much went back at once.
undo-field-taken = Возвращено

# Over how much the member now owes.
undo-field-debt = Стало долгом

# Over how much was left to the member.
undo-field-kept = Осталось у участника

# The question how, when part is spent. $receipt: the award. $member: whose. $amount: how much it was.
# $available: what they have. $missing: what is missing.
undo-question = Начисление { $receipt }: { $amount }. У участника { $member } осталось: { $available }. Не хватает: { $missing }. Что сделать?

# Before the question, asked again.
undo-changed = Баланс изменился с момента вопроса.

# Under the question, for those who may not press buttons.
undo-needs-permission = Решить это может модератор с правом «Управлять сервером».

# Button: takes what is there. $amount: how much.
undo-take-available = Вернуть: { $amount }

# Button: takes all, what is missing becomes a debt. $missing: how much.
undo-take-all = Вернуть всё, в долг: { $missing }

# Refused: no award has this receipt.
undo-refused-unknown = Начисления с таким номером нет. Номер выглядит так: `A-12`.

# Refused: it was undone before. $receipt: the award. $moderator: by whom. $when: when, relative.
undo-refused-already = Начисление { $receipt } уже отменено. Модератор: { $moderator }, { $when }.

# Refused: whoever received the award was erased at their own wish.
undo-refused-erased = Участник, получивший эти Искры, удалил свои данные. Его Искры больше никому не принадлежат, и вернуть их нельзя.

# Refused: the moderator has the award.
undo-refused-own = Нельзя отменить начисление самому себе. Попросите другого модератора.

# Refused: there is no reason.
undo-refused-reason-missing = Укажите причину: её увидит участник.

# Refused: the question was answered by the other button.
undo-refused-conflict = На этот вопрос уже ответили.
