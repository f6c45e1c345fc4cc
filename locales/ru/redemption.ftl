### What /redemption shows moderators: open redemptions, one of them, and what became of a decision.

# Title of a redemption as moderators see it. $receipt: its number.
redemption-title = Обмен { $receipt }

# Title of the list of redemptions that have not ended.
redemption-list-title = Незавершённые обмены

# Instead of the list.
redemption-list-empty = Незавершённых обменов нет: всё выдано или возвращено.

# Under the list.
redemption-list-hint = /{ command-redemption } { command-redemption-show }: подробности и что можно сделать

# What is the matter: a moderator must decide.
redemption-stage-review = нужно ваше решение

# What is the matter: Discord refuses until the server's settings are mended.
redemption-stage-blocked = мешают настройки

# What is the matter: it was tried in vain and will be again.
redemption-stage-late = задерживается

# What is the matter: nothing, it is being delivered.
redemption-stage-on-its-way = в пути

# A stage: a moderator will deliver it, and nobody is at it.
redemption-stage-queued = ждёт модератора

# A stage: a moderator is delivering it.
redemption-stage-claimed = модератор занимается

# What is the matter: it was given up and the Sparks go back.
redemption-stage-returning = возвращается

# How it ended: delivered and charged.
redemption-stage-settled = выдано, Искры списаны

# How it ended: not delivered, Sparks returned.
redemption-stage-voided = Искры возвращены

# Over the member who redeemed.
redemption-field-member = Участник

# Over the perk and its role.
redemption-field-perk = Награда

# Over what is the matter.
redemption-field-stage = Статус

# Over whether the member has the role now.
redemption-field-role = Роль сейчас

# Over what has happened.
redemption-field-past = Что произошло

# Over what moderators decided.
redemption-field-decisions = Решения

# Over what each button would do.
redemption-field-choices = Что можно сделать

# Discord says: the member has the role.
redemption-role-yes = ✅ есть

# Discord says: the member does not have the role.
redemption-role-no = ❌ нет

# Discord says: the member is not in the server.
redemption-role-left = 🚪 участник покинул сервер

# The member erased their data: there is nobody to ask Discord about.
redemption-role-erased = — участник удалил свои данные

# Discord did not say whether the member has the role.
redemption-role-unknown = ❔ неизвестно: Discord не ответил

# When the member confirmed. $when: a time.
redemption-past-confirmed = Подтверждено { $when }

# How often Discord was asked. $count: the number.
redemption-past-attempts = Попыток: { $count }

# What the last attempt met. $failure: it, in words.
redemption-past-failure = Последняя проблема: { $failure }

# An attempt is under way.
redemption-past-now = Попытка идёт прямо сейчас

# Instead of when it is tried next: nothing is, until the bot has a valid token.
redemption-past-stopped = Выдача остановлена: Discord не принимает токен бота

# When it is tried next. $when: a time.
redemption-past-next = Следующая попытка { $when }

# When delivery is given up. $when: a time.
redemption-past-deadline = Если не выдать, Искры вернутся { $when }

# Since when it waits for a moderator. $when: a time, relative.
redemption-past-review = Передано модераторам { $when }

# When it was delivered. $when: a time.
redemption-past-settled = Выдано, Искры списаны { $when }

# When the Sparks were returned. $when: a time. $reason: why.
redemption-past-voided = Искры возвращены { $when }: { $reason }

# What an attempt met.
redemption-failure-no-answer = Discord не ответил

# What an attempt met: a rate limit.
redemption-failure-rate-limited = Discord попросил подождать

# What an attempt met: the server is set up wrong. $code: Discord's error code.
redemption-failure-refused = Discord отказал (код { $code }); проверьте роль бота

# What an attempt met.
redemption-failure-member-gone = участника нет на сервере

# What an attempt met: the operator must give the bot a new token.
redemption-failure-token-refused = Discord не принимает токен бота

# What an attempt to take the role met.
redemption-failure-role-stays = роль сняли, но она всё ещё есть

# A moderator's decision. $moderator: who. $when: a time.
redemption-decided-retry = { $moderator }: выдать ещё раз, { $when }

# A moderator's decision. $moderator: who. $when: a time. $reason: why.
redemption-decided-void = { $moderator }: вернуть Искры, { $when }. Причина: { $reason }

