### Amounts, and what /sparks shows.

# An amount of Sparks, wherever one is shown. $amount: how many.
sparks-amount =
    { $amount ->
        [one] { $amount } Искра
        [few] { $amount } Искры
        [many] { $amount } Искр
       *[other] { $amount } Искры
    }

# Title of a member's own summary.
sparks-title-own = Ваши Искры

# Title of another member's summary, or of one shown to everyone. $member: their name.
sparks-title-other = Искры участника { $member }

# Instead of the summary: the reader never had Sparks.
sparks-empty-own = Искр пока нет. Их можно получить за торговлю и подписку на Minara, за участие в кампаниях сообщества и за рефералов.

# Instead of the summary: the member never had Sparks.
sparks-empty-other = Искр пока нет.

# Somebody asked for the Sparks of a bot.
sparks-refused-bot = У ботов нет Искр. Выберите участника.

# Over the number of Sparks that can be spent.
sparks-field-available = Доступно

# Over the number of Sparks reserved for redemptions under way.
sparks-field-held = В резерве

# Over the number of Sparks earned in all.
sparks-field-lifetime = Всего заработано

# Over the place on the leaderboard.
sparks-field-rank = Место

# The place on the leaderboard. $rank: the place.
sparks-rank = { $rank }-е

# Instead of the place: not on the leaderboard yet.
sparks-rank-none = Пока нет

# Over the list of badges.
sparks-field-badges = Значки

# After a badge: until when its role lasts. $when: how far away that is.
sparks-role-until = роль закончится { $when }

# After a badge: its role is over, the badge stays. $when: how long ago.
sparks-role-ended = роль закончилась { $when }

# Over the list of redemptions under way.
sparks-field-open = В пути

# Over the progress to the next perk.
sparks-field-goal = Следующая награда

# Under the progress bar. $perk: its name. $available: Sparks the member has, a number. $price:
# what it costs. $missing: what is missing.
sparks-goal = { $perk }. Накоплено: { $available }, цена: { $price }, нужно ещё: { $missing }

# Over the latest movements.
sparks-field-movements = Последние операции

# In the file of a statement: Sparks that a moderator awarded from a campaign.
movement-source-campaign = Кампания сообщества

# In the file of a statement: Sparks spent on a perk, or back from one.
movement-source-redemption = Обмен

# Sparks for the member's own trades.
movement-trading = Торговля

# Sparks for the member's own plan.
movement-subscription = Подписка

# Sparks for what the members do whom this one invited.
movement-referral = Реферал

# Before a perk's name: Sparks spent on it.
movement-redemption = Обмен:

# Before a perk's name: Sparks returned because it could not be delivered.
movement-refund = Возврат:

# Before a perk's name: a moderator returned the Sparks spent on it; the reason follows.
movement-refund-by-moderator = Возврат по решению модератора:

# Before a perk's name: Sparks set aside for it while it is on its way.
movement-reserved = Резерв:

# Sparks taken back or given back by a correction. $receipt: of what was corrected.
movement-reversal = Корректировка { $receipt }

# Sparks from elsewhere than a campaign.
movement-other = Начисление

# Under a list that was cut. $count: how many more there are.
list-more = и ещё { $count }

# Over what a member owes.
sparks-field-owed = Долг

# Under it. $owed: how much.
sparks-owed = { $owed }. Новые Искры сначала идут на погашение долга.

# Before a campaign's name: Sparks that went to what the member owed it.
movement-debt-payment = Погашение долга:

# Sparks for the member's own trades of a day. $day: such as 2026-04-20.
movement-trading-day = Торговля за { $day }

# Sparks for the member's own plan. $plan: the product's name for it.
movement-subscription-plan = Подписка { $plan }

# Sparks for an invitee's trades of a day. $day: such as 2026-04-20.
movement-referral-trades = Реферал: торговля за { $day }

# Sparks for the first plan that an invitee paid for.
movement-referral-plan = Реферал: первый платный тариф

# Sparks that turned out not to be due, taken back. $source: Trading, Subscription or Referral, as above.
movement-corrected = Корректировка: { $source }
