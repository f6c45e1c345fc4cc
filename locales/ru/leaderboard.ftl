### What /leaderboard shows.

# Title of the board.
leaderboard-title = Рейтинг: Искры за всё время

# Instead of the board: nobody earned Sparks.
leaderboard-empty = Пока никто не заработал Искр. Станьте первым: `/{ command-help }`

# Over the reader's own row.
leaderboard-field-own = Вы

# The reader's own row. $rank: their place. $score: what they earned.
leaderboard-own = { $rank }-е место · { $score }

# Instead of the reader's own row.
leaderboard-own-none = Пока не в рейтинге

# Under the board. $count: how many members are on it.
leaderboard-members =
    { $count ->
        [one] { $count } участник
        [few] { $count } участника
        [many] { $count } участников
       *[other] { $count } участника
    }

# Button to the page before.
leaderboard-previous = Назад

# Button to the next page.
leaderboard-next = Вперёд
