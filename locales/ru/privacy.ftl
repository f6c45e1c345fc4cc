### What /privacy says: what is stored, being forgotten, and being left out of the leaderboards.

# Title of the file of everything that is stored about the reader.
privacy-export-title = Ваши данные

# Over the file.
privacy-export-body = В этом файле всё, что о вас хранится. Это сообщение видите только вы.

# What a screen reader says of the file.
privacy-export-file = Всё, что о вас хранится, в формате JSON

# Instead of the file: Discord would not take it. $member: their id, for what an operator enters.
privacy-export-large = Данных о вас слишком много для файла в Discord. Попросите их у владельца бота: он получит их командой `sparks privacy export { $member }`.

# Under everything about one's data.
privacy-backups = В резервных копиях бота прежние данные остаются, пока копии не сменятся новыми.

# Title of the question before one's data is erased.
privacy-erase-title = Удаление данных

# The question before one's data is erased.
privacy-erase-question = **Это нельзя отменить.** Потерянное не вернёт никто, даже модераторы. Если вы вернётесь, всё начнётся с нуля.

# Over what will be lost.
privacy-erase-field-lost = Вы потеряете

# The last line of what will be lost.
privacy-erase-lost-history = Ваша история и место в рейтинге

# Over what stays.
privacy-erase-field-kept = Что останется

# What stays.
privacy-erase-kept = Суммы и даты в журнале операций, но без вас: по ним нельзя узнать, чьи они были. Уже отправленные в каналы сообщения не удаляются.

# The red button.
privacy-erase-confirm = Удалить всё

# The other button.
privacy-erase-cancel = Оставить данные

# The member decided not to.
privacy-erase-cancelled = Ничего не удалено. Если передумаете: `/{ command-privacy } { command-privacy-erase }`.

# There is nothing about the member.
privacy-erase-nothing = О вас ничего не хранится, поэтому удалять нечего.

# Refused: redemptions are under way. $receipts: their receipts.
privacy-erase-open = Данные нельзя удалить, пока обмен не завершён: { $receipts }. Ничего не удалено. `/{ command-sparks }` покажет, когда он завершится; если это долго, обратитесь к модератору. Затем снова введите `/{ command-privacy } { command-privacy-erase }`.

# Title when it is done.
privacy-erased-title = Ваши данные удалены

# It is done. $amount: Sparks that are nobody's now.
privacy-erased-body = Журнал операций больше не знает, кто вы. Потеряно: { $amount }.

# After it: there were no roles.
privacy-erased-no-roles = Ролей за обмен у вас не было. Больше ничего делать не нужно.

# After it: the roles are gone. $count: how many.
privacy-erased-roles-gone =
    { $count ->
        [one] Снята { $count } роль за обмен. Больше ничего делать не нужно.
        [few] Сняты { $count } роли за обмен. Больше ничего делать не нужно.
        [many] Снято { $count } ролей за обмен. Больше ничего делать не нужно.
       *[other] Снято { $count } роли за обмен. Больше ничего делать не нужно.
    }

# After it: roles are still being taken. $count: how many.
privacy-erased-roles-left =
    { $count ->
        [one] Осталось снять { $count } роль. Бот сделает это сам, как только позволит Discord, и до тех пор хранит ваш идентификатор.
        [few] Осталось снять { $count } роли. Бот сделает это сам, как только позволит Discord, и до тех пор хранит ваш идентификатор.
        [many] Осталось снять { $count } ролей. Бот сделает это сам, как только позволит Discord, и до тех пор хранит ваш идентификатор.
       *[other] Осталось снять { $count } роли. Бот сделает это сам, как только позволит Discord, и до тех пор хранит ваш идентификатор.
    }

# In place of a member or moderator who was erased since.
privacy-nobody = удалённый участник

# After /privacy hide.
privacy-hidden = Теперь вас нет ни в одном рейтинге. Искры и значки остаются у вас, а своё место теперь видите только вы. Вернуться: `/{ command-privacy } { command-privacy-show }`.

# After /privacy hide by somebody who is hidden.
privacy-hidden-already = Вы уже скрыты из рейтингов. Вернуться: `/{ command-privacy } { command-privacy-show }`.

# After /privacy show.
privacy-shown = Вы снова в рейтингах, со всеми заработанными Искрами. Ваше место покажет `/{ command-leaderboard }`.

# After /privacy show by somebody who is not hidden.
privacy-shown-already = Вы не скрыты из рейтингов. Убрать себя из них: `/{ command-privacy } { command-privacy-hide }`.
