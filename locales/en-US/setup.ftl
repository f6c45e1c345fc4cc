### What /setup shows, and what the ready-made perks and the first campaign are called.

# Title of /setup.
setup-title = Set up Sparks

# Before the list of what would be put in place.
setup-question = This is what I would put in place. Whatever is there already stays as it is.

# Before the list, when everything is there.
setup-nothing = Everything is in place already, so nothing was changed.

# After it is done; the list follows. $count: how much was added.
setup-done =
    { $count ->
        [one] Done: { $count } thing was added. Prices, stock and words can be changed with `/{ command-perk } { command-perk-edit }` and `/{ command-campaign } { command-campaign-edit }`.
       *[other] Done: { $count } things were added. Prices, stock and words can be changed with `/{ command-perk } { command-perk-edit }` and `/{ command-campaign } { command-campaign-edit }`.
    }

# The button that puts everything in place.
setup-confirm = Put it in place

# The button that tries once more.
setup-again = Try again

# The button that leaves everything as it is.
setup-cancel = Cancel

# After that button.
setup-cancelled = Nothing was changed.

# Under a list without buttons.
setup-may-not = Putting it in place needs the permission { permission-manage-server }.

# In the list, beside a perk: the bot makes its role.
setup-new-role = with a new role

# In the list, beside a perk. $stock: how many there are.
setup-stock = stock: { $stock }

# In the list, beside a perk that is only shown for now.
setup-coming-soon = coming soon

# In the list: the campaign. $budget: what it may award in all. $cap: and at once.
setup-campaign = a first campaign · { $budget } · at most { $cap } for each award

# In the list: there is one. $name: its name.
setup-there = { $name } is there already and stays as it is

# In the list: there was one. $name: its name.
setup-ended = { $name } was ended by a moderator and is not made again

# In the list: the badge has no role.
setup-needs-role = The badge needs a role: use the option `{ command-setup-option-role }` for one that you have, or `{ command-setup-option-create-role }` for a new one

# Title of the part with what is still wrong.
setup-still = Still to be seen to

# There, when Discord could not be asked.
setup-not-looked = Discord did not answer. Use `/{ command-doctor }` later to see what is still wrong.

# After the reason why nothing was done.
setup-unchanged = Nothing was put in place.

# Refused: two options that exclude each other.
setup-refused-both = Choose one: a role that you have, or a new one.

# Refused: the server has no room for another role.
setup-refused-full = This server has as many roles as Discord allows (250). Delete one, or choose a role that you have.

# Refused: another press is making the role.
setup-refused-under-way = The role for the badge is being made. Try again in half a minute.

# Refused: Discord did not answer.
setup-refused-unanswered = Discord did not answer about the role for the badge. Try again in half a minute: a role that was made meanwhile is found, not made twice.

# The badge's name, and its role's.
setup-badge-name = Spark Explorer

# What the badge is.
setup-badge-description = A numbered badge and its role, yours to keep

# A perk's name.
setup-whitelist-name = NFT whitelist spot

# What it is.
setup-whitelist-description = A place on the NFT whitelist for your wallet

# A perk's name.
setup-boost-name = Traffic boost

# What it is.
setup-boost-description = Our official account boosts your best post

# A perk's name.
setup-ticket-name = Event ticket

# What it is.
setup-ticket-description = Free entry to an offline event

# A perk's name.
setup-plan-name = Plan upgrade

# What it is.
setup-plan-description = A month on the next higher plan

# The first campaign's name.
setup-campaign-name = Welcome to Sparks

# What members read about it.
setup-campaign-description = Take part in the community and earn Sparks: bug reports, guides, help for others, good posts.
