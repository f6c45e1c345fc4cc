### What /leaderboard shows.

# Title of the board.
leaderboard-title = 리더보드: 누적 스파크

# Instead of the board: nobody earned Sparks.
leaderboard-empty = 아직 스파크를 획득한 멤버가 없습니다. 첫 번째 주인공이 되어 보세요: `/{ command-help }`

# Over the reader's own row.
leaderboard-field-own = 내 순위

# The reader's own row. $rank: their place. $score: what they earned.
leaderboard-own = { $rank }위 · { $score }

# Instead of the reader's own row.
leaderboard-own-none = 아직 순위가 없습니다

# Under the board. $count: how many members are on it.
leaderboard-members = 멤버 { $count }명

# Button to the page before.
leaderboard-previous = 이전

# Button to the next page.
leaderboard-next = 다음
