### What /redemption shows moderators: open redemptions, one of them, and what became of a decision.

# Title of a redemption as moderators see it. $receipt: its number.
redemption-title = 교환 { $receipt }

# Title of the list of redemptions that have not ended.
redemption-list-title = 처리 중인 교환

# Instead of the list.
redemption-list-empty = 처리 중인 교환이 없습니다. 모두 완료되었거나 반환되었습니다.

# Under the list.
redemption-list-hint = /{ command-redemption } { command-redemption-show }: 자세한 내용과 조치 방법

# What is the matter: a moderator must decide.
redemption-stage-review = 운영진 확인 필요

# What is the matter: Discord refuses until the server's settings are mended.
redemption-stage-blocked = 설정 문제로 중단됨

# What is the matter: it was tried in vain and will be again.
redemption-stage-late = 지연 중

# What is the matter: nothing, it is being delivered.
redemption-stage-on-its-way = 처리 중

# A stage: a moderator will deliver it, and nobody is at it.
redemption-stage-queued = 운영진 대기 중

# A stage: a moderator is delivering it.
redemption-stage-claimed = 운영진이 처리 중

# What is the matter: it was given up and the Sparks go back.
redemption-stage-returning = 반환 중

# How it ended: delivered and charged.
redemption-stage-settled = 전달 및 차감 완료

# How it ended: not delivered, Sparks returned.
redemption-stage-voided = 스파크 반환 완료

# Over the member who redeemed.
redemption-field-member = 멤버

# Over the perk and its role.
redemption-field-perk = 혜택

# Over what is the matter.
redemption-field-stage = 상태

# Over whether the member has the role now.
redemption-field-role = 현재 역할

# Over what has happened.
redemption-field-past = 진행 내역

# Over what moderators decided.
redemption-field-decisions = 운영진 결정

# Over what each button would do.
redemption-field-choices = 가능한 조치

# Discord says: the member has the role.
redemption-role-yes = ✅ 보유

# Discord says: the member does not have the role.
redemption-role-no = ❌ 없음

# Discord says: the member is not in the server.
redemption-role-left = 🚪 서버를 나감

# The member erased their data: there is nobody to ask Discord about.
redemption-role-erased = — 멤버가 데이터를 삭제함

# Discord did not say whether the member has the role.
redemption-role-unknown = ❔ 알 수 없음: Discord 응답 없음

# When the member confirmed. $when: a time.
redemption-past-confirmed = 교환 확정: { $when }

# How often Discord was asked. $count: the number.
redemption-past-attempts = 시도 횟수: { $count }

# What the last attempt met. $failure: it, in words.
redemption-past-failure = 최근 문제: { $failure }

# An attempt is under way.
redemption-past-now = 지금 시도 중

# Instead of when it is tried next: nothing is, until the bot has a valid token.
redemption-past-stopped = 혜택 전달 중지됨: Discord가 봇 토큰을 거부함

# When it is tried next. $when: a time.
redemption-past-next = 다음 시도: { $when }

# When delivery is given up. $when: a time.
redemption-past-deadline = 전달하지 못하면 스파크 반환: { $when }

# Since when it waits for a moderator. $when: a time, relative.
redemption-past-review = 운영진에게 전달: { $when }

# When it was delivered. $when: a time.
redemption-past-settled = 전달 및 차감: { $when }

# When the Sparks were returned. $when: a time. $reason: why.
redemption-past-voided = 스파크 반환: { $when }. 사유: { $reason }

# What an attempt met.
redemption-failure-no-answer = Discord가 응답하지 않음

# What an attempt met: a rate limit.
redemption-failure-rate-limited = Discord가 대기를 요청함

# What an attempt met: the server is set up wrong. $code: Discord's error code.
redemption-failure-refused = Discord가 거부함(코드 { $code }). 봇 역할 확인 필요

# What an attempt met.
redemption-failure-member-gone = 멤버가 서버에 없음

# What an attempt met: the operator must give the bot a new token.
redemption-failure-token-refused = Discord가 봇 토큰을 거부함

# What an attempt to take the role met.
redemption-failure-role-stays = 역할을 회수했지만 아직 남아 있음

# A moderator's decision. $moderator: who. $when: a time.
redemption-decided-retry = { $moderator } · 다시 시도 · { $when }

# A moderator's decision. $moderator: who. $when: a time. $reason: why.
redemption-decided-void = { $moderator } · 스파크 반환 · { $when } · 사유: { $reason }

# What trying again does.
redemption-choice-retry = **다시 시도**: 역할을 다시 부여합니다. Discord에서 확인되면 스파크가 차감됩니다.

