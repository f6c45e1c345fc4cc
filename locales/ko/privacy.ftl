### What /privacy says: what is stored, being forgotten, and being left out of the leaderboards.

# Title of the file of everything that is stored about the reader.
privacy-export-title = 내 데이터

# Over the file.
privacy-export-body = 나에 대해 저장된 모든 정보가 이 파일에 있습니다. 이 메시지는 나에게만 보입니다.

# What a screen reader says of the file.
privacy-export-file = 나에 대해 저장된 모든 정보(JSON)

# Instead of the file: Discord would not take it. $member: their id, for what an operator enters.
privacy-export-large = 저장된 정보가 Discord 파일 크기 제한을 초과합니다. 봇 운영자에게 요청해 주세요. 운영자는 `sparks privacy export { $member }` 명령으로 받을 수 있습니다.

# Under everything about one's data.
privacy-backups = 봇의 백업에는 백업이 교체될 때까지 이전 데이터가 남아 있습니다.

# Title of the question before one's data is erased.
privacy-erase-title = 데이터 삭제

# The question before one's data is erased.
privacy-erase-question = **되돌릴 수 없습니다.** 삭제된 것은 운영진을 포함해 누구도 복구할 수 없습니다. 나중에 돌아오시면 처음부터 다시 시작합니다.

# Over what will be lost.
privacy-erase-field-lost = 잃게 되는 것

# The last line of what will be lost.
privacy-erase-lost-history = 내 스파크 내역과 리더보드 순위

# Over what stays.
privacy-erase-field-kept = 남는 것

# What stays.
privacy-erase-kept = 원장의 수량과 날짜는 남지만 누구의 것이었는지는 알 수 없습니다. 채널에 이미 게시된 메시지는 삭제되지 않습니다.

# The red button.
privacy-erase-confirm = 모두 삭제

# The other button.
privacy-erase-cancel = 데이터 유지

# The member decided not to.
privacy-erase-cancelled = 아무것도 삭제되지 않았습니다. 다시 진행하려면 `/{ command-privacy } { command-privacy-erase }` 명령어를 사용해 주세요.

# There is nothing about the member.
privacy-erase-nothing = 저장된 정보가 없어 삭제할 것이 없습니다.

# Refused: redemptions are under way. $receipts: their receipts.
privacy-erase-open = 교환이 진행 중일 때는 데이터를 삭제할 수 없습니다: { $receipts }. 아무것도 삭제되지 않았습니다. `/{ command-sparks }` 명령어로 완료 여부를 확인하고, 오래 걸리면 운영진에게 문의해 주세요. 완료되면 `/{ command-privacy } { command-privacy-erase }` 명령어를 다시 사용해 주세요.

# Title when it is done.
privacy-erased-title = 데이터가 삭제되었습니다

# It is done. $amount: Sparks that are nobody's now.
privacy-erased-body = 원장에는 더 이상 회원님에 대한 정보가 없습니다. 소멸: { $amount }

# After it: there were no roles.
privacy-erased-no-roles = 교환으로 받은 역할이 없었습니다. 더 처리할 것이 없습니다.

# After it: the roles are gone. $count: how many.
privacy-erased-roles-gone = 교환으로 받은 역할 { $count }개가 제거되었습니다. 더 처리할 것이 없습니다.

# After it: roles are still being taken. $count: how many.
privacy-erased-roles-left = 제거할 역할이 { $count }개 남았습니다. Discord가 허용하는 대로 봇이 자동으로 제거하며, 그때까지만 사용자 ID를 보관합니다.

# In place of a member or moderator who was erased since.
privacy-nobody = 삭제된 멤버

# After /privacy hide.
privacy-hidden = 모든 리더보드에서 숨겨졌습니다. 스파크와 배지는 그대로 유지되며, 내 순위는 나에게만 보입니다. 다시 표시하려면 `/{ command-privacy } { command-privacy-show }`를 사용하세요.

# After /privacy hide by somebody who is hidden.
privacy-hidden-already = 이미 리더보드에서 숨겨져 있습니다. 다시 표시하려면 `/{ command-privacy } { command-privacy-show }`를 사용하세요.

# After /privacy show.
privacy-shown = 리더보드에 다시 표시됩니다. 획득한 스파크는 모두 그대로 반영됩니다. 내 순위는 `/{ command-leaderboard }`에서 확인할 수 있습니다.

# After /privacy show by somebody who is not hidden.
privacy-shown-already = 리더보드에서 숨겨져 있지 않습니다. 숨기려면 `/{ command-privacy } { command-privacy-hide }`를 사용하세요.
