### What /history shows, and the file that it gives.

# Title of a member's statement.
history-title = 내 스파크 내역

# Title of a statement narrowed to one type. $type: which.
history-title-type = 내 스파크 내역: { $type }

# Over the rows, each of which starts with two numbers like this.
history-legend = 변동 → 변동 후 사용 가능

# Instead of the rows: there are none of this type.
history-empty-type = 이 유형의 내역이 아직 없습니다. 유형을 선택하지 않고 `/{ command-history }` 명령어를 입력하면 전체 내역을 볼 수 있습니다.

# Button to the first page.
history-newest = 최신

# Button to the page before.
history-newer = 이후

# Button to the next page.
history-older = 이전

# Button that gives the statement as a file.
history-download = CSV 다운로드

# With the file. $count: how many rows it has.
history-file = 내역 { $count }건을 파일로 준비했습니다. 시간은 UTC 기준입니다.

# With a file that could not hold everything. $count: how many rows it has.
history-file-cut = 내역이 많아 한 파일에 모두 담지 못했습니다. 최근 { $count }건이 들어 있습니다. 시간은 UTC 기준입니다. 나머지는 운영진에게 문의해 주세요.

# In the file, over the times.
history-column-time = 시간(UTC)

# In the file, over what was gained or lost.
history-column-amount = 변동

# In the file, over the available Sparks after it.
history-column-balance = 잔액

# In the file, over the type: earned, redeemed and so on.
history-column-type = 유형

# In the file, over where it came from: a campaign, a trade and so on.
history-column-source = 출처

# In the file, over the name of the campaign or perk.
history-column-name = 이름

# In the file, over the moderator's reason.
history-column-reason = 사유

# In the file, over what to quote when asking about it.
history-column-receipt = 번호
