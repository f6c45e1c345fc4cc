### What /perk shows, and which roles a perk can't give.

# A perk was added. $perk: its name. $price: what it costs. $role: the role.
perk-added = { $perk } can be redeemed now. Price: { $price }. Role: { $role }.

# A perk that a moderator delivers was added. $perk: its name. $price: what it costs. $kind: what it is.
perk-added-manual = { $perk } can be redeemed now. Price: { $price }. What members get: { $kind }.

# A perk that is a ticket was added. $perk: its name. $price: what it costs. $kind: what it is.
perk-added-ticket = { $perk } can be redeemed now. Price: { $price }. What members get: { $kind }, with a code that is there at once.

# A perk was added that can't be redeemed yet. $perk: its name. $price: what it costs. $kind: what it is.
perk-added-coming-soon = Members see { $perk } as coming soon. Price: { $price }. What they will get: { $kind }. When it is ready, use `/{ command-perk } { command-perk-resume }`.

# A perk was added whose window is still to open. $perk: its name. $price: what it costs. $kind: what it is, or its role.
# $when: from when on it can be redeemed.
perk-added-opens = { $perk } can be redeemed from { $when } on. Price: { $price }. What members get: { $kind }.

# A perk was archived. $perk: its name.
perk-archived = { $perk } is no longer offered. Members keep what they redeemed, and redemptions on their way will still be delivered.

# A paused perk is offered again. $perk: its name.
perk-resumed = { $perk } is offered again.

# Title of the list of perks.
perk-list-title = Perks

# Instead of the list of perks.
perk-list-empty = No perks yet. Add one with `/{ command-perk } { command-perk-add-role }`.

# In the list. $left: how many are left. $initial: of how many.
perk-stock = { $left } of { $initial } left

# In the list, instead of the stock.
perk-stock-unlimited = no limit

# In the list. $count: how many editions were given out.
perk-issued = issued: { $count }

# In the list: can be redeemed.
perk-state-active = offered

# In the list: no longer offered.
perk-state-archived = archived

# A state: shown to members, not offered yet.
perk-state-coming-soon = coming soon. Members see it; use `/{ command-perk } { command-perk-resume }` to offer it.

# In the list: can't be delivered. $reason: why.
perk-state-paused = paused. { $reason } Once that is fixed, use `/{ command-perk } { command-perk-resume }`.

# Why a perk is paused: Discord refused. $code: Discord's error code.
perk-pause-discord = Discord refused to give out the role (code { $code }).

# Refused: a perk is called that. $perk: its name.
perk-refused-name-taken = There is a perk called { $perk } already. Choose another name.

# Refused: a perk gives this role.
perk-refused-role-taken = Another perk gives this role already. Choose another role, or archive that perk.

# Refused: a badge without its role.
perk-refused-role-missing = A badge needs its role: use `/{ command-perk } { command-perk-add-role }`.

# Refused: the price is out of range. $max: the most.
perk-refused-price = The price must be from 1 to { $max } Sparks.

# Refused: stock or limit is out of range. $max: the most.
perk-refused-count = Stock and limit must be from 1 to { $max }.

# Refused: the description is too long. $max: how many characters it may have. $length: how many
# it has.
perk-refused-description = The description has { $length } characters. The limit is { $max }.

# Refused: no perk that is offered is called that.
perk-refused-unknown = No perk of that name is offered. See `/{ command-perk } { command-perk-list }`.

# Refused: the perk is not paused. $perk: its name.
perk-refused-not-paused = { $perk } is not paused: members can already redeem it.

# Why a role can't be a perk: it is @everyone.
role-problem-everyone = Everyone has this role. Choose another.

# Why a role can't be a perk: it was deleted.
role-problem-missing = The role no longer exists in this server. Choose another.

# Why a role can't be a perk: an integration manages it.
role-problem-managed = The role belongs to an integration or to boosting, so nobody can give it by hand. Choose another.

# Why a role can't be a perk: it gives power. $permissions: what it carries, in the words of Discord's settings.
role-problem-dangerous = The role would give power over the server ({ $permissions }). Remove these permissions from it, or choose another role.

# Why a role can't be a perk: the bot may not give roles.
role-problem-bot-may-not = The bot may not give roles. Give it the permission “Manage Roles” in the server settings.

# Why a role can't be a perk: it is above the bot.
role-problem-above-bot = The role is not below the bot's own. Drag the bot's role above it in the server settings, under Roles.

# Why a role can't be a perk: it is above the moderator who offers it.
role-problem-above-moderator = The role is not below yours, so you can't offer it. Ask someone with a higher role.

# Why a perk can't be redeemed by anybody: the role that it asks for was deleted.
role-problem-required-missing = It asks for a role that no longer exists in this server, so nobody could redeem it. Set another, or @everyone, with `/{ command-perk } { command-perk-edit }`.

# A permission, in the words of Discord's own settings in this language.
permission-administrator = “Administrator”

# A permission, in the words of Discord's own settings in this language.
permission-manage-server = “Manage Server”

# A permission, in the words of Discord's own settings in this language.
permission-manage-roles = “Manage Roles”

# A permission, in the words of Discord's own settings in this language.
permission-manage-channels = “Manage Channels”

# A permission, in the words of Discord's own settings in this language.
permission-manage-webhooks = “Manage Webhooks”

# A permission, in the words of Discord's own settings in this language.
permission-kick = “Kick Members”

# A permission, in the words of Discord's own settings in this language.
permission-ban = “Ban Members”

# A permission, in the words of Discord's own settings in this language.
permission-timeout = “Timeout Members”

# A permission, in the words of Discord's own settings in this language.
permission-mention-everyone = “Mention @everyone, @here, and All Roles”

# What a perk gives, where it is no role that can be named: entry to an event.
perk-kind-ticket = event ticket

# What a perk gives, where it is no role that can be named: a place on an NFT whitelist.
perk-kind-whitelist = NFT whitelist spot

# What a perk gives, where it is no role that can be named: official traffic for a post.
perk-kind-boost = traffic boost for a post

# What a perk gives, where it is no role that can be named: a plan upgrade.
perk-kind-plan = plan upgrade

# What a perk gives, where it is no role that can be named: anything else that a moderator delivers.
perk-kind-other = delivered by the team

# A permission, in the words of Discord's own settings in this language.
permission-view-channel = “View Channel”

# A permission, in the words of Discord's own settings in this language.
permission-send-messages = “Send Messages”

# A permission, in the words of Discord's own settings in this language.
permission-embed-links = “Embed Links”