# What returning the Sparks does.
redemption-choice-void = **스파크 반환**: 역할을 회수하고 없어진 것을 확인한 뒤 스파크를 반환합니다.

# Instead of what returning the Sparks does: they are the moderator's own.
redemption-choice-void-own = **스파크 반환**: 본인의 교환이므로 다른 운영진이 결정해야 합니다.

# Instead of what can be done: a moderator delivers it.
redemption-choice-queue = 운영진이 직접 제공하는 항목입니다. `/{ command-queue } { command-queue-show }` 명령어로 확인하세요. **스파크 반환**을 누르면 거절되고 스파크가 바로 반환됩니다.

# Instead of what can be done: the Sparks are being returned.
redemption-choice-none = 지금은 없습니다. 역할을 회수하고 있으며, 없어진 것이 확인되면 스파크가 반환됩니다. 확인되지 않으면 다시 운영진에게 넘어옵니다.

# Button that delivers once more.
redemption-button-retry = 다시 시도

# Button that returns the Sparks.
redemption-button-void = 스파크 반환

# Button that looks at the same redemption again.
redemption-button-show = 새로 고침

# Title of the form that asks why the Sparks are to be returned. At most 45 characters.
redemption-form-title = 스파크 반환: { $receipt }

# Over the form's one field. At most 45 characters.
redemption-form-reason = 사유(멤버에게 표시됩니다)

# A moderator had it tried again. $receipt: the redemption.
redemption-retried = { $receipt } 교환을 다시 시도하고 있습니다. 결과: `/{ command-redemption } { command-redemption-show }`

# A moderator had it tried again, or wanted to, and nothing is delivered. $receipt: the redemption.
redemption-stopped-retry = { $receipt } 교환은 지금 시도되지 않습니다. Discord가 봇 토큰을 거부하여 혜택 전달이 중지되었습니다. 유효한 토큰으로 봇을 다시 시작하면 자동으로 시도합니다.

# A moderator had the Sparks returned; the role is taken first. $receipt: the redemption.
redemption-returning = { $receipt }: 역할을 회수한 뒤 스파크를 반환합니다. 결과: `/{ command-redemption } { command-redemption-show }`

# A moderator had the Sparks returned, or wanted to, and no role can be taken. $receipt: the redemption.
redemption-stopped-return = { $receipt }: 지금은 역할을 회수할 수 없습니다. Discord가 봇 토큰을 거부하여 혜택 전달이 중지되었습니다. 유효한 토큰으로 봇을 다시 시작하면 역할을 회수하고 스파크를 반환합니다.

# A moderator had the Sparks returned, and nothing was in the way. $receipt: the redemption.
redemption-returned = { $receipt }: 스파크를 멤버에게 반환했습니다.

# Refused: no redemption has this number.
redemption-refused-unknown = 해당 확인 번호의 교환이 없습니다. `/{ command-redemption } { command-redemption-list }` 명령어를 확인해 주세요.

# Refused: it has ended. $receipt: the redemption. $when: a time.
redemption-refused-settled = { $receipt } 교환은 { $when } 전달 및 차감이 완료되어 더 결정할 것이 없습니다.

# Refused: it has ended. $receipt: the redemption. $when: a time. $reason: why.
redemption-refused-voided = { $receipt } 교환의 스파크는 { $when } 반환되어 더 결정할 것이 없습니다. 사유: { $reason }

# Refused: the bot is trying already. $receipt: the redemption.
redemption-refused-under-way = { $receipt } 교환은 지금 시도 중입니다. 잠시 후 다시 확인해 주세요.

# Refused: a moderator was faster. $receipt: the redemption. $moderator: who. $when: a time.
redemption-refused-under-way-by = { $receipt } 교환은 { $moderator }님의 요청({ $when })으로 이미 다시 시도 중입니다.

# Refused: the bot gave up by itself and returns the Sparks. $receipt: the redemption.
redemption-refused-being-returned = { $receipt } 교환의 스파크를 이미 반환하고 있습니다.

# Refused: a moderator was faster. $receipt: the redemption. $moderator: who. $when: a time.
redemption-refused-being-returned-by = { $moderator }님의 결정({ $when })으로 { $receipt } 교환의 스파크를 이미 반환하고 있습니다.

# Refused: moderators can't return their own Sparks.
redemption-refused-own = 본인의 교환입니다. 스파크 반환은 다른 운영진이 결정해야 합니다.

# Refused: no reason was given.
redemption-refused-reason-missing = 사유를 입력해 주세요. 멤버에게 표시됩니다.

# Refused: `/redemption retry` of what a moderator delivers. $receipt: which.
redemption-refused-in-queue = { $receipt } 혜택은 봇이 아니라 운영진이 전달합니다.
