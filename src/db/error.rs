//! The one place that knows how SQLite reports a broken constraint.

/// The name of the constraint that a statement broke: a `CHECK`'s or trigger's own name, or `table.column` for a
/// `UNIQUE` one. `None` when the error is of another kind.
///
/// sqlx's SQLite driver has no constraint name of its own, so the message is read: "CHECK constraint failed: NAME",
/// "UNIQUE constraint failed: TABLE.COLUMN", and for `RAISE(ABORT, 'NAME')` the name alone.
#[must_use]
pub fn violated_constraint(error: &sqlx::Error) -> Option<String> {
    const RAISED_BY_TRIGGER: &str = "1811";
    let database = error.as_database_error()?;
    let message = database.message();
    let named = ["CHECK constraint failed: ", "UNIQUE constraint failed: "]
        .iter()
        .find_map(|prefix| message.strip_prefix(prefix));
    match named {
        Some(name) => Some(name.to_owned()),
        None if database.code().as_deref() == Some(RAISED_BY_TRIGGER) => Some(message.to_owned()),
        None => None,
    }
}
