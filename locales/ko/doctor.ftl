### What /doctor says, and `sparks check` in a terminal.

# Title of what is wrong around the bot, and what is not.
doctor-title = 점검

# In place of the problems: there are none.
doctor-all-good = 모두 정상입니다.

# Over the list of what is in order.
doctor-in-order = 정상

# In order: the bot is a member of the server.
doctor-in-server = 봇이 서버에 있습니다.

# In order: the permission is there.
doctor-may-give-roles = 봇이 역할을 부여할 수 있습니다.

# A problem: the permission is missing.
doctor-may-not-give-roles = 봇에 역할 부여 권한이 없습니다. 서버 설정에서 ‘역할 관리하기’ 권한을 켜 주세요.

# In order: the bot hears who joins and leaves.
doctor-intent-on = ‘Server Members Intent’가 켜져 있습니다. 돌아온 멤버는 역할을 바로 다시 받습니다.

# To be seen to: the bot does not hear who joins and leaves, and may not list the members. $max: how many it asks for one by one.
doctor-intent-off = ‘Server Members Intent’가 꺼져 있습니다. 돌아온 멤버는 봇을 다시 사용할 때 역할을 받고, 나간 멤버는 누군가 리더보드를 볼 때까지 남아 있습니다. `/{ command-award-many } { command-award-many-role }` 명령어와 { $max }명이 넘는 명단은 사용할 수 없습니다. Discord 개발자 포털의 Bot 메뉴에서 켠 뒤 봇을 다시 시작해 주세요.

# A problem: the bot can't deliver a perk. $perk: which. $reason: why, and what to do.
doctor-undeliverable = { $perk } 혜택을 전달할 수 없어 멤버에게 표시되지 않습니다. { $reason }

# In order: perks. $count: how many.
doctor-deliverable = 혜택 { $count }개를 전달할 수 있습니다.

# In order, but something could be better: no staff channel.
doctor-no-staff-channel = 운영진 채널이 설정되지 않았습니다. 변경 내역은 `/{ command-audit }` 명령어에서 볼 수 있고 알림은 로그에만 남습니다. STAFF_CHANNEL_ID로 설정할 수 있습니다.

# In order: the staff channel. $channel: which.
doctor-staff-channel = 운영진 채널 { $channel }에 봇이 메시지를 보낼 수 있습니다.

# A problem. $channel: which channel.
doctor-staff-channel-missing = 운영진 채널이 더 이상 없습니다({ $channel }). STAFF_CHANNEL_ID를 다른 값으로 바꾸고 봇을 다시 시작해 주세요.

# A problem. $channel: which channel.
doctor-staff-channel-hidden = 봇이 운영진 채널을 볼 수 없습니다({ $channel }). 그 채널에서 ‘채널 보기’, ‘메시지 보내기’, ‘링크 첨부’ 권한을 켜 주세요.

# A problem. $channel: which channel.
doctor-staff-channel-unfit = 설정된 운영진 채널({ $channel })은 이 서버의 텍스트 채널이 아닙니다. STAFF_CHANNEL_ID를 다른 값으로 바꾸고 봇을 다시 시작해 주세요.

# A problem. $channel: which channel. $permissions: what the bot lacks there, in the words of Discord's settings.
doctor-staff-channel-forbids = 봇이 운영진 채널 { $channel }에 메시지를 보낼 수 없습니다. 그 채널에서 다음 권한을 켜 주세요: { $permissions }.

# In order: the machine's clock.
doctor-clock-right = 봇의 시계가 정확합니다.

# A problem: the machine's clock. $seconds: how many seconds it is ahead.
doctor-clock-ahead = 봇의 시계가 { $seconds }초 빠릅니다. 서버에서 시간 동기화(NTP)를 켜 주세요.

# A problem: the machine's clock. $seconds: how many seconds it is behind.
doctor-clock-behind = 봇의 시계가 { $seconds }초 느립니다. 서버에서 시간 동기화(NTP)를 켜 주세요.

# In order: the database. $migration: the number of its latest migration.
doctor-database-sound = 데이터베이스가 정상입니다. 마이그레이션 { $migration }.

# A problem: the database. $damage: what SQLite found.
doctor-database-damaged = 데이터베이스가 손상되었습니다({ $damage }). 봇을 멈추고 최신 백업을 복원한 뒤 이 파일은 분석을 위해 보관해 주세요.

# In order: the database's size. $file: the file, in megabytes. $log: the write-ahead log.
doctor-sizes = 데이터베이스 { $file }MB, 로그 { $log }MB.

# A problem: the write-ahead log is not folded into the file. $log: its size in megabytes.
doctor-log-large = 데이터베이스 로그가 { $log }MB까지 커졌습니다. 파일을 너무 오래 읽는 프로그램을 종료하거나 봇을 다시 시작해 주세요.

# In order: the latest backup. $at: when.
doctor-backed-up = 최신 백업: { $at }.

# A problem. $at: when the latest backup was made.
doctor-backup-old = 최신 백업: { $at }. `sparks backup`을 매일 실행해 주세요.

# A problem: no backup is known.
doctor-no-backup = `sparks backup`으로 만든 백업이 없습니다. 다른 방법으로 파일을 복사하지 않는다면 매일 실행해 주세요.

# In order: redemptions.
doctor-nothing-stuck = 멈춰 있는 교환이 없습니다.

# A problem: redemptions. $review: how many need a decision. $blocked: how many Discord refuses. $late: how many are late.
doctor-stuck = 교환 현황: 결정 필요 { $review }건, Discord 거부 { $blocked }건, 지연 { $late }건. `/{ command-redemption } { command-redemption-list }` 명령어를 확인해 주세요.

# A problem: roles whose time is over. $count: how many can't be taken.
doctor-roles-stay = 기간이 끝난 역할 { $count }개를 회수하지 못하고 있습니다. 봇에 ‘역할 관리하기’ 권한을 주고 봇의 역할을 모든 혜택(보관된 혜택 포함)의 역할보다 위로 옮겨 주세요. 봇이 계속 시도합니다.

# A problem: redemptions wait for moderators. $count: how many.
doctor-queue-waits = 교환 { $count }건이 3일 넘게 운영진의 처리를 기다리고 있습니다. `/{ command-queue } { command-queue-list }` 명령어를 확인해 주세요.

# A problem: what is to be posted to the staff channel waits. $count: how much.
doctor-posts-wait = 운영진 채널에 게시하지 못한 항목이 { $count }개 있습니다. 채널을 사용할 수 있게 되면 게시됩니다.

# A problem: the product's backend could not be told about redemptions. $count: how much.
doctor-webhooks-given-up = 교환 알림 { $count }건을 하루 동안 제품 서버에 전달하지 못해 전송을 중단했습니다. 봇 운영자가 `sparks outbox list` 명령어로 원인을 확인하고 `sparks outbox retry` 명령어로 다시 보낼 수 있습니다.

# A problem: Discord does not accept the token.
doctor-delivery-stopped = Discord에서 봇 토큰을 거부해 아무것도 전달되지 않습니다. 유효한 토큰으로 봇을 다시 시작해 주세요.
