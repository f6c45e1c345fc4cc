### What /leaderboard shows.

# Title of the board.
leaderboard-title = Leaderboard: all-time Sparks

# Instead of the board: nobody earned Sparks.
leaderboard-empty = Nobody has earned Sparks yet. Be the first: `/{ command-help }`

# Over the reader's own row.
leaderboard-field-own = You

# The reader's own row. $rank: their place. $score: what they earned.
leaderboard-own = #{ $rank } · { $score }

# Instead of the reader's own row.
leaderboard-own-none = Not on the leaderboard yet

# Under the board. $count: how many members are on it.
leaderboard-members =
    { $count ->
        [one] { $count } member
       *[other] { $count } members
    }

# Button to the page before.
leaderboard-previous = Previous

# Button to the next page.
leaderboard-next = Next
