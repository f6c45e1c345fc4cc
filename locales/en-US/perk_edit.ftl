### What /perk edit and /perk pause show, and what moderators set beyond a price.

# Beside a price, and in the list of perks: how long the role lasts. $days: how many days.
perk-lasts =
    { $days ->
        [one] role for { $days } day
       *[other] role for { $days } days
    }

# A perk was changed; what changed follows. $perk: its name.
perk-edited = { $perk } has been changed. Members see it like this now.

# A perk was paused. $perk: its name.
perk-paused = { $perk } is paused. Members see that it is unavailable; redemptions on their way will still be delivered. It stays paused until you use `/{ command-perk } { command-perk-resume }`.

# In the list: paused by a moderator. $moderator: who. $reason: why, in their words.
perk-state-paused-by = paused by { $moderator }: { $reason }

# In the list. $when: from when on it can be redeemed.
perk-opens = opens { $when }

# In the list. $when: since when it can't be redeemed any more.
perk-closed = closed { $when }

# In the list. $role: the role that members need.
perk-needs-role = needs { $role }

# In the list. $minimum: how much members must have earned in all.
perk-needs-earned = from { $minimum } earned

# What was changed of a perk: its name.
perk-field-name = Name

# What was changed of a perk: its description.
perk-field-description = Description

# What was changed of a perk: its price.
perk-field-price = Price

# What was changed of a perk: how many there are in all.
perk-field-stock = Stock

# What was changed of a perk: how often one member may redeem it.
perk-field-limit = Limit for each member

# What was changed of a perk: from when on it can be redeemed.
perk-field-opens = Opens

# What was changed of a perk: until when it can be redeemed.
perk-field-closes = Closes

# What was changed of a perk: the role that members need.
perk-field-required-role = Required role

# What was changed of a perk: how many Sparks members must have earned in all.
perk-field-minimum = Minimum earned in total

# What was changed of a perk: how long its role lasts.
perk-field-lasts = Duration of the role

# What was changed of a perk: its name in English.
perk-field-name-en = Name in English

# What was changed of a perk: its name in Russian.
perk-field-name-ru = Name in Russian

# What was changed of a perk: its name in Korean.
perk-field-name-ko = Name in Korean

# What was changed of a perk: its description in English.
perk-field-description-en = Description in English

# What was changed of a perk: its description in Russian.
perk-field-description-ru = Description in Russian

# What was changed of a perk: its description in Korean.
perk-field-description-ko = Description in Korean

# A duration of a role. $days: how many days.
perk-days =
    { $days ->
        [one] { $days } day
       *[other] { $days } days
    }

# A duration of a role: it never ends.
perk-days-none = forever

# Refused: a window would begin on a day that is over. $when: when.
perk-refused-opens-past = That opening is in the past: { $when }. Leave it empty or choose a later one.

# Refused: a window would be over already. $when: when.
perk-refused-closes-past = That closing is in the past: { $when }. To stop offering a perk now, use `/{ command-perk } { command-perk-pause }`.

# Refused: a window would end before it begins. $opens: its beginning. $closes: its end.
perk-refused-window = The perk would close ({ $closes }) before it opens ({ $opens }). Choose a later closing.

# Refused: a role can't last so long. $max: how many days it may.
perk-refused-days = A role can last from 1 to { $max } days; 0 makes it last forever.

# Refused: the perk gives no role, so nothing ends.
perk-refused-lasts-no-role = Only a role can end after some days, and this perk gives none.

# Refused: more were redeemed than there would be. $perk: its name. $stock: how many there were to be. $redeemed: how many were redeemed.
perk-refused-stock = { $perk } has been redeemed { $redeemed } times already, so the stock can't be { $stock }.

# Refused: nothing would change.
perk-refused-nothing = Nothing would change. Give at least one thing that is different.

# Refused: a moderator has paused it already. $perk: its name.
perk-refused-already-paused = { $perk } is paused already.

# Refused: it is not offered yet, so it can't be paused. $perk: its name.
perk-refused-coming-soon = { $perk } is not offered yet: members see it as coming soon.

# Title of the direct message to a member whose role is over.
farewell-title = Your role has ended

# The direct message to a member whose role is over. $perk: the perk. $edition: the badge's number. $when: how long ago.
farewell-body = The role that came with { $perk } { $edition } ended { $when }. The badge stays yours: `/{ command-badge }` shows it.

# Under it, where the perk can be redeemed still.
farewell-again = To have the role again, use /{ command-redeem } in the server.
