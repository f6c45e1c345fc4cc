### What /perk edit and /perk pause show, and what moderators set beyond a price.

# Beside a price, and in the list of perks: how long the role lasts. $days: how many days.
perk-lasts =
    { $days ->
        [one] роль на { $days } день
        [few] роль на { $days } дня
        [many] роль на { $days } дней
       *[other] роль на { $days } дня
    }

# A perk was changed; what changed follows. $perk: its name.
perk-edited = Награда { $perk } изменена. Участники уже видят её такой.

# A perk was paused. $perk: its name.
perk-paused = Награда { $perk } приостановлена. Участники видят, что она недоступна; начатые обмены будут завершены. Чтобы вернуть её, введите `/{ command-perk } { command-perk-resume }`.

# In the list: paused by a moderator. $moderator: who. $reason: why, in their words.
perk-state-paused-by = приостановлена, { $moderator }: { $reason }

# In the list. $when: from when on it can be redeemed.
perk-opens = начнётся { $when }

# In the list. $when: since when it can't be redeemed any more.
perk-closed = завершено { $when }

# In the list. $role: the role that members need.
perk-needs-role = нужна роль { $role }

# In the list. $minimum: how much members must have earned in all.
perk-needs-earned = от { $minimum } за всё время

# What was changed of a perk: its name.
perk-field-name = Название

# What was changed of a perk: its description.
perk-field-description = Описание

# What was changed of a perk: its price.
perk-field-price = Цена

# What was changed of a perk: how many there are in all.
perk-field-stock = Тираж

# What was changed of a perk: how often one member may redeem it.
perk-field-limit = Лимит на участника

# What was changed of a perk: from when on it can be redeemed.
perk-field-opens = Начало

# What was changed of a perk: until when it can be redeemed.
perk-field-closes = Завершение

# What was changed of a perk: the role that members need.
perk-field-required-role = Нужная роль

# What was changed of a perk: how many Sparks members must have earned in all.
perk-field-minimum = Минимум заработанных Искр

# What was changed of a perk: how long its role lasts.
perk-field-lasts = Срок роли

# What was changed of a perk: its name in English.
perk-field-name-en = Название на английском

# What was changed of a perk: its name in Russian.
perk-field-name-ru = Название на русском

# What was changed of a perk: its name in Korean.
perk-field-name-ko = Название на корейском

# What was changed of a perk: its description in English.
perk-field-description-en = Описание на английском

# What was changed of a perk: its description in Russian.
perk-field-description-ru = Описание на русском

# What was changed of a perk: its description in Korean.
perk-field-description-ko = Описание на корейском

# A duration of a role. $days: how many days.
perk-days =
    { $days ->
        [one] { $days } день
        [few] { $days } дня
        [many] { $days } дней
       *[other] { $days } дня
    }

# A duration of a role: it never ends.
perk-days-none = навсегда

# Refused: a window would begin on a day that is over. $when: when.
perk-refused-opens-past = Время начала уже прошло: { $when }. Оставьте поле пустым или выберите дату позже.

# Refused: a window would be over already. $when: when.
perk-refused-closes-past = Время завершения уже прошло: { $when }. Чтобы закрыть обмен сейчас, введите `/{ command-perk } { command-perk-pause }`.

# Refused: a window would end before it begins. $opens: its beginning. $closes: its end.
perk-refused-window = Обмен завершится ({ $closes }) раньше, чем начнётся ({ $opens }). Выберите более позднее завершение.

# Refused: a role can't last so long. $max: how many days it may.
perk-refused-days = Срок роли в днях: от 1 до { $max }; 0 — навсегда.

# Refused: the perk gives no role, so nothing ends.
perk-refused-lasts-no-role = Срок можно задать только для роли, а эта награда роли не даёт.

# Refused: more were redeemed than there would be. $perk: its name. $stock: how many there were to be. $redeemed: how many were redeemed.
perk-refused-stock =
    { $redeemed ->
        [one] Награду { $perk } уже получили { $redeemed } раз, поэтому тираж не может быть { $stock }.
        [few] Награду { $perk } уже получили { $redeemed } раза, поэтому тираж не может быть { $stock }.
       *[many] Награду { $perk } уже получили { $redeemed } раз, поэтому тираж не может быть { $stock }.
    }

# Refused: nothing would change.
perk-refused-nothing = Ничего не изменится. Укажите хотя бы одно новое значение.

# Refused: a moderator has paused it already. $perk: its name.
perk-refused-already-paused = Награда { $perk } уже приостановлена.

# Refused: it is not offered yet, so it can't be paused. $perk: its name.
perk-refused-coming-soon = Награда { $perk } ещё не открыта: участники видят её с пометкой «скоро».

# Title of the direct message to a member whose role is over.
farewell-title = Срок роли истёк

# The direct message to a member whose role is over. $perk: the perk. $edition: the badge's number. $when: how long ago.
farewell-body = Срок роли, полученной с наградой { $perk } { $edition }, истёк { $when }. Значок остаётся вашим: `/{ command-badge }` покажет его.

# Under it, where the perk can be redeemed still.
farewell-again = Чтобы получить роль снова, введите /{ command-redeem } на сервере.
