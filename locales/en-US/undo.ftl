### What /award-undo says.

# An award was taken back. $receipt: its receipt. $amount: how much it was. $member: whose it was.
# $campaign: the campaign that has it back.
undo-done = Award { $receipt } ({ $amount } to { $member } from { $campaign }) has been undone.

# Over how much went back at once.
undo-field-taken = Taken back

# Over how much the member now owes.
undo-field-debt = Became a debt

# Over how much was left to the member.
undo-field-kept = Left to the member

# The question how, when part is spent. $receipt: the award. $member: whose. $amount: how much it was.
# $available: what they have. $missing: what is missing.
undo-question = Award { $receipt } was { $amount }, and { $member } has { $available } left: { $missing } can't be taken back now. What do you want to do?

# Before the question, asked again.
undo-changed = The balance has changed since you were asked.

# Under the question, for those who may not press buttons.
undo-needs-permission = A moderator with the Manage Server permission can decide this.

# Button: takes what is there. $amount: how much.
undo-take-available = Take back { $amount }

# Button: takes all, what is missing becomes a debt. $missing: how much.
undo-take-all = Take all: { $missing } become a debt

# Refused: no award has this receipt.
undo-refused-unknown = There is no award with this receipt. It looks like `A-12`.

# Refused: it was undone before. $receipt: the award. $moderator: by whom. $when: when, relative.
undo-refused-already = Award { $receipt } was already undone by { $moderator } { $when }.

# Refused: whoever received the award was erased at their own wish.
undo-refused-erased = The member of this award has erased their data. Their Sparks belong to nobody now, and nothing can be taken back.

# Refused: the moderator has the award.
undo-refused-own = You can't undo an award to yourself. Ask another moderator.

# Refused: there is no reason.
undo-refused-reason-missing = Say why: the member can see it.

# Refused: the question was answered by the other button.
undo-refused-conflict = This question has already been answered.
