//! Where a batch's lines come from: a file, a role's members, or pasted mentions. Who it is not for at all (a file that
//! can't be read, members who can't be listed) is told at once; single lines are judged by the domain.

use std::collections::HashMap;

use serenity::http::Http;
use serenity::model::channel::Attachment;

use crate::campaigns::batch::sheet::{self, FILE_BYTES_MAX};
use crate::campaigns::batch::{Entry, Person, Sheet};
use crate::discord::data::Data;
use crate::discord::roster;
use crate::discord::views::{View, award_many as view};
use crate::i18n::Translator;
use crate::ids::{RoleId, UserId};

/// What is asked for.
#[derive(Clone, Copy)]
pub(super) enum Ask<'a> {
    /// What a file says.
    File(&'a Attachment),
    /// The same for everybody with a role.
    Role {
        /// Which.
        role: RoleId,
        /// How much each.
        amount: i64,
    },
    /// The same for these.
    Members {
        /// As pasted.
        members: &'a str,
        /// How much each.
        amount: i64,
    },
}

/// The lines, and who of them is there, where that is known already.
pub(super) struct Gathered {
    pub sheet: Sheet,
    pub people: Option<HashMap<UserId, Person>>,
    pub left_out: view::LeftOut,
}

/// Gathers the lines; what can't be is a view that says why.
pub(super) async fn gather(
    data: &Data,
    http: &Http,
    t: Translator<'_>,
    moderator: UserId,
    ask: Ask<'_>,
    reason: Option<&str>,
) -> Result<Gathered, Box<View>> {
    // A reason of nothing but spaces is none; one that Discord should not have let through is a refused line.
    let reason = reason.map(str::trim).filter(|reason| !reason.is_empty());
    let sheet = match ask {
        Ask::File(file) => {
            let mut sheet = read(data, t, file).await?;
            for entry in &mut sheet.entries {
                let given = entry.reason.take();
                entry.reason = given.or_else(|| reason.map(str::to_owned));
            }
            sheet
        }
        Ask::Members { members, amount } => sheet::pasted(members, amount, reason),
        Ask::Role { role, amount } => {
            return of_role(data, http, t, moderator, role, amount, reason).await;
        }
    };
    Ok(Gathered {
        sheet,
        people: None,
        left_out: view::LeftOut::default(),
    })
}

async fn read(data: &Data, t: Translator<'_>, file: &Attachment) -> Result<Sheet, Box<View>> {
    let declared = u64::from(file.size);
    let bytes = data
        .attachments
        .fetch(&file.url, declared, FILE_BYTES_MAX)
        .await
        .map_err(|refusal| view::unfetched(t, refusal))?;
    // Thousands of lines take a moment that others should not wait for.
    let read = tokio::task::spawn_blocking(move || sheet::parse(&bytes)).await;
    match read {
        Ok(read) => Ok(read.map_err(|refusal| view::unreadable(t, &refusal))?),
        Err(_panicked) => Err(Box::new(view::unfetched(
            t,
            crate::discord::attachment::FetchRefusal::Failed,
        ))),
    }
}

/// Bots and the moderator are not meant, and left out with a word.
async fn of_role(
    data: &Data,
    http: &Http,
    t: Translator<'_>,
    moderator: UserId,
    role: RoleId,
    amount: i64,
    reason: Option<&str>,
) -> Result<Gathered, Box<View>> {
    let found = roster::with_role(data, http, role)
        .await
        .map_err(|refusal| view::unlisted(t, refusal))?;
    let mut left_out = view::LeftOut::default();
    let mut people = HashMap::with_capacity(found.len());
    let mut entries = Vec::with_capacity(found.len());
    for (member, person) in found {
        if person.is_bot {
            left_out.bots += 1;
        } else if member == moderator {
            left_out.moderator = true;
        } else {
            people.insert(member, person);
            entries.push(Entry {
                line: i64::try_from(entries.len()).unwrap_or(i64::MAX) + 1,
                member,
                amount,
                reason: reason.map(str::to_owned),
            });
        }
    }
    Ok(Gathered {
        sheet: Sheet {
            entries,
            bad: Vec::new(),
        },
        people: Some(people),
        left_out,
    })
}
