### What /award-many shows: awards in bulk.

# Title of what would be awarded.
batch-draft-title = 모두에게 지급할까요?

# What would be awarded, nothing is yet. $count: to how many members. $amount: in all.
# $campaign: from where.
batch-draft = 멤버 { $count }명에게 지급합니다. 합계: { $amount }, 캠페인: { $campaign }

# Under it: bots that have the role. $count: how many.
batch-left-out-bots = 이 역할의 봇 { $count }개는 제외했습니다.

# Under it: the moderator has the role, too.
batch-left-out-you = 본인도 이 역할을 가지고 있어 제외했습니다.

# Under what would be awarded.
batch-draft-footer = 아직 지급되지 않았습니다. 하루 안에 확인해 주세요.

# Over what all lines add up to.
batch-field-total = 합계

# Over what the campaign's budget has left afterwards.
batch-field-left-after = 지급 후 남는 예산

# Over what the moderator can still award today afterwards.
batch-field-day-left-after = 지급 후 오늘 내 남은 한도

# Over the first lines.
batch-field-lines = 받는 멤버와 수량

# Button: awards all of it. $amount: how much that is.
batch-confirm = { $amount } 지급

# Button: awards nothing.
batch-cancel = 취소

# The moderator cancelled.
batch-cancelled = 취소했습니다. 지급되지 않았습니다.

# Under refusals.
batch-nothing-awarded = 지급되지 않았습니다.

# Instead of a batch: there are none.
batch-none-yet = 아직 일괄 지급이 없습니다. `/{ command-award-many } { command-award-many-file }` 명령어로 시작해 보세요.

# Among suggestions. $count: how many lines a batch has.
batch-lines = { $count }건

# Title of a batch. $receipt: its number.
batch-title = 일괄 지급 { $receipt }

# How many lines are done. $done: those. $lines: of how many.
batch-lines-of = { $lines }건 중 { $done }건

# Over how many awards were made.
batch-field-paid-lines = 지급 건수

# Over how much was awarded.
batch-field-paid = 지급한 스파크

# Over who confirmed it, and when.
batch-field-moderator = 확인한 운영진

# Over how many awards the undoing has looked at.
batch-field-undone-lines = 취소 건수

# Over what could not be taken back.
batch-field-kept = 회수하지 못함

# A batch that nobody has confirmed. $campaign: its campaign.
batch-state-draft = 확인을 기다리고 있습니다. { $campaign } 캠페인에서 지급된 것은 없습니다.

# A batch that is being paid. $campaign: from where.
batch-state-paying = { $campaign } 캠페인에서 지급하고 있습니다. 진행 상황은 이 메시지와 `/{ command-award-many } { command-award-many-status }` 명령어에서 볼 수 있습니다.

# A batch that is paid. $count: how many awards. $amount: how much. $campaign: from where.
batch-state-paid = 멤버 { $count }명에게 지급했습니다. 합계: { $amount }, 캠페인: { $campaign }

# A batch that stands still. $why: a sentence.
batch-state-stopped = 중단되었습니다. { $why }

# Why: whoever confirmed it was erased at their own wish.
batch-stopped-erased = 확인한 운영진이 자신의 데이터를 삭제했습니다. 남은 지급은 다른 운영진이 진행할 수 있습니다.

# A batch that is being taken back. $campaign: from where it was.
batch-state-undoing = { $campaign } 캠페인의 지급을 취소하고 있습니다.

# A batch that was taken back. $campaign: from where it was.
batch-state-undone = { $campaign } 캠페인의 지급을 취소했습니다.

# Under a paid batch: members who reached their limit meanwhile, or erased their data. $count: how many.
batch-passed-over = { $count }건은 건너뛰었습니다. 멤버가 캠페인 한도에 도달했거나 자신의 데이터를 삭제했습니다.

# Under a batch that stands still. $count: how many lines are not paid.
batch-unpaid = { $count }건이 지급되지 않았습니다.

# After it: the lines are attached as a file.
batch-unpaid-file = 남은 내역은 파일에 있으며, 그대로 다시 올릴 수 있습니다.

# Button: goes on with a batch that was stopped.
batch-continue = 계속

# Button: shows how far it has come.
batch-show = 새로 고침

# Column of the file of what is not paid; the command reads it again.
batch-column-member = 멤버

# Column of the file of what is not paid; the command reads it again.
batch-column-amount = 수량

# Column of the file of what is not paid; the command reads it again.
batch-column-reason = 사유

# The question whether to take a batch back. $receipt: which. $count: how many awards. $amount: how
# much they are.
batch-undo-question = 일괄 지급 { $receipt }, { $count }건을 취소할까요? 합계: { $amount }

# Under it: some members have spent part. $count: how many. $missing: how much that is.
batch-undo-missing = 멤버 { $count }명이 일부를 이미 사용했습니다. 부족: { $missing }

# Some lines can't be awarded; they follow. $count: how many.
batch-flawed = 지급할 수 없는 줄이 { $count }개 있습니다. 수정한 뒤 다시 시도해 주세요.

# Under it. $count: how many lines are fine.
batch-flawed-good = 나머지 { $count }줄은 문제없습니다.

# Before what is wrong with a line of a file. $line: its number.
batch-line = { $line }번째 줄

# Before what is wrong with one of several pasted mentions. $line: the how manieth it is.
batch-entry = { $line }번째

