### What /badge shows, and how a badge's picture is described.

# Under a badge's name and number. $member: whose it is.
badge-owner = Значок участника { $member }

# Over the day on which the badge was earned.
badge-field-earned = Получен

# Over how many badges of this kind members own.
badge-field-existing = Всего выдано

# How many badges of this kind members own by now. $count: how many.
badge-existing =
    { $count ->
        [one] { $count } значок
        [few] { $count } значка
        [many] { $count } значков
       *[other] { $count } значка
    }

# In the select of the member's other badges before one is chosen.
badge-placeholder = Показать другой значок

# What a screen reader says about a badge's picture. $perk: its name. $edition: its number.
badge-picture = Значок { $perk } { $edition }: медаль с золотой каймой и искрой над номером

# The reader asked for their own badge and has none.
badge-none-own = У вас пока нет значка. Его можно получить в обмен на Искры: `/{ command-redeem }`

# The reader asked for another member's badge, and there is none. $member: that member.
badge-none-other = У участника { $member } пока нет значка. Значки можно получить в обмен на Искры: `/{ command-redeem }`

# Somebody asked for the badge of a bot.
badge-refused-bot = Боты не получают значков. Выберите участника.
