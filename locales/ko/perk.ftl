### What /perk shows, and which roles a perk can't give.

# A perk was added. $perk: its name. $price: what it costs. $role: the role.
perk-added = { $perk } 혜택을 추가했습니다. 가격: { $price }, 역할: { $role }

# A perk that a moderator delivers was added. $perk: its name. $price: what it costs. $kind: what it is.
perk-added-manual = { $perk } 혜택을 추가했습니다. 가격: { $price }, 제공 내용: { $kind }

# A perk that is a ticket was added. $perk: its name. $price: what it costs. $kind: what it is.
perk-added-ticket = { $perk } 혜택을 추가했습니다. 가격: { $price }, 제공 내용: { $kind } (코드가 바로 발급됩니다)

# A perk was added that can't be redeemed yet. $perk: its name. $price: what it costs. $kind: what it is.
perk-added-coming-soon = { $perk } 혜택이 멤버에게 출시 예정으로 표시됩니다. 가격: { $price }, 제공 내용: { $kind }. 준비가 되면 `/{ command-perk } { command-perk-resume }` 명령어를 사용하세요.

# A perk was added whose window is still to open. $perk: its name. $price: what it costs. $kind: what it is, or its role.
# $when: from when on it can be redeemed.
perk-added-opens = { $perk } 혜택을 추가했습니다. { $when }부터 교환할 수 있습니다. 가격: { $price }, 제공 내용: { $kind }

# A perk was archived. $perk: its name.
perk-archived = { $perk } 혜택을 보관했습니다. 더 이상 제공되지 않지만, 이미 교환한 혜택은 유지되며 처리 중인 교환은 완료됩니다.

# A paused perk is offered again. $perk: its name.
perk-resumed = { $perk } 혜택을 다시 제공합니다.

# Title of the list of perks.
perk-list-title = 혜택

# Instead of the list of perks.
perk-list-empty = 아직 혜택이 없습니다. `/{ command-perk } { command-perk-add-role }` 명령어로 추가해 보세요.

# In the list. $left: how many are left. $initial: of how many.
perk-stock = { $initial }개 중 { $left }개 남음

# In the list, instead of the stock.
perk-stock-unlimited = 제한 없음

# In the list. $count: how many editions were given out.
perk-issued = { $count }개 발급

# In the list: can be redeemed.
perk-state-active = 제공 중

# In the list: no longer offered.
perk-state-archived = 보관됨

# A state: shown to members, not offered yet.
perk-state-coming-soon = 출시 예정. 멤버에게 표시됩니다. `/{ command-perk } { command-perk-resume }` 명령어로 교환을 시작해 주세요.

# In the list: can't be delivered. $reason: why.
perk-state-paused = 일시 중지됨. { $reason } 문제를 해결한 뒤 `/{ command-perk } { command-perk-resume }` 명령어를 입력해 주세요.

# Why a perk is paused: Discord refused. $code: Discord's error code.
perk-pause-discord = Discord가 역할 부여를 거부했습니다(코드 { $code }).

# Refused: a perk is called that. $perk: its name.
perk-refused-name-taken = { $perk } 혜택이 이미 있습니다. 다른 이름을 사용해 주세요.

# Refused: a perk gives this role.
perk-refused-role-taken = 이미 다른 혜택에서 제공하는 역할입니다. 다른 역할을 선택하거나 해당 혜택을 보관해 주세요.

# Refused: a badge without its role.
perk-refused-role-missing = 배지에는 역할이 필요합니다. `/{ command-perk } { command-perk-add-role }` 명령어를 사용하세요.

# Refused: the price is out of range. $max: the most.
perk-refused-price = 가격은 스파크 1개 이상 { $max }개 이하여야 합니다.

# Refused: stock or limit is out of range. $max: the most.
perk-refused-count = 재고와 한도는 1 이상 { $max } 이하여야 합니다.

# Refused: the description is too long. $max: how many characters it may have. $length: how many
# it has.
perk-refused-description = 설명이 { $length }자입니다. { $max }자 이내로 줄여 주세요.

