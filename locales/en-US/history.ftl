### What /history shows, and the file that it gives.

# Title of a member's statement.
history-title = Your history

# Title of a statement narrowed to one type. $type: which.
history-title-type = Your history: { $type }

# Over the rows, each of which starts with two numbers like this.
history-legend = Change → available Sparks after it

# Instead of the rows: there are none of this type.
history-empty-type = Nothing of this type yet. Use `/{ command-history }` without a type to see everything.

# Button to the first page.
history-newest = Newest

# Button to the page before.
history-newer = Newer

# Button to the next page.
history-older = Older

# Button that gives the statement as a file.
history-download = Download CSV

# With the file. $count: how many rows it has.
history-file =
    { $count ->
        [one] Your history as a file, with { $count } row. Times are in UTC.
       *[other] Your history as a file, with { $count } rows. Times are in UTC.
    }

# With a file that could not hold everything. $count: how many rows it has.
history-file-cut =
    { $count ->
        [one] Your history is too long for one file, so this one has the latest { $count } row. Times are in UTC. For the rest, ask a moderator.
       *[other] Your history is too long for one file, so this one has the latest { $count } rows. Times are in UTC. For the rest, ask a moderator.
    }

# In the file, over the times.
history-column-time = Time (UTC)

# In the file, over what was gained or lost.
history-column-amount = Amount

# In the file, over the available Sparks after it.
history-column-balance = Balance

# In the file, over the type: earned, redeemed and so on.
history-column-type = Type

# In the file, over where it came from: a campaign, a trade and so on.
history-column-source = Source

# In the file, over the name of the campaign or perk.
history-column-name = Name

# In the file, over the moderator's reason.
history-column-reason = Reason

# In the file, over what to quote when asking about it.
history-column-receipt = Receipt
