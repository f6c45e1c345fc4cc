### What /history shows, and the file that it gives.

# Title of a member's statement.
history-title = История

# Title of a statement narrowed to one type. $type: which.
history-title-type = История: { $type }

# Over the rows, each of which starts with two numbers like this.
history-legend = Изменение → доступно после него

# Instead of the rows: there are none of this type.
history-empty-type = Операций этого типа пока нет. Введите `/{ command-history }` без типа, чтобы увидеть все.

# Button to the first page.
history-newest = Последние

# Button to the page before.
history-newer = Новее

# Button to the next page.
history-older = Старее

# Button that gives the statement as a file.
history-download = Скачать CSV

# With the file. $count: how many rows it has.
history-file =
    { $count ->
        [one] Ваша история в файле: { $count } строка. Время указано по UTC.
        [few] Ваша история в файле: { $count } строки. Время указано по UTC.
        [many] Ваша история в файле: { $count } строк. Время указано по UTC.
       *[other] Ваша история в файле: { $count } строки. Время указано по UTC.
    }

# With a file that could not hold everything. $count: how many rows it has.
history-file-cut =
    { $count ->
        [one] История не поместилась в один файл: в нём { $count } последняя строка. Время указано по UTC. За остальным обратитесь к модератору.
        [few] История не поместилась в один файл: в нём { $count } последние строки. Время указано по UTC. За остальным обратитесь к модератору.
        [many] История не поместилась в один файл: в нём { $count } последних строк. Время указано по UTC. За остальным обратитесь к модератору.
       *[other] История не поместилась в один файл: в нём { $count } последней строки. Время указано по UTC. За остальным обратитесь к модератору.
    }

# In the file, over the times.
history-column-time = Время (UTC)

# In the file, over what was gained or lost.
history-column-amount = Сумма

# In the file, over the available Sparks after it.
history-column-balance = Остаток

# In the file, over the type: earned, redeemed and so on.
history-column-type = Тип

# In the file, over where it came from: a campaign, a trade and so on.
history-column-source = Источник

# In the file, over the name of the campaign or perk.
history-column-name = Название

# In the file, over the moderator's reason.
history-column-reason = Причина

# In the file, over what to quote when asking about it.
history-column-receipt = Номер