# What is wrong with a line. $found: how many columns it has. $expected: how many the header has.
batch-flaw-columns = 열 { $found }개, 머리글은 { $expected }개

# What is wrong with a line: no id and no mention.
batch-flaw-member = 멤버 ID나 멘션이 아닙니다(스프레드시트는 긴 숫자를 반올림하므로 열을 텍스트 형식으로 지정해 주세요)

# What is wrong with a line: no whole number.
batch-flaw-amount = 수량이 정수가 아닙니다

# What is wrong with a line: 1,000 or 1.000.
batch-flaw-separators = 수량에 구분 기호가 있습니다. 1000처럼 적어 주세요

# What is wrong with a line. $max: the most.
batch-flaw-range = 수량은 1 이상 { $max } 이하여야 합니다

# What is wrong with a line. $max: the most characters.
batch-flaw-reason = 사유가 너무 깁니다. 최대 { $max }자

# What is wrong with a line: the member has one already. $line: which.
batch-flaw-duplicate = { $line }번째 줄에 이미 있는 멤버입니다

# What is wrong with a line: nobody on the server has this id.
batch-flaw-unknown = 이 서버의 멤버가 아닙니다

# What is wrong with a line.
batch-flaw-bot = 봇입니다

# What is wrong with a line: it is the moderator.
batch-flaw-yourself = 본인입니다. 다른 운영진에게 요청해 주세요

# What is wrong with a line. $cap: the most for one award from the campaign.
batch-flaw-award-cap = 1회 지급 한도 초과: { $cap }

# What is wrong with a line. $left: what the member can still have from the campaign.
batch-flaw-member-cap = 이 멤버의 남은 한도 초과: { $left }

# Refused: the file. $size: how many megabytes it may have.
batch-file-too-large = 파일이 너무 큽니다. 최대 { $size }MB까지 올릴 수 있습니다.

# Refused: the file. $line: the first line that can't be read.
batch-file-not-utf8 = { $line }번째 줄부터 UTF-8이 아닙니다. ‘CSV UTF-8’로 저장해 주세요.

# Refused: the file.
batch-file-empty = 파일이 비어 있습니다.

# Refused: the file.
batch-file-no-header = 파일에 머리글이 없습니다. 첫 줄은 `멤버,수량` 또는 `멤버,수량,사유`여야 합니다.

# Refused: the file.
batch-file-missing-column = 열이 부족합니다. 첫 줄은 `멤버,수량` 또는 `멤버,수량,사유`여야 합니다.

# Refused: the file. $column: the name of a column.
batch-file-wrong-column = ‘{ $column }’ 열은 알 수 없거나 중복되었습니다. 첫 줄은 `멤버,수량` 또는 `멤버,수량,사유`여야 합니다.

# Refused: too many lines. $max: the most.
batch-too-many-lines = 줄이 너무 많습니다. 최대 { $max }줄이므로 나누어 주세요.

# Refused: the file can't be had from Discord.
batch-file-not-fetched = 지금은 Discord에서 파일을 가져올 수 없습니다. 다시 시도해 주세요.

# Refused: Discord does not list members for this bot.
batch-needs-intent = Discord가 이 봇에 멤버 목록을 허용하지 않습니다. 봇 운영자에게 Discord 개발자 포털에서 ‘Server Members Intent’를 켜 달라고 요청하거나 멤버를 직접 붙여 넣어 주세요.

# Refused: the same, and they are too many to be looked up one by one. $max: the most.
batch-needs-intent-for-many = Discord가 이 봇에 멤버 목록을 허용하지 않아 최대 { $max }명까지만 확인할 수 있습니다. 나누어 올리거나 봇 운영자에게 Discord 개발자 포털에서 ‘Server Members Intent’를 켜 달라고 요청해 주세요.

# Refused: Discord does not say who is there.
batch-members-away = 지금은 서버 멤버를 확인할 수 없습니다. 잠시 후 다시 시도해 주세요.

# Refused. $amount: what the lines add up to. $campaign: the campaign. $left: what it has left.
batch-refused-budget = 예산이 부족합니다. 합계: { $amount }, 캠페인: { $campaign }, 남은 예산: { $left }. 수량을 줄이거나 `/{ command-campaign } { command-campaign-edit }` 명령어로 예산을 늘려 주세요.

# Refused. $amount: what the lines add up to. $campaign: the campaign. $cap: the most for one moderator and
# day. $left: what is left of it. $when: when the next day begins.
batch-refused-day-cap = 합계: { $amount }. { $campaign } 캠페인의 운영진 1인당 하루 한도는 { $cap }입니다. 오늘 남은 한도: { $left }. 다음 날 시작: { $when }

# Refused: there is nobody to award to.
batch-refused-nobody = 지급할 멤버가 없습니다.

# Refused: no batch has this number, or it was a preview that is gone.
batch-refused-unknown = 해당 일괄 지급이 없습니다. 번호는 `B-12`와 같은 형식이며, 미리보기는 하루 동안 보관됩니다.

# Refused: another moderator's batch.
batch-refused-not-yours = 준비한 운영진만 확인할 수 있습니다.

# Refused: it was confirmed before.
batch-refused-confirmed = 이미 확인한 일괄 지급입니다.

# Refused: nothing of it can be taken back.
batch-refused-nothing-to-undo = 이 일괄 지급에는 취소할 내역이 없습니다.

# Refused: it is being paid.
batch-refused-still-paying = 아직 지급 중입니다. 끝난 뒤에 취소해 주세요.