# Refused: no perk that is offered is called that.
perk-refused-unknown = 해당 이름으로 제공 중인 혜택이 없습니다. `/{ command-perk } { command-perk-list }` 명령어를 확인해 주세요.

# Refused: the perk is not paused. $perk: its name.
perk-refused-not-paused = { $perk } 혜택은 일시 중지된 상태가 아니며 이미 제공 중입니다.

# Why a role can't be a perk: it is @everyone.
role-problem-everyone = 모든 멤버가 가진 역할입니다. 다른 역할을 선택해 주세요.

# Why a role can't be a perk: it was deleted.
role-problem-missing = 서버에 없는 역할입니다. 다른 역할을 선택해 주세요.

# Why a role can't be a perk: an integration manages it.
role-problem-managed = 연동 앱이나 서버 부스트가 관리하는 역할이라 직접 부여할 수 없습니다. 다른 역할을 선택해 주세요.

# Why a role can't be a perk: it gives power. $permissions: what it carries, in the words of Discord's settings.
role-problem-dangerous = 서버 관리 권한이 포함된 역할입니다({ $permissions }). 해당 권한을 제거하거나 다른 역할을 선택해 주세요.

# Why a role can't be a perk: the bot may not give roles.
role-problem-bot-may-not = 봇에 역할 부여 권한이 없습니다. 서버 설정에서 ‘역할 관리하기’ 권한을 켜 주세요.

# Why a role can't be a perk: it is above the bot.
role-problem-above-bot = 역할이 봇의 역할보다 아래에 있어야 합니다. 서버 설정의 역할 메뉴에서 봇의 역할을 더 위로 옮겨 주세요.

# Why a role can't be a perk: it is above the moderator who offers it.
role-problem-above-moderator = 본인의 역할보다 아래에 있는 역할만 추가할 수 있습니다. 더 높은 역할을 가진 운영진에게 요청해 주세요.

# Why a perk can't be redeemed by anybody: the role that it asks for was deleted.
role-problem-required-missing = 교환에 필요한 역할이 서버에 없어 아무도 교환할 수 없습니다. `/{ command-perk } { command-perk-edit }` 명령어로 다른 역할이나 @everyone을 지정해 주세요.

# A permission, in the words of Discord's own settings in this language.
permission-administrator = ‘관리자’

# A permission, in the words of Discord's own settings in this language.
permission-manage-server = ‘서버 관리하기’

# A permission, in the words of Discord's own settings in this language.
permission-manage-roles = ‘역할 관리하기’

# A permission, in the words of Discord's own settings in this language.
permission-manage-channels = ‘채널 관리하기’

# A permission, in the words of Discord's own settings in this language.
permission-manage-webhooks = ‘웹후크 관리하기’

# A permission, in the words of Discord's own settings in this language.
permission-kick = ‘멤버 추방하기’

# A permission, in the words of Discord's own settings in this language.
permission-ban = ‘멤버 차단하기’

# A permission, in the words of Discord's own settings in this language.
permission-timeout = ‘타임아웃 멤버’

# A permission, in the words of Discord's own settings in this language.
permission-mention-everyone = ‘@everyone, @here, 모든 역할 멘션하기’

# What a perk gives, where it is no role that can be named: entry to an event.
perk-kind-ticket = 행사 입장권

# What a perk gives, where it is no role that can be named: a place on an NFT whitelist.
perk-kind-whitelist = NFT 화이트리스트 자리

# What a perk gives, where it is no role that can be named: official traffic for a post.
perk-kind-boost = 게시물 트래픽 부스트

# What a perk gives, where it is no role that can be named: a plan upgrade.
perk-kind-plan = 플랜 업그레이드

# What a perk gives, where it is no role that can be named: anything else that a moderator delivers.
perk-kind-other = 운영진이 전달

# A permission, in the words of Discord's own settings in this language.
permission-view-channel = ‘채널 보기’

# A permission, in the words of Discord's own settings in this language.
permission-send-messages = ‘메시지 보내기’

# A permission, in the words of Discord's own settings in this language.
permission-embed-links = ‘링크 첨부’
