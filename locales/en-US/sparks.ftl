### Amounts, and what /sparks shows.

# An amount of Sparks, wherever one is shown. $amount: how many.
sparks-amount =
    { $amount ->
        [one] { $amount } Spark
       *[other] { $amount } Sparks
    }

# Title of a member's own summary.
sparks-title-own = Your Sparks

# Title of another member's summary, or of one shown to everyone. $member: their name.
sparks-title-other = { $member }'s Sparks

# Instead of the summary: the reader never had Sparks.
sparks-empty-own = No Sparks yet. Earn them by trading and subscribing on Minara, in community campaigns and through referrals.

# Instead of the summary: the member never had Sparks.
sparks-empty-other = No Sparks yet.

# Somebody asked for the Sparks of a bot.
sparks-refused-bot = Bots have no Sparks. Choose a member.

# Over the number of Sparks that can be spent.
sparks-field-available = Available

# Over the number of Sparks reserved for redemptions under way.
sparks-field-held = Reserved

# Over the number of Sparks earned in all.
sparks-field-lifetime = Total earned

# Over the place on the leaderboard.
sparks-field-rank = Rank

# The place on the leaderboard. $rank: the place.
sparks-rank = #{ $rank }

# Instead of the place: not on the leaderboard yet.
sparks-rank-none = Not ranked yet

# Over the list of badges.
sparks-field-badges = Badges

# After a badge: until when its role lasts. $when: how far away that is.
sparks-role-until = role ends { $when }

# After a badge: its role is over, the badge stays. $when: how long ago.
sparks-role-ended = role ended { $when }

# Over the list of redemptions under way.
sparks-field-open = On its way

# Over the progress to the next perk.
sparks-field-goal = Next perk

# Under the progress bar. $perk: its name. $available: Sparks the member has, a number. $price:
# what it costs. $missing: what is missing.
sparks-goal = { $perk }: { $available } of { $price }, { $missing } to go

# Over the latest movements.
sparks-field-movements = Recent activity

# In the file of a statement: Sparks that a moderator awarded from a campaign.
movement-source-campaign = Community campaign

# In the file of a statement: Sparks spent on a perk, or back from one.
movement-source-redemption = Redemption

# Sparks for the member's own trades.
movement-trading = Trading

# Sparks for the member's own plan.
movement-subscription = Subscription

# Sparks for what the members do whom this one invited.
movement-referral = Referral

# Before a perk's name: Sparks spent on it.
movement-redemption = Redeemed:

# Before a perk's name: Sparks returned because it could not be delivered.
movement-refund = Returned:

# Before a perk's name: a moderator returned the Sparks spent on it; the reason follows.
movement-refund-by-moderator = Returned by a moderator:

# Before a perk's name: Sparks set aside for it while it is on its way.
movement-reserved = Reserved:

# Sparks taken back or given back by a correction. $receipt: of what was corrected.
movement-reversal = Correction of { $receipt }

# Sparks from elsewhere than a campaign.
movement-other = Received

# Under a list that was cut. $count: how many more there are.
list-more = and { $count } more

# Over what a member owes.
sparks-field-owed = Owed

# Under it. $owed: how much.
sparks-owed = { $owed }. What you earn goes to it first.

# Before a campaign's name: Sparks that went to what the member owed it.
movement-debt-payment = Debt paid to

# Sparks for the member's own trades of a day. $day: such as 2026-04-20.
movement-trading-day = Trading on { $day }

# Sparks for the member's own plan. $plan: the product's name for it.
movement-subscription-plan = Subscription { $plan }

# Sparks for an invitee's trades of a day. $day: such as 2026-04-20.
movement-referral-trades = Referral: trades of { $day }

# Sparks for the first plan that an invitee paid for.
movement-referral-plan = Referral: first paid plan

# Sparks that turned out not to be due, taken back. $source: Trading, Subscription or Referral, as above.
movement-corrected = Correction: { $source }
