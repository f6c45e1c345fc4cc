### What /redemption shows moderators: open redemptions, one of them, and what became of a decision.

# Title of a redemption as moderators see it. $receipt: its number.
redemption-title = Redemption { $receipt }

# Title of the list of redemptions that have not ended.
redemption-list-title = Open redemptions

# Instead of the list.
redemption-list-empty = Nothing is open: every redemption has been delivered or returned.

# Under the list.
redemption-list-hint = /{ command-redemption } { command-redemption-show }: the details and what you can do

# What is the matter: a moderator must decide.
redemption-stage-review = needs your decision

# What is the matter: Discord refuses until the server's settings are mended.
redemption-stage-blocked = blocked by settings

# What is the matter: it was tried in vain and will be again.
redemption-stage-late = delayed

# What is the matter: nothing, it is being delivered.
redemption-stage-on-its-way = on its way

# A stage: a moderator will deliver it, and nobody is at it.
redemption-stage-queued = waiting for a moderator

# A stage: a moderator is delivering it.
redemption-stage-claimed = a moderator is on it

# What is the matter: it was given up and the Sparks go back.
redemption-stage-returning = being returned

# How it ended: delivered and charged.
redemption-stage-settled = delivered and charged

# How it ended: not delivered, Sparks returned.
redemption-stage-voided = Sparks returned

# Over the member who redeemed.
redemption-field-member = Member

# Over the perk and its role.
redemption-field-perk = Perk

# Over what is the matter.
redemption-field-stage = Status

# Over whether the member has the role now.
redemption-field-role = Role right now

# Over what has happened.
redemption-field-past = What happened

# Over what moderators decided.
redemption-field-decisions = Decisions

# Over what each button would do.
redemption-field-choices = What you can do

# Discord says: the member has the role.
redemption-role-yes = ✅ has it

# Discord says: the member does not have the role.
redemption-role-no = ❌ does not have it

# Discord says: the member is not in the server.
redemption-role-left = 🚪 left the server

# The member erased their data: there is nobody to ask Discord about.
redemption-role-erased = — the member erased their data

# Discord did not say whether the member has the role.
redemption-role-unknown = ❔ unknown: Discord did not answer

# When the member confirmed. $when: a time.
redemption-past-confirmed = Confirmed { $when }

# How often Discord was asked. $count: the number.
redemption-past-attempts = Attempts: { $count }

# What the last attempt met. $failure: it, in words.
redemption-past-failure = Last problem: { $failure }

# An attempt is under way.
redemption-past-now = Being tried right now

# Instead of when it is tried next: nothing is, until the bot has a valid token.
redemption-past-stopped = Delivery is stopped: Discord does not accept the bot's token

# When it is tried next. $when: a time.
redemption-past-next = Next try { $when }

# When delivery is given up. $when: a time.
redemption-past-deadline = If not delivered, the Sparks go back { $when }

# Since when it waits for a moderator. $when: a time, relative.
redemption-past-review = Handed to the moderators { $when }

# When it was delivered. $when: a time.
redemption-past-settled = Delivered and charged { $when }

# When the Sparks were returned. $when: a time. $reason: why.
redemption-past-voided = Sparks returned { $when }: { $reason }

# What an attempt met.
redemption-failure-no-answer = Discord did not answer

# What an attempt met: a rate limit.
redemption-failure-rate-limited = Discord asked to wait

# What an attempt met: the server is set up wrong. $code: Discord's error code.
redemption-failure-refused = Discord refused (code { $code }); check the bot's role

# What an attempt met.
redemption-failure-member-gone = the member is not in the server

# What an attempt met: the operator must give the bot a new token.
redemption-failure-token-refused = Discord does not accept the bot's token

# What an attempt to take the role met.
redemption-failure-role-stays = the role was taken but is still there

# A moderator's decision. $moderator: who. $when: a time.
redemption-decided-retry = { $moderator } had it tried again { $when }

# A moderator's decision. $moderator: who. $when: a time. $reason: why.
redemption-decided-void = { $moderator } had the Sparks returned { $when }: { $reason }

