### What /leaderboard shows.

# Title of the board of all time.
leaderboard-title = Рейтинг: Искры за всё время

# Title of the board of the month that runs.
leaderboard-title-month = Рейтинг: этот месяц

# Title of the board of the month before.
leaderboard-title-last-month = Рейтинг: прошлый месяц

# Title of the board of the week that runs.
leaderboard-title-week = Рейтинг: эта неделя

# Title of the board of an earlier month, opened by a button of an old message.
leaderboard-title-past-month = Рейтинг: один из прошлых месяцев

# Title of the board of an earlier week, opened by a button of an old message.
leaderboard-title-past-week = Рейтинг: одна из прошлых недель

# Title of a campaign's board. $campaign: its name.
leaderboard-title-campaign = Рейтинг: { $campaign }

# Over the rows of the board of this month or week. $when: how long until then. $at: the moment.
leaderboard-resets = Обновится { $when } ({ $at })

# Over the rows of a board that is over. $from, $until: moments.
leaderboard-ran = С { $from } по { $until }

# Over the rows of the board of a campaign that runs. $from: when it started.
leaderboard-running = Идёт с { $from }

# Instead of the rows: nobody earned Sparks ever.
leaderboard-empty = Пока никто не заработал Искр. Станьте первым! Как это сделать, подскажет `/{ command-help }`.

# Instead of the rows: nobody earned Sparks this month.
leaderboard-empty-month = В этом месяце ещё никто не заработал Искр. Станьте первым! Как это сделать, подскажет `/{ command-help }`.

# Instead of the rows: nobody earned Sparks this week.
leaderboard-empty-week = На этой неделе ещё никто не заработал Искр. Станьте первым! Как это сделать, подскажет `/{ command-help }`.

# Instead of the rows: nobody earned Sparks in a month or week that is over.
leaderboard-empty-past = За этот период никто не заработал Искр. Кто впереди сейчас, покажет `/{ command-leaderboard }`.

# Instead of the rows: nobody earned Sparks in a campaign that runs.
leaderboard-empty-campaign = В этой кампании ещё никто не получил Искр. Модераторы начисляют их за участие. Станьте первым!

# Instead of the rows: nobody earned Sparks in a campaign that has ended.
leaderboard-empty-campaign-past = Кампания завершена, никто не получил в ней Искр. Кто впереди сейчас, покажет `/{ command-leaderboard }`.

# Over the reader's own place.
leaderboard-field-own = Вы

# The reader's own place. $rank: their place. $score: what they earned.
leaderboard-own = { $rank }-е место · { $score }

# The same when they are left out of the boards. $rank: the place they would have. $score: what they earned.
leaderboard-own-hidden = { $rank }-е место · { $score }. Это видите только вы: вы скрыты из рейтингов. Вернуться: `/{ command-privacy } { command-privacy-show }`.

# Instead of the reader's own place.
leaderboard-own-none = Пока не в этом рейтинге

# How many members are on the board, for leaderboard-footer.
leaderboard-members =
    { $count ->
        [one] { $count } участник
        [few] { $count } участника
        [many] { $count } участников
       *[other] { $count } участника
    }

# Under the board. $page of $pages; $members: leaderboard-members.
leaderboard-footer = Страница { $page } из { $pages } · { $members }

# Button to the first page.
leaderboard-first = В начало

# Button to the page before.
leaderboard-previous = Назад

# Button to the next page.
leaderboard-next = Вперёд

# Button to the page on which the reader stands.
leaderboard-jump = Где я?

# Offered for the option "board": everything that was ever earned.
leaderboard-board-lifetime = Всё время

# Offered for the option "board".
leaderboard-board-month = Этот месяц

# Offered for the option "board".
leaderboard-board-last-month = Прошлый месяц

# Offered for the option "board".
leaderboard-board-week = Эта неделя

# Offered for the option "board": a campaign that has ended. $campaign: its name.
leaderboard-board-ended = { $campaign } (завершена)

# Somebody typed a board that is none.
leaderboard-refused-unknown = Такого рейтинга нет. Введите `/{ command-leaderboard }` ещё раз и выберите из списка в параметре **{ command-leaderboard-option-board }**.
