### What /privacy answers.

# After /privacy hide.
privacy-hidden = Теперь вас нет ни в одном рейтинге. Искры и значки остаются у вас, а своё место теперь видите только вы. Вернуться: `/{ command-privacy } { command-privacy-show }`.

# After /privacy hide by somebody who is hidden.
privacy-hidden-already = Вы уже скрыты из рейтингов. Вернуться: `/{ command-privacy } { command-privacy-show }`.

# After /privacy show.
privacy-shown = Вы снова в рейтингах, со всеми заработанными Искрами. Ваше место покажет `/{ command-leaderboard }`.

# After /privacy show by somebody who is not hidden.
privacy-shown-already = Вы не скрыты из рейтингов. Убрать себя из них: `/{ command-privacy } { command-privacy-hide }`.
