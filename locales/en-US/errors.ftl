### What a member reads when something went wrong on our side.

# A fault. $incident: the id under which the log has the rest.
error-fault = Something went wrong on our side, and nothing was changed unless /sparks shows it. Tell a moderator this number: { $incident }
