### What a member reads when something went wrong on our side.

# A fault. $incident: the id under which the log has the rest.
error-fault = 저희 쪽에서 문제가 발생했습니다. /sparks에 변화가 없다면 아무것도 변경되지 않은 것입니다. 운영진에게 이 번호를 알려 주세요: { $incident }
