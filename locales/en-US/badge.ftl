### What /badge shows, and how a badge's picture is described.

# Under a badge's name and number. $member: whose it is.
badge-owner = Badge of { $member }

# Over the day on which the badge was earned.
badge-field-earned = Earned

# Over how many badges of this kind members own.
badge-field-existing = Issued

# How many badges of this kind members own by now. $count: how many.
badge-existing =
    { $count ->
        [one] { $count } badge so far
       *[other] { $count } badges so far
    }

# In the select of the member's other badges before one is chosen.
badge-placeholder = See another badge

# What a screen reader says about a badge's picture. $perk: its name. $edition: its number.
badge-picture = Badge { $perk } { $edition }: a gold-rimmed medal with a spark above the number

# The reader asked for their own badge and has none.
badge-none-own = You don't have a badge yet. Redeem your Sparks for one: `/{ command-redeem }`

# The reader asked for another member's badge, and there is none. $member: that member.
badge-none-other = { $member } doesn't have a badge yet. Badges are redeemed with Sparks: `/{ command-redeem }`

# Somebody asked for the badge of a bot.
badge-refused-bot = Bots don't earn badges. Choose a member.