# What trying again does.
redemption-choice-retry = **Try again**: gives the role once more. The Sparks are charged when Discord confirms it.

# What returning the Sparks does.
redemption-choice-void = **Return Sparks**: takes the role away, makes sure it is gone, then returns the Sparks.

# Instead of what returning the Sparks does: they are the moderator's own.
redemption-choice-void-own = **Return Sparks**: these are yours, so another moderator has to decide.

# Instead of what can be done: a moderator delivers it.
redemption-choice-queue = A moderator delivers this: see `/{ command-queue } { command-queue-show }`. **Return Sparks** rejects it, and the Sparks go back at once.

# Instead of what can be done: the Sparks are being returned.
redemption-choice-none = Nothing for now: the role is being taken away. Once it is seen to be gone, the Sparks go back; if it can't be seen, this comes back for a decision.

# Button that delivers once more.
redemption-button-retry = Try again

# Button that returns the Sparks.
redemption-button-void = Return Sparks

# Button that looks at the same redemption again.
redemption-button-show = Refresh

# Title of the form that asks why the Sparks are to be returned. At most 45 characters.
redemption-form-title = Return the Sparks of { $receipt }

# Over the form's one field. At most 45 characters.
redemption-form-reason = Why? The member will read it

# A moderator had it tried again. $receipt: the redemption.
redemption-retried = { $receipt } is being tried again. See how it goes: `/{ command-redemption } { command-redemption-show }`

# A moderator had it tried again, or wanted to, and nothing is delivered. $receipt: the redemption.
redemption-stopped-retry = { $receipt } is not being tried: delivery is stopped, because Discord does not accept the bot's token. When the bot has been restarted with a valid token, it is tried by itself.

# A moderator had the Sparks returned; the role is taken first. $receipt: the redemption.
redemption-returning = { $receipt }: the role is being taken away, then the Sparks go back. See how it goes: `/{ command-redemption } { command-redemption-show }`

# A moderator had the Sparks returned, or wanted to, and no role can be taken. $receipt: the redemption.
redemption-stopped-return = { $receipt }: the role can't be taken away now. Delivery is stopped, because Discord does not accept the bot's token. When the bot has been restarted with a valid token, the role is taken away and the Sparks go back.

# A moderator had the Sparks returned, and nothing was in the way. $receipt: the redemption.
redemption-returned = { $receipt }: the Sparks are back with the member.

# Refused: no redemption has this number.
redemption-refused-unknown = There is no redemption with that receipt. See `/{ command-redemption } { command-redemption-list }`.

# Refused: it has ended. $receipt: the redemption. $when: a time.
redemption-refused-settled = { $receipt } was delivered and charged { $when }. There is nothing left to decide.

# Refused: it has ended. $receipt: the redemption. $when: a time. $reason: why.
redemption-refused-voided = The Sparks of { $receipt } were returned { $when }: { $reason }. There is nothing left to decide.

# Refused: the bot is trying already. $receipt: the redemption.
redemption-refused-under-way = { $receipt } is being tried right now. Look again in a moment.

# Refused: a moderator was faster. $receipt: the redemption. $moderator: who. $when: a time.
redemption-refused-under-way-by = { $receipt } is being tried already: { $moderator } asked for it { $when }.

# Refused: the bot gave up by itself and returns the Sparks. $receipt: the redemption.
redemption-refused-being-returned = The Sparks of { $receipt } are being returned already.

# Refused: a moderator was faster. $receipt: the redemption. $moderator: who. $when: a time.
redemption-refused-being-returned-by = The Sparks of { $receipt } are being returned already: { $moderator } decided so { $when }.

# Refused: moderators can't return their own Sparks.
redemption-refused-own = This redemption is yours. Another moderator has to return the Sparks.

# Refused: no reason was given.
redemption-refused-reason-missing = Please give a reason: the member will read it.

# Refused: `/redemption retry` of what a moderator delivers. $receipt: which.
redemption-refused-in-queue = { $receipt } is delivered by a moderator, not by the bot.
