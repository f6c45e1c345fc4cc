### What /leaderboard shows.

# Title of the board of all time.
leaderboard-title = 리더보드: 누적 스파크

# Title of the board of the month that runs.
leaderboard-title-month = 리더보드: 이번 달

# Title of the board of the month before.
leaderboard-title-last-month = 리더보드: 지난달

# Title of the board of the week that runs.
leaderboard-title-week = 리더보드: 이번 주

# Title of the board of an earlier month, opened by a button of an old message.
leaderboard-title-past-month = 리더보드: 이전 달

# Title of the board of an earlier week, opened by a button of an old message.
leaderboard-title-past-week = 리더보드: 이전 주

# Title of a campaign's board. $campaign: its name.
leaderboard-title-campaign = 리더보드: { $campaign }

# Over the rows of the board of this month or week. $when: how long until then. $at: the moment.
leaderboard-resets = { $when }에 초기화됩니다 ({ $at })

# Over the rows of a board that is over. $from, $until: moments.
leaderboard-ran = { $from }부터 { $until }까지

# Over the rows of the board of a campaign that runs. $from: when it started.
leaderboard-running = { $from }부터 진행 중

# Instead of the rows: nobody earned Sparks ever.
leaderboard-empty = 아직 스파크를 획득한 멤버가 없습니다. 첫 번째 주인공이 되어 보세요! 방법은 `/{ command-help }`에서 확인할 수 있습니다.

# Instead of the rows: nobody earned Sparks this month.
leaderboard-empty-month = 이번 달에는 아직 스파크를 획득한 멤버가 없습니다. 첫 번째 주인공이 되어 보세요! 방법은 `/{ command-help }`에서 확인할 수 있습니다.

# Instead of the rows: nobody earned Sparks this week.
leaderboard-empty-week = 이번 주에는 아직 스파크를 획득한 멤버가 없습니다. 첫 번째 주인공이 되어 보세요! 방법은 `/{ command-help }`에서 확인할 수 있습니다.

# Instead of the rows: nobody earned Sparks in a month or week that is over.
leaderboard-empty-past = 이 기간에는 스파크를 획득한 멤버가 없습니다. 현재 순위는 `/{ command-leaderboard }`에서 확인할 수 있습니다.

# Instead of the rows: nobody earned Sparks in a campaign that runs.
leaderboard-empty-campaign = 이 캠페인에서 스파크를 획득한 멤버가 아직 없습니다. 참여하면 운영진이 스파크를 지급합니다. 첫 번째 주인공이 되어 보세요!

# Instead of the rows: nobody earned Sparks in a campaign that has ended.
leaderboard-empty-campaign-past = 이 캠페인은 스파크를 획득한 멤버 없이 종료되었습니다. 현재 순위는 `/{ command-leaderboard }`에서 확인할 수 있습니다.

# Over the reader's own place.
leaderboard-field-own = 내 순위

# The reader's own place. $rank: their place. $score: what they earned.
leaderboard-own = { $rank }위 · { $score }

# The same when they are left out of the boards. $rank: the place they would have. $score: what they earned.
leaderboard-own-hidden = { $rank }위 · { $score }. 리더보드에서 숨겨져 있어 나에게만 보입니다. 다시 표시하려면 `/{ command-privacy } { command-privacy-show }`를 사용하세요.

# Instead of the reader's own place.
leaderboard-own-none = 아직 이 리더보드에 순위가 없습니다

# How many members are on the board, for leaderboard-footer.
leaderboard-members = 멤버 { $count }명

# Under the board. $page of $pages; $members: leaderboard-members.
leaderboard-footer = { $page }/{ $pages }페이지 · { $members }

# Button to the first page.
leaderboard-first = 처음

# Button to the page before.
leaderboard-previous = 이전

# Button to the next page.
leaderboard-next = 다음

# Button to the page on which the reader stands.
leaderboard-jump = 내 순위로

# Offered for the option "board": everything that was ever earned.
leaderboard-board-lifetime = 전체 기간

# Offered for the option "board".
leaderboard-board-month = 이번 달

# Offered for the option "board".
leaderboard-board-last-month = 지난달

# Offered for the option "board".
leaderboard-board-week = 이번 주

# Offered for the option "board": a campaign that has ended. $campaign: its name.
leaderboard-board-ended = { $campaign } (종료)

# Somebody typed a board that is none.
leaderboard-refused-unknown = 그런 리더보드가 없습니다. `/{ command-leaderboard }`를 다시 입력하고 **{ command-leaderboard-option-board }** 목록에서 선택해 주세요.
