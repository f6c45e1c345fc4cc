//! What a statement is narrowed to.

use crate::ledger::Category;

/// What a statement is narrowed to, as it stands in a `custom_id`.
pub(super) fn category_code(category: Option<Category>) -> &'static str {
    match category {
        None => "all",
        Some(Category::Earned) => "earned",
        Some(Category::Redeemed) => "redeemed",
        Some(Category::Returned) => "returned",
        Some(Category::Corrected) => "corrected",
    }
}

/// Reads what [`category_code`] wrote; an error for anything else.
pub(super) fn category_of(code: &str) -> Result<Option<Category>, Unknown> {
    Ok(match code {
        "all" => None,
        "earned" => Some(Category::Earned),
        "redeemed" => Some(Category::Redeemed),
        "returned" => Some(Category::Returned),
        "corrected" => Some(Category::Corrected),
        _ => return Err(Unknown),
    })
}

/// A code that this version does not write.
pub(super) struct Unknown;
