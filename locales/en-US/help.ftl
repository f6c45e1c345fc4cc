### What /help shows: how Sparks work.

# Title of the explanation.
help-title = How Sparks work

# What Sparks are.
help-body = Sparks are reward points. You earn them on Minara and in this community, and redeem them for perks.

# Button that leads to the explanation.
help-button = How it works

# Over the ways to earn.
help-field-earn = Four ways to earn

# A way to earn.
help-earn-trading = **Trading**: trade on Minara.

# A way to earn. $lite, $starter, $pro: bonus Sparks a month with each plan.
help-earn-subscription = **Subscription**: on Minara, the Lite, Starter and Pro plans come with { $lite }, { $starter } and { $pro } bonus Sparks a month.

# A way to earn.
help-earn-campaign = **Community campaigns**: take part here; moderators award the Sparks.

# A way to earn. $percent: the inviter's share. $invites: for how many invites.
help-earn-referral = **Referrals**: you earn from your invitees' trades. For an invitee's first paid plan, you get { $percent }% of the Sparks that they get, within your first { $invites } invites.

# Over what the product unlocks for Sparks.
help-field-unlock = What they unlock

# What the product unlocks for Sparks, one a line.
help-unlock =
    - A unique Discord badge & role
    - NFT whitelist spots
    - An official traffic boost for good posts
    - Free offline event entry
    - Later: plan upgrades

# Over the perks that this server offers.
help-field-perks = To redeem here now

# Over what tells Sparks from Credits.
help-field-credits = Sparks are not Credits

# What tells Sparks from Credits.
help-credits = Credits pay for AI tasks. Sparks are redeemed for perks, and do not expire when Credits reset.

# Over the commands.
help-field-commands = Where to look

# The commands, one a line.
help-commands =
    - `/{ command-sparks }` · your Sparks and badges
    - `/{ command-redeem }` · redeem Sparks for a perk
    - `/{ command-history }` · every movement, also as a file
    - `/{ command-leaderboard }` · who has earned the most
    - `/{ command-link }` · link your Minara account
