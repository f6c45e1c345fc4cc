### Claim codes: /code for moderators, /claim for members.

# What members read in their history, in the server's language, where the moderator gave no reason.
code-default-reason = Claimed with a code

# Under a new code. $count: how many members may claim it. $amount: how much each. $campaign: from where.
code-created = { $count ->
    [one] { $count } member can claim { $amount } from { $campaign } with `/{ command-claim }`. Only you see this.
   *[other] { $count } members can claim { $amount } each from { $campaign } with `/{ command-claim }`. Only you see this.
}

# Over what a code is called without telling it.
code-field-number = Number

# Over until when it can be claimed.
code-field-expires = Expires

# Under a code that may give more than the campaign has. $left: what that is.
code-budget-short = The campaign has only { $left } left: not everybody may get theirs.

# Title of the list of codes.
code-list-title = Claim codes

# Instead of it: there are none.
code-list-empty = No codes yet. Create one with `/{ command-code } { command-code-create }`.

# In the list. $uses: how many have claimed it. $max: of how many.
code-used = { $uses } of { $max } claimed

# In the list: it can be claimed.
code-state-open = open

# In the list: it can be claimed. $when: until when, relative.
code-state-open-until = open, expires { $when }

# In the list: as many as may have claimed it.
code-state-used-up = used up

# In the list: its time is over. $when: since when, relative.
code-state-expired = expired { $when }

# In the list: a moderator closed it. $when: when, relative.
code-state-closed = closed { $when }

# A code was closed. $code: its number. $campaign: from where it gave. $count: how many have claimed it.
code-closed = { $count ->
    [one] Code { $code } of { $campaign } is closed. { $count } member has claimed it.
   *[other] Code { $code } of { $campaign } is closed. { $count } members have claimed it.
}

# Refused. $max: the most members.
code-refused-uses = A code can be for 1 to { $max } members.

# Refused. $when: when it would have expired.
code-refused-expiry-passed = That has already passed: { $when }.

# Refused: no code has this number.
code-refused-unknown = There is no such code. Its number looks like `C-12`.

# Refused: it was closed before.
code-refused-closed = This code is already closed.

# A member claimed a code. $amount: how much it gave. $campaign: from where.
claim-done = You received { $amount } from { $campaign }.

# Over what the member has now.
claim-field-balance = Your Sparks

# Over what of it went to a debt.
claim-field-paid = Went to what you owed

# Over what is still owed.
claim-field-owed = Still owed

# Refused: too many wrong codes. $when: when the member may try again, relative.
claim-refused-too-many = Too many tries. You can try again { $when }.

# Refused: there is no such code.
claim-refused-unknown = That code doesn't work. Check it and try again.

# Refused: its time is over.
claim-refused-expired = This code has expired.

# Refused: as many as may have claimed it.
claim-refused-used-up = This code has been claimed by everyone it was for.

# Refused: the member has claimed it.
claim-refused-already = You have already claimed this code.

# Refused: the member made it.
claim-refused-own = You made this code: it's for others.

# Refused: its campaign has not started. $when: when it does.
claim-refused-not-started = This code can be claimed later: its campaign starts { $when }.

# Refused: its campaign is over.
claim-refused-over = The campaign of this code is over.

# Refused: its campaign has nothing left.
claim-refused-nothing-left = The campaign of this code has no Sparks left.

# Refused: its campaign gives nothing more today. $when: when the next day begins.
claim-refused-nothing-left-today = The campaign of this code has given all it can today. Try again { $when }.

# Refused: the member has as much as anybody may.
claim-refused-member-limit = You have received as much from this campaign as one member can.
