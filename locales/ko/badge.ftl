### What /badge shows, and how a badge's picture is described.

# Under a badge's name and number. $member: whose it is.
badge-owner = { $member }님의 배지

# Over the day on which the badge was earned.
badge-field-earned = 획득일

# Over how many badges of this kind members own.
badge-field-existing = 발급 수량

# How many badges of this kind members own by now. $count: how many.
badge-existing = 현재까지 { $count }개

# In the select of the member's other badges before one is chosen.
badge-placeholder = 다른 배지 보기

# What a screen reader says about a badge's picture. $perk: its name. $edition: its number.
badge-picture = { $perk } { $edition } 배지: 금색 테두리 메달에 번호와 그 위의 스파크가 그려져 있습니다

# The reader asked for their own badge and has none.
badge-none-own = 아직 배지가 없습니다. 스파크로 교환해 보세요: `/{ command-redeem }`

# The reader asked for another member's badge, and there is none. $member: that member.
badge-none-other = { $member }님은 아직 배지가 없습니다. 배지는 스파크로 교환할 수 있습니다: `/{ command-redeem }`

# Somebody asked for the badge of a bot.
badge-refused-bot = 봇은 배지를 받을 수 없습니다. 멤버를 선택해 주세요.
