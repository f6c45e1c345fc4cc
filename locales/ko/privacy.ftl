### What /privacy answers.

# After /privacy hide.
privacy-hidden = 모든 리더보드에서 숨겨졌습니다. 스파크와 배지는 그대로 유지되며, 내 순위는 나에게만 보입니다. 다시 표시하려면 `/{ command-privacy } { command-privacy-show }`를 사용하세요.

# After /privacy hide by somebody who is hidden.
privacy-hidden-already = 이미 리더보드에서 숨겨져 있습니다. 다시 표시하려면 `/{ command-privacy } { command-privacy-show }`를 사용하세요.

# After /privacy show.
privacy-shown = 리더보드에 다시 표시됩니다. 획득한 스파크는 모두 그대로 반영됩니다. 내 순위는 `/{ command-leaderboard }`에서 확인할 수 있습니다.

# After /privacy show by somebody who is not hidden.
privacy-shown-already = 리더보드에서 숨겨져 있지 않습니다. 숨기려면 `/{ command-privacy } { command-privacy-hide }`를 사용하세요.
