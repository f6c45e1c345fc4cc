### What moderators deliver by hand: the queue, and what their members are told.

# Title of the queue.
queue-title = 제공 대기열

# Title of the queue of one perk. $perk: which.
queue-title-perk = 제공 대기열: { $perk }

# Instead of the queue.
queue-empty = 대기 중인 항목이 없습니다. 모두 제공되었거나 반환되었습니다.

# Under the queue. $count: how many wait in all.
queue-count = 전체 대기: { $count }건

# In the select of the queue before something is chosen.
queue-placeholder = 항목 열기

# Button to earlier ones.
queue-previous = 이전

# Button to later ones.
queue-next = 다음

# Beside one that nobody is at.
queue-unclaimed = 담당자 없음

# Beside one that a moderator is at. $moderator: who. $when: a time.
queue-claimed-by = 담당: { $moderator } · { $when }

# Title of one of them. $receipt: its number.
queue-item-title = 제공할 항목: { $receipt }

# Over when it was redeemed.
queue-field-since = 교환 시점

# Over who is at it.
queue-field-claim = 담당자

# Over what shows that it was delivered.
queue-field-evidence = 증빙

# Over why it was rejected.
queue-field-reason = 사유

# Button: a moderator takes it on.
queue-claim = 담당하기

# Button: a moderator takes it over from another.
queue-take-over = 이어받기

# Button: a moderator gives it back.
queue-release = 담당 해제

# Button: it was delivered.
queue-fulfil = 제공 완료

# Button: it is not delivered, the Sparks go back.
queue-reject = 거절

# Button from one of the queue to all of it.
queue-way-back = 목록으로

# Button that looks again.
queue-refresh = 새로고침

# Title of the form that asks for evidence. At most 45 characters. $receipt: its number.
queue-form-fulfil = 제공 완료: { $receipt }

# Over the field of that form. At most 45 characters.
queue-form-evidence = 제공 내역 (링크, 해시, 메모)

# Title of the form that asks for a reason. At most 45 characters. $receipt: its number.
queue-form-reject = 거절 및 반환: { $receipt }

# Over the field of that form. At most 45 characters.
queue-form-reason = 사유 (멤버가 읽게 됩니다)

# Done. $receipt: which.
queue-claimed = { $receipt } 항목을 담당하게 되었습니다.

# Done. $receipt: which.
queue-released = { $receipt } 항목을 대기열로 돌려보냈습니다. 누구나 담당할 수 있습니다.

# Done. $receipt: which.
queue-fulfilled = { $receipt } 항목을 제공 완료로 처리하고 스파크를 차감했습니다. 멤버에게 알립니다.

# Done. $receipt: which.
queue-rejected = { $receipt } 항목을 거절하고 스파크를 반환했습니다. 멤버에게 사유를 알립니다.

# Refused: no such number.
queue-refused-unknown = 운영진이 제공하는 항목 중에 이 확인 번호가 없습니다. `/{ command-queue } { command-queue-list }` 명령어로 확인해 주세요.

# Refused: the moderator’s own.
queue-refused-own = 본인의 교환입니다. 다른 운영진이 제공하거나 거절해야 합니다.

# Refused: it has ended. $receipt: which. $moderator: who ended it. $when: a time.
queue-refused-fulfilled = { $receipt } 항목은 이미 제공되었습니다: { $moderator } · { $when }

# Refused: it has ended. $receipt: which. $moderator: who ended it. $when: a time.
queue-refused-rejected = { $receipt } 항목은 이미 거절되었습니다: { $moderator } · { $when }

# Refused: another moderator is at it. $receipt: which. $moderator: who. $when: since when.
queue-refused-claimed = { $receipt } 항목은 { $moderator }님이 담당 중입니다({ $when }). 서로 합의했다면 이어받으세요.

# Refused: to release what one is not at. $receipt: which.
queue-refused-not-claimed = { $receipt } 항목을 담당하고 있지 않아 해제할 것이 없습니다.

# Refused: no evidence.
queue-refused-evidence-missing = 어떻게 제공했는지 적어 주세요(링크, 트랜잭션, 메모).

# Refused. $max: how many characters it may have. $length: how many it has.
queue-refused-too-long = 입력한 내용이 { $length }자입니다. 최대 { $max }자까지 입력할 수 있습니다.

# Title of the receipt: a moderator will deliver it.
receipt-title-queued = 예약 완료, 운영진이 제공 예정

# The receipt: a moderator will deliver it. $perk: the perk. $price: what is reserved. $receipt: its number.
receipt-queued = 운영진이 { $perk } 혜택을 제공합니다. 사용 대기: { $price }. 완료되면 개인 메시지로 알려 드립니다. 문의하실 때는 { $receipt } 번호를 알려 주세요.

# The receipt: a moderator delivered it. $perk: the perk. $price: what was charged.
receipt-fulfilled = { $perk } 혜택을 제공해 드렸습니다. 차감: { $price }

# Title of the direct message: delivered.
message-fulfilled-title = 혜택이 제공되었습니다

# Title of the direct message: Sparks returned.
message-returned-title = 스파크가 반환되었습니다

# Under the direct message. $server: the community.
message-footer = 스파크를 교환하셔서 보내 드리는 메시지입니다.

# In a member’s own list of what is under way: it waits for a moderator.
sparks-open-queued = 운영진이 제공 예정

# A column of the file.
queue-column-receipt = 확인 번호

# A column of the file.
queue-column-member = 멤버 ID

# A column of the file: the perk.
queue-column-name = 혜택

# A column of the file: what the member was asked for.
queue-column-answer = 답변

# A column of the file, in UTC.
queue-column-time = 교환 시각(UTC)

# A column of the file.
queue-column-state = 상태

# Above the file. $perk: which. $count: how many rows.
queue-export = { $perk }, 파일의 행 수: { $count }

# Above the file, where not all went in.
queue-export-cut = 오래된 항목부터 담았습니다. 파일에 더 담을 수 없습니다.

# Instead of the file. $perk: which.
queue-export-empty = 아직 { $perk } 혜택을 교환한 멤버가 없습니다.

# Refused: the perk is not delivered by moderators. $perk: which.
queue-refused-not-manual = { $perk } 혜택은 운영진이 제공하는 것이 아니어서 대기열이 없습니다.

# Over the wallet address that the member gave.
queue-field-wallet = 지갑

# Over the link to the member's post.
queue-field-post = 게시물

# Over the member's account at the product.
queue-field-account = 계정
