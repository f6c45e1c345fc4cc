### Claim codes: /code for moderators, /claim for members.

# What members read in their history, in the server's language, where the moderator gave no reason.
code-default-reason = Получено по коду

# Under a new code. $count: how many members may claim it. $amount: how much each. $campaign: from where.
code-created = { $count ->
    [one] { $count } участник может получить { $amount } командой `/{ command-claim }`. Кампания: { $campaign }. Это видите только вы.
    [few] { $count } участника могут получить по { $amount } командой `/{ command-claim }`. Кампания: { $campaign }. Это видите только вы.
    [many] { $count } участников могут получить по { $amount } командой `/{ command-claim }`. Кампания: { $campaign }. Это видите только вы.
   *[other] { $count } участника могут получить по { $amount } командой `/{ command-claim }`. Кампания: { $campaign }. Это видите только вы.
}

# Over what a code is called without telling it.
code-field-number = Номер

# Over until when it can be claimed.
code-field-expires = Действует до

# Under a code that may give more than the campaign has. $left: what that is.
code-budget-short = В бюджете кампании осталось только { $left }: хватит не всем.

# Title of the list of codes.
code-list-title = Коды

# Instead of it: there are none.
code-list-empty = Кодов пока нет. Создайте первый: `/{ command-code } { command-code-create }`.

# In the list. $uses: how many have claimed it. $max: of how many.
code-used = получили { $uses } из { $max }

# In the list: it can be claimed.
code-state-open = действует

# In the list: it can be claimed. $when: until when, relative.
code-state-open-until = действует, истекает { $when }

# In the list: as many as may have claimed it.
code-state-used-up = израсходован

# In the list: its time is over. $when: since when, relative.
code-state-expired = истёк { $when }

# In the list: a moderator closed it. $when: when, relative.
code-state-closed = закрыт { $when }

# A code was closed. $code: its number. $campaign: from where it gave. $count: how many have claimed it.
code-closed = { $count ->
    [one] Код { $code } кампании { $campaign } закрыт. Его использовал { $count } участник.
    [few] Код { $code } кампании { $campaign } закрыт. Его использовали { $count } участника.
    [many] Код { $code } кампании { $campaign } закрыт. Его использовали { $count } участников.
   *[other] Код { $code } кампании { $campaign } закрыт. Его использовали { $count } участника.
}

# Refused. $max: the most members.
code-refused-uses = Код может быть на число участников от 1 до { $max }.

# Refused. $when: when it would have expired.
code-refused-expiry-passed = Это время уже прошло: { $when }.

# Refused: no code has this number.
code-refused-unknown = Такого кода нет. Номер выглядит так: `C-12`.

# Refused: it was closed before.
code-refused-closed = Этот код уже закрыт.

# A member claimed a code. $amount: how much it gave. $campaign: from where.
claim-done = Вы получили: { $amount }. Кампания: { $campaign }.

# Over what the member has now.
claim-field-balance = Ваши Искры

# Over what of it went to a debt.
claim-field-paid = Ушло на погашение долга

# Over what is still owed.
claim-field-owed = Осталось вернуть

# Refused: too many wrong codes. $when: when the member may try again, relative.
claim-refused-too-many = Слишком много попыток. Попробовать снова можно { $when }.

# Refused: there is no such code.
claim-refused-unknown = Этот код не подходит. Проверьте его и попробуйте снова.

# Refused: its time is over.
claim-refused-expired = Срок действия этого кода истёк.

# Refused: as many as may have claimed it.
claim-refused-used-up = Этот код уже использовали все, для кого он был.

# Refused: the member has claimed it.
claim-refused-already = Вы уже использовали этот код.

# Refused: the member made it.
claim-refused-own = Вы создали этот код: он для других.

# Refused: its campaign has not started. $when: when it does.
claim-refused-not-started = Этот код заработает позже: кампания начнётся { $when }.

# Refused: its campaign is over.
claim-refused-over = Кампания этого кода завершена.

# Refused: its campaign has nothing left.
claim-refused-nothing-left = В кампании этого кода не осталось Искр.

# Refused: its campaign gives nothing more today. $when: when the next day begins.
claim-refused-nothing-left-today = На сегодня кампания этого кода раздала всё. Попробуйте снова { $when }.

# Refused: the member has as much as anybody may.
claim-refused-member-limit = Вы уже получили из этой кампании максимум на участника.