# What trying again does.
redemption-choice-retry = **Повторить**: выдать роль ещё раз. Искры спишутся, когда Discord это подтвердит.

# What returning the Sparks does.
redemption-choice-void = **Вернуть Искры**: снять роль, убедиться, что её нет, и вернуть Искры.

# Instead of what returning the Sparks does: they are the moderator's own.
redemption-choice-void-own = **Вернуть Искры**: это ваш обмен, решение должен принять другой модератор.

# Instead of what can be done: a moderator delivers it.
redemption-choice-queue = Это выдаёт модератор: смотрите `/{ command-queue } { command-queue-show }`. **Вернуть Искры** — отклонить, и Искры сразу вернутся.

# Instead of what can be done: the Sparks are being returned.
redemption-choice-none = Пока ничего: роль снимается. Когда Discord подтвердит, что её нет, Искры вернутся; если нет, снова понадобится решение.

# Button that delivers once more.
redemption-button-retry = Повторить

# Button that returns the Sparks.
redemption-button-void = Вернуть Искры

# Button that looks at the same redemption again.
redemption-button-show = Обновить

# Title of the form that asks why the Sparks are to be returned. At most 45 characters.
redemption-form-title = Вернуть Искры: { $receipt }

# Over the form's one field. At most 45 characters.
redemption-form-reason = Причина (её увидит участник)

# A moderator had it tried again. $receipt: the redemption.
redemption-retried = { $receipt }: пробуем ещё раз. Результат: `/{ command-redemption } { command-redemption-show }`

# A moderator had it tried again, or wanted to, and nothing is delivered. $receipt: the redemption.
redemption-stopped-retry = { $receipt }: попытка сейчас не идёт. Выдача остановлена, потому что Discord не принимает токен бота. Когда бота перезапустят с рабочим токеном, попытка начнётся сама.

# A moderator had the Sparks returned; the role is taken first. $receipt: the redemption.
redemption-returning = { $receipt }: снимаем роль, затем вернём Искры. Результат: `/{ command-redemption } { command-redemption-show }`

# A moderator had the Sparks returned, or wanted to, and no role can be taken. $receipt: the redemption.
redemption-stopped-return = { $receipt }: снять роль сейчас нельзя. Выдача остановлена, потому что Discord не принимает токен бота. Когда бота перезапустят с рабочим токеном, роль будет снята, а Искры вернутся.

# A moderator had the Sparks returned, and nothing was in the way. $receipt: the redemption.
redemption-returned = { $receipt }: Искры вернулись участнику.

# Refused: no redemption has this number.
redemption-refused-unknown = Обмена с таким номером нет. Проверьте список: `/{ command-redemption } { command-redemption-list }`.

# Refused: it has ended. $receipt: the redemption. $when: a time.
redemption-refused-settled = { $receipt }: награда уже выдана, Искры списаны { $when }. Решать больше нечего.

# Refused: it has ended. $receipt: the redemption. $when: a time. $reason: why.
redemption-refused-voided = { $receipt }: Искры уже возвращены { $when } ({ $reason }). Решать больше нечего.

# Refused: the bot is trying already. $receipt: the redemption.
redemption-refused-under-way = { $receipt }: попытка уже идёт. Проверьте чуть позже.

# Refused: a moderator was faster. $receipt: the redemption. $moderator: who. $when: a time.
redemption-refused-under-way-by = { $receipt }: попытка уже идёт, её запустил модератор { $moderator } { $when }.

# Refused: the bot gave up by itself and returns the Sparks. $receipt: the redemption.
redemption-refused-being-returned = { $receipt }: Искры уже возвращаются.

# Refused: a moderator was faster. $receipt: the redemption. $moderator: who. $when: a time.
redemption-refused-being-returned-by = { $receipt }: Искры уже возвращаются, так решил модератор { $moderator } { $when }.

# Refused: moderators can't return their own Sparks.
redemption-refused-own = Это ваш обмен. Вернуть Искры должен другой модератор.

# Refused: no reason was given.
redemption-refused-reason-missing = Укажите причину: её увидит участник.

# Refused: `/redemption retry` of what a moderator delivers. $receipt: which.
redemption-refused-in-queue = { $receipt }: эту награду выдаёт модератор, а не бот.
