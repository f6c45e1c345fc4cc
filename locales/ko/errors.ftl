### What is read when something can't be answered as asked, wherever it happens.

# A fault of ours. $incident: the id under which the log has the rest.
error-fault = 문제가 발생했습니다. 다시 시도하기 전에 `/{ command-sparks }` 명령어에서 현재 상태를 확인해 주세요. 문제가 계속되면 운영진에게 이 코드를 알려 주세요: **{ $incident }**

# Nothing can be saved, such as on a full disk. $incident: the id under which the log has the rest.
error-not-saved = 지금은 봇이 아무것도 저장할 수 없습니다. 몇 분 후에 다시 시도하되, 먼저 `/{ command-sparks }` 명령어에서 현재 상태를 확인해 주세요. 문제가 계속되면 운영진에게 이 코드를 알려 주세요: **{ $incident }**

# A command arrived with a value that Discord should not have let through.
error-argument = 올바르지 않은 값이 있습니다. 명령어를 다시 입력해 주세요.

# A command that this version does not know: Discord still shows an older or newer one.
error-command-changed = 명령어가 변경되었습니다. Discord를 다시 시작한 뒤 다시 시도해 주세요.

# The same interaction came twice with different content.
error-conflict = 이미 다른 요청에 사용된 작업입니다. 처음부터 다시 시도해 주세요.

# A button or select of an earlier version of the bot.
error-stale-component = 오래된 메시지입니다. 명령어를 다시 입력해 주세요.

# Somebody pressed another member's button. $owner: that member.
error-not-yours = { $owner }님의 메시지입니다. 직접 명령어를 입력해 주세요.

# A moderator chose a name without a letter or digit.
name-refused-empty = 이름에는 글자나 숫자가 하나 이상 있어야 합니다.

# A moderator chose a name that is too long. $max: how many characters it may have. $length: how
# many it has.
name-refused-long = 이름이 { $length }자입니다. { $max }자 이내로 줄여 주세요.

# Somebody used a command in a server that this bot does not serve.
error-elsewhere = 이 봇은 다른 서버에서 운영 중입니다. 그 서버에서 명령어를 사용해 주세요.

# Somebody pressed a moderators' button, or sent its form, without the permission.
error-not-permitted = 이 버튼을 사용하려면 ‘서버 관리하기’ 권한이 필요합니다. 명령어를 사용할 수 있다면 직접 입력해 주세요.
