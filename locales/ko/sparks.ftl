### Amounts, and what /sparks shows.

# An amount of Sparks, wherever one is shown. $amount: how many.
sparks-amount = 스파크 { $amount }개

# Title of a member's own summary.
sparks-title-own = 내 스파크

# Title of another member's summary, or of one shown to everyone. $member: their name.
sparks-title-other = { $member }님의 스파크

# Instead of the summary: the reader never had Sparks.
sparks-empty-own = 아직 스파크가 없습니다. Minara 거래와 구독, 커뮤니티 캠페인, 추천을 통해 획득할 수 있습니다.

# Instead of the summary: the member never had Sparks.
sparks-empty-other = 아직 스파크가 없습니다.

# Somebody asked for the Sparks of a bot.
sparks-refused-bot = 봇에게는 스파크가 없습니다. 멤버를 선택해 주세요.

# Over the number of Sparks that can be spent.
sparks-field-available = 사용 가능

# Over the number of Sparks reserved for redemptions under way.
sparks-field-held = 사용 대기

# Over the number of Sparks earned in all.
sparks-field-lifetime = 누적 획득

# Over the place on the leaderboard.
sparks-field-rank = 순위

# The place on the leaderboard. $rank: the place.
sparks-rank = { $rank }위

# Instead of the place: not on the leaderboard yet.
sparks-rank-none = 아직 없음

# Over the list of badges.
sparks-field-badges = 배지

# After a badge: until when its role lasts. $when: how far away that is.
sparks-role-until = { $when } 역할 종료

# After a badge: its role is over, the badge stays. $when: how long ago.
sparks-role-ended = { $when } 역할 종료됨

# Over the list of redemptions under way.
sparks-field-open = 처리 중

# Over the progress to the next perk.
sparks-field-goal = 다음 혜택

# Under the progress bar. $perk: its name. $available: Sparks the member has, a number. $price:
# what it costs. $missing: what is missing.
sparks-goal = { $perk }: { $price } 중 { $available }개 보유, { $missing } 더 필요

# Over the latest movements.
sparks-field-movements = 최근 내역

# In the file of a statement: Sparks that a moderator awarded from a campaign.
movement-source-campaign = 커뮤니티 캠페인

# In the file of a statement: Sparks spent on a perk, or back from one.
movement-source-redemption = 교환

# Sparks for the member's own trades.
movement-trading = 거래

# Sparks for the member's own plan.
movement-subscription = 구독

# Sparks for what the members do whom this one invited.
movement-referral = 추천

# Before a perk's name: Sparks spent on it.
movement-redemption = 교환:

# Before a perk's name: Sparks returned because it could not be delivered.
movement-refund = 반환:

# Before a perk's name: a moderator returned the Sparks spent on it; the reason follows.
movement-refund-by-moderator = 운영진 반환:

# Before a perk's name: Sparks set aside for it while it is on its way.
movement-reserved = 사용 대기:

# Sparks taken back or given back by a correction. $receipt: of what was corrected.
movement-reversal = { $receipt } 정정

# Sparks from elsewhere than a campaign.
movement-other = 지급

# Under a list that was cut. $count: how many more there are.
list-more = 외 { $count }개

# Over what a member owes.
sparks-field-owed = 빚

# Under it. $owed: how much.
sparks-owed = { $owed }. 새로 받는 스파크는 먼저 빚을 갚는 데 쓰입니다.

# Before a campaign's name: Sparks that went to what the member owed it.
movement-debt-payment = 빚 상환:

# Sparks for the member's own trades of a day. $day: such as 2026-04-20.
movement-trading-day = { $day } 거래

# Sparks for the member's own plan. $plan: the product's name for it.
movement-subscription-plan = 구독 { $plan }

# Sparks for an invitee's trades of a day. $day: such as 2026-04-20.
movement-referral-trades = 추천: { $day } 거래

# Sparks for the first plan that an invitee paid for.
movement-referral-plan = 추천: 첫 유료 플랜

# Sparks that turned out not to be due, taken back. $source: Trading, Subscription or Referral, as above.
movement-corrected = 정정: { $source }
