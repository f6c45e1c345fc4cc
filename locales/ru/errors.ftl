### What a member reads when something went wrong on our side.

# A fault. $incident: the id under which the log has the rest.
error-fault = У нас произошла ошибка. Если в /sparks ничего не изменилось, значит, ничего и не произошло. Сообщите модератору этот номер: { $incident }
