### Claim codes: /code for moderators, /claim for members.

# What members read in their history, in the server's language, where the moderator gave no reason.
code-default-reason = 코드로 받음

# Under a new code. $count: how many members may claim it. $amount: how much each. $campaign: from where.
code-created = 멤버 { $count }명이 `/{ command-claim }` 명령어로 받을 수 있습니다. 1인당: { $amount }, 캠페인: { $campaign }. 이 메시지는 나에게만 보입니다.

# Over what a code is called without telling it.
code-field-number = 번호

# Over until when it can be claimed.
code-field-expires = 만료

# Under a code that may give more than the campaign has. $left: what that is.
code-budget-short = 캠페인에 남은 예산({ $left })이 부족해 모두가 받지 못할 수 있습니다.

# Title of the list of codes.
code-list-title = 코드

# Instead of it: there are none.
code-list-empty = 아직 코드가 없습니다. `/{ command-code } { command-code-create }` 명령어로 만들어 보세요.

# In the list. $uses: how many have claimed it. $max: of how many.
code-used = { $max }명 중 { $uses }명 받음

# In the list: it can be claimed.
code-state-open = 사용 가능

# In the list: it can be claimed. $when: until when, relative.
code-state-open-until = 사용 가능, { $when } 만료

# In the list: as many as may have claimed it.
code-state-used-up = 모두 사용됨

# In the list: its time is over. $when: since when, relative.
code-state-expired = { $when } 만료

# In the list: a moderator closed it. $when: when, relative.
code-state-closed = { $when } 종료

# A code was closed. $code: its number. $campaign: from where it gave. $count: how many have claimed it.
code-closed = { $campaign } 캠페인의 { $code } 코드를 종료했습니다. 받은 멤버: { $count }명

# Refused. $max: the most members.
code-refused-uses = 코드는 1명 이상 { $max }명 이하로 만들 수 있습니다.

# Refused. $when: when it would have expired.
code-refused-expiry-passed = 이미 지난 시각입니다: { $when }

# Refused: no code has this number.
code-refused-unknown = 해당 코드가 없습니다. 번호는 `C-12`와 같은 형식입니다.

# Refused: it was closed before.
code-refused-closed = 이미 종료된 코드입니다.

# A member claimed a code. $amount: how much it gave. $campaign: from where.
claim-done = 스파크를 받았습니다. 수량: { $amount }, 캠페인: { $campaign }

# Over what the member has now.
claim-field-balance = 보유 스파크

# Over what of it went to a debt.
claim-field-paid = 빚을 갚은 스파크

# Over what is still owed.
claim-field-owed = 남은 빚

# Refused: too many wrong codes. $when: when the member may try again, relative.
claim-refused-too-many = 시도 횟수가 너무 많습니다. { $when } 다시 시도할 수 있습니다.

# Refused: there is no such code.
claim-refused-unknown = 사용할 수 없는 코드입니다. 확인하고 다시 시도해 주세요.

# Refused: its time is over.
claim-refused-expired = 만료된 코드입니다.

# Refused: as many as may have claimed it.
claim-refused-used-up = 준비된 수량이 모두 소진된 코드입니다.

# Refused: the member has claimed it.
claim-refused-already = 이미 사용한 코드입니다.

# Refused: the member made it.
claim-refused-own = 본인이 만든 코드입니다. 다른 멤버를 위한 코드예요.

# Refused: its campaign has not started. $when: when it does.
claim-refused-not-started = 아직 사용할 수 없는 코드입니다. 캠페인 시작: { $when }

# Refused: its campaign is over.
claim-refused-over = 이 코드의 캠페인이 끝났습니다.

# Refused: its campaign has nothing left.
claim-refused-nothing-left = 이 코드의 캠페인에 남은 스파크가 없습니다.

# Refused: its campaign gives nothing more today. $when: when the next day begins.
claim-refused-nothing-left-today = 오늘 이 코드의 캠페인에서 줄 수 있는 스파크를 모두 나눠 주었습니다. 다시 시도: { $when }

# Refused: the member has as much as anybody may.
claim-refused-member-limit = 이 캠페인에서 한 멤버가 받을 수 있는 한도에 도달했습니다.
