### What /award-undo says.

# An award was taken back. $receipt: its receipt. $amount: how much it was. $member: whose it was.
# $campaign: the campaign that has it back.
undo-done = { $receipt } 지급을 취소했습니다. 멤버: { $member }, 지급액: { $amount }, 캠페인: { $campaign }

# Over how much went back at once.
undo-field-taken = 회수

# Over how much the member now owes.
undo-field-debt = 빚으로 남음

# Over how much was left to the member.
undo-field-kept = 회수하지 않음

# The question how, when part is spent. $receipt: the award. $member: whose. $amount: how much it was.
# $available: what they have. $missing: what is missing.
undo-question = { $receipt } 지급액은 { $amount }이고, { $member }님에게 남은 것은 { $available }입니다. 부족: { $missing }. 어떻게 할까요?

# Before the question, asked again.
undo-changed = 그사이 잔액이 바뀌었습니다.

# Under the question, for those who may not press buttons.
undo-needs-permission = 서버 관리 권한이 있는 운영진이 결정할 수 있습니다.

# Button: takes what is there. $amount: how much.
undo-take-available = { $amount } 회수

# Button: takes all, what is missing becomes a debt. $missing: how much.
undo-take-all = 전부 회수(빚: { $missing })

# Refused: no award has this receipt.
undo-refused-unknown = 해당 확인 번호의 지급 내역이 없습니다. 번호는 `A-12`와 같은 형식입니다.

# Refused: it was undone before. $receipt: the award. $moderator: by whom. $when: when, relative.
undo-refused-already = { $receipt } 지급은 이미 취소되었습니다. 운영진: { $moderator }, { $when }

# Refused: whoever received the award was erased at their own wish.
undo-refused-erased = 이 스파크를 받은 멤버가 자신의 데이터를 삭제했습니다. 남은 스파크는 이제 누구의 것도 아니며 회수할 수 없습니다.

# Refused: the moderator has the award.
undo-refused-own = 자신이 받은 지급은 취소할 수 없습니다. 다른 운영진에게 요청해 주세요.

# Refused: there is no reason.
undo-refused-reason-missing = 사유를 적어 주세요. 멤버가 볼 수 있습니다.

# Refused: the question was answered by the other button.
undo-refused-conflict = 이미 처리된 질문입니다.
