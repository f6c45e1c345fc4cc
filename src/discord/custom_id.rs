//! What a button or select means, written into its `custom_id` so that it still works after a restart. Everything in it
//! is checked again when it comes back: the owner, the price and the state may have changed, and a client may send
//! anything.

mod audit;
mod batch;
mod board;
mod history;
mod queue;
mod redeem;
mod setup;

use std::fmt::Write as _;

pub use batch::BatchAct;
pub use queue::ItemPress;
pub use setup::SetupButton;

use crate::audit::{Filter, Turn as AuditTurn};
use crate::ids::{BatchId, CampaignId, PerkId, RedemptionId, TransferId, UserId};
use crate::leaderboard::{BoardKey, Cursor};
use crate::ledger::{Category, Turn};

/// The meaning of a component. The first segment is the feature, the second what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CustomId {
    /// The select of the catalogue.
    Pick {
        /// Whose catalogue it is.
        owner: UserId,
    },
    /// Back to the catalogue.
    Catalogue {
        /// Whose it is.
        owner: UserId,
    },
    /// The button that opens the form of a perk that asks for something.
    OpenForm {
        /// Who is asked.
        owner: UserId,
        /// For which perk.
        perk: PerkId,
        /// The number of what they typed before; that of no draft: nothing.
        nonce: u64,
    },
    /// That form.
    AnswerForm {
        /// Who is asked.
        owner: UserId,
        /// For which perk.
        perk: PerkId,
    },
    /// The button that redeems.
    Confirm {
        /// Who was asked.
        owner: UserId,
        /// What they redeem.
        perk: PerkId,
        /// The price that they were shown.
        price: i64,
        /// How long they read that the role lasts.
        days: Option<i64>,
        /// The interaction that asked: every click on this button is the same request.
        nonce: u64,
    },
    /// The button that does not.
    Cancel {
        /// Who was asked.
        owner: UserId,
        /// The same as that of the button that does: whichever is pressed first counts.
        nonce: u64,
    },
    /// A redemption as moderators see it, looked at again.
    ShowRedemption {
        /// Who looks.
        owner: UserId,
        /// At which.
        redemption: RedemptionId,
    },
    /// The button that delivers a redemption once more.
    RetryRedemption {
        /// Who was shown it.
        owner: UserId,
        /// Which.
        redemption: RedemptionId,
    },
    /// The button that asks why the Sparks are to be returned, and the form that says so.
    VoidRedemption {
        /// Who was shown it.
        owner: UserId,
        /// Which.
        redemption: RedemptionId,
    },
    /// Another page of a board.
    Board {
        /// Who opened it.
        owner: UserId,
        /// Which board.
        board: BoardKey,
        /// Which page.
        cursor: Cursor,
    },
    /// Another page of a statement.
    History {
        /// Whose it is.
        owner: UserId,
        /// What it is narrowed to.
        category: Option<Category>,
        /// Which page.
        turn: Turn,
    },
    /// A statement as a file.
    HistoryFile {
        /// Whose it is.
        owner: UserId,
        /// What it is narrowed to.
        category: Option<Category>,
    },
    /// Another page of the campaigns.
    Campaigns {
        /// Who looks.
        owner: UserId,
        /// Which page, from 0.
        page: i64,
    },
    /// Another page of the perks.
    Perks {
        /// Who looks.
        owner: UserId,
        /// Which page, from 0.
        page: i64,
    },
    /// The answer to the question how an award is to be taken back.
    UndoAward {
        /// Who was asked.
        owner: UserId,
        /// Whether what is spent becomes a debt.
        with_debt: bool,
        /// What they were shown that the member has.
        shown: i64,
        /// The interaction that asked: every answer to it is the same request.
        nonce: u64,
    },
    /// A button of a batch of awards.
    Batch {
        /// Who was shown it.
        owner: UserId,
        /// Which.
        batch: BatchId,
        /// What it does.
        act: BatchAct,
    },
    /// The answer to the question how a batch is to be taken back.
    UndoBatch {
        /// Who was asked.
        owner: UserId,
        /// Whether what is spent becomes a debt.
        with_debt: bool,
        /// The interaction that asked: every answer to it is the same request.
        nonce: u64,
    },
    /// Another page of the record.
    Audit {
        /// Who looks.
        owner: UserId,
        /// What it is narrowed to.
        filter: Filter,
        /// Which page.
        turn: AuditTurn,
    },
    /// Another page of the queue.
    Queue {
        /// Who looks.
        owner: UserId,
        /// Which perk's; none: of all.
        perk: Option<PerkId>,
        /// Which page, from 0.
        page: i64,
    },
    /// The select of what is on a page of the queue.
    QueueOpen {
        /// Who looks.
        owner: UserId,
    },
    /// A button of something in the queue, or its form: every moderator's.
    QueueItem {
        /// Which redemption.
        redemption: RedemptionId,
        /// What to do.
        press: ItemPress,
    },
    /// The select of a member's other tickets.
    Tickets {
        /// Whose they are.
        owner: UserId,
    },
    /// A button of the question what is to be put in place.
    Setup(SetupButton),
    /// How Sparks work.
    Help,
    /// The select of a member's other badges.
    Badge {
        /// Who asked to see one.
        owner: UserId,
        /// Whose badges they are.
        member: UserId,
    },
    /// The button that erases whoever presses it.
    EraseData {
        /// Who was asked.
        owner: UserId,
        /// The interaction that asked: every click on this button is the same request.
        nonce: u64,
    },
    /// The button that does not.
    KeepData {
        /// Who was asked.
        owner: UserId,
        /// The same as that of the button that does: whichever is pressed first counts.
        nonce: u64,
    },
    /// The select of campaigns to award from.
    AwardCampaign {
        /// The moderator.
        owner: UserId,
        /// Who is to receive.
        member: UserId,
    },
    /// The form of an award.
    AwardForm {
        /// The moderator.
        owner: UserId,
        /// Who is to receive.
        member: UserId,
        /// Where the Sparks come from.
        campaign: CampaignId,
        /// The interaction that opened it: sent twice, it is the same request.
        nonce: u64,
    },
}

impl CustomId {
    /// Whose component it is; none: anyone's.
    #[must_use]
    pub fn owner(&self) -> Option<UserId> {
        match self {
            Self::Pick { owner }
            | Self::Catalogue { owner }
            | Self::OpenForm { owner, .. }
            | Self::AnswerForm { owner, .. }
            | Self::Confirm { owner, .. }
            | Self::Cancel { owner, .. }
            | Self::ShowRedemption { owner, .. }
            | Self::RetryRedemption { owner, .. }
            | Self::VoidRedemption { owner, .. }
            | Self::Board { owner, .. }
            | Self::History { owner, .. }
            | Self::HistoryFile { owner, .. }
            | Self::Campaigns { owner, .. }
            | Self::Perks { owner, .. }
            | Self::UndoAward { owner, .. }
            | Self::Batch { owner, .. }
            | Self::UndoBatch { owner, .. }
            | Self::Audit { owner, .. }
            | Self::Badge { owner, .. }
            | Self::Queue { owner, .. }
            | Self::QueueOpen { owner }
            | Self::Tickets { owner }
            | Self::EraseData { owner, .. }
            | Self::KeepData { owner, .. }
            | Self::AwardCampaign { owner, .. }
            | Self::AwardForm { owner, .. } => Some(*owner),
            Self::Setup(button) => Some(button.owner),
            Self::Help | Self::QueueItem { .. } => None,
        }
    }

    /// As Discord keeps it: at most 100 characters, of which the longest takes 98.
    #[must_use]
    pub fn encode(&self) -> String {
        match self {
            Self::Pick { owner } => format!("redeem:pick:{owner}"),
            Self::Catalogue { owner } => format!("redeem:catalogue:{owner}"),
            Self::OpenForm { owner, perk, nonce } => format!("redeem:form:{owner}:{perk}:{nonce}"),
            Self::AnswerForm { owner, perk } => format!("redeem:answer:{owner}:{perk}"),
            Self::Confirm {
                owner,
                perk,
                price,
                days,
                nonce,
            } => {
                let days = days.map(|days| format!(":{days}")).unwrap_or_default();
                format!("redeem:confirm:{owner}:{perk}:{price}:{nonce}{days}")
            }
            Self::Cancel { owner, nonce } => format!("redeem:cancel:{owner}:{nonce}"),
            Self::ShowRedemption { owner, redemption } => {
                format!("redemption:show:{owner}:{redemption}")
            }
            Self::RetryRedemption { owner, redemption } => {
                format!("redemption:retry:{owner}:{redemption}")
            }
            Self::VoidRedemption { owner, redemption } => {
                format!("redemption:void:{owner}:{redemption}")
            }
            Self::Board {
                owner,
                board,
                cursor,
            } => {
                let board = board::code(*board);
                let mut id = format!("board:{owner}:{board}");
                // Writing to a String can't fail.
                let _ = match cursor {
                    Cursor::Top => write!(id, ":top"),
                    Cursor::Own => write!(id, ":own"),
                    Cursor::Number(number) => write!(id, ":page:{number}"),
                    Cursor::After { score, account } => write!(id, ":after:{score}:{account}"),
                    Cursor::Before { score, account } => write!(id, ":before:{score}:{account}"),
                };
                id
            }
            Self::History {
                owner,
                category,
                turn,
            } => {
                let category = history::category_code(*category);
                match turn {
                    Turn::Newest => format!("history:{owner}:{category}:newest"),
                    Turn::Older(id) => format!("history:{owner}:{category}:older:{id}"),
                    Turn::Newer(id) => format!("history:{owner}:{category}:newer:{id}"),
                }
            }
            Self::HistoryFile { owner, category } => {
                format!("history-file:{owner}:{}", history::category_code(*category))
            }
            Self::Campaigns { owner, page } => format!("campaigns:{owner}:{page}"),
            Self::Perks { owner, page } => format!("perks:{owner}:{page}"),
            Self::UndoAward {
                owner,
                with_debt,
                shown,
                nonce,
            } => {
                let how = if *with_debt { "debt" } else { "taken" };
                format!("undo:{owner}:{how}:{shown}:{nonce}")
            }
            Self::Batch { owner, batch, act } => batch::encode(*owner, *batch, *act),
            Self::UndoBatch {
                owner,
                with_debt,
                nonce,
            } => batch::encode_undo(*owner, *with_debt, *nonce),
            Self::Audit {
                owner,
                filter,
                turn,
            } => audit::encode(*owner, filter, *turn),
            Self::Queue { owner, perk, page } => queue::encode_page(*owner, *perk, *page),
            Self::QueueOpen { owner } => format!("queue:open:{owner}"),
            Self::QueueItem { redemption, press } => queue::encode_item(*redemption, *press),
            Self::Tickets { owner } => format!("tickets:{owner}"),
            Self::Setup(button) => button.encode(),
            Self::Help => "help".to_owned(),
            Self::Badge { owner, member } => format!("badge:{owner}:{member}"),
            Self::EraseData { owner, nonce } => format!("privacy:erase:{owner}:{nonce}"),
            Self::KeepData { owner, nonce } => format!("privacy:keep:{owner}:{nonce}"),
            Self::AwardCampaign { owner, member } => format!("award:campaign:{owner}:{member}"),
            Self::AwardForm {
                owner,
                member,
                campaign,
                nonce,
            } => format!("award:form:{owner}:{member}:{campaign}:{nonce}"),
        }
    }

    /// Reads what [`CustomId::encode`] wrote; none for anything else, such as one of an earlier version.
    #[must_use]
    pub fn decode(id: &str) -> Option<Self> {
        let segments: Vec<&str> = id.split(':').collect();
        Some(match segments.as_slice() {
            ["redeem", what, owner, rest @ ..] => redeem::decode(what, user(owner)?, rest)?,
            ["redemption", what, owner, redemption] => {
                let owner = user(owner)?;
                let redemption = RedemptionId(redemption.parse().ok()?);
                match *what {
                    "show" => Self::ShowRedemption { owner, redemption },
                    "retry" => Self::RetryRedemption { owner, redemption },
                    "void" => Self::VoidRedemption { owner, redemption },
                    _ => return None,
                }
            }
            ["badge", owner, member] => Self::Badge {
                owner: user(owner)?,
                member: user(member)?,
            },
            // Before there were several boards, messages were sent whose buttons name none.
            [
                "board",
                owner,
                cursor @ ("top" | "after" | "before"),
                rest @ ..,
            ] => Self::Board {
                owner: user(owner)?,
                board: BoardKey::Lifetime,
                cursor: board::cursor_of(cursor, rest)?,
            },
            ["board", owner, board, cursor, rest @ ..] => Self::Board {
                owner: user(owner)?,
                board: board::of_code(board)?,
                cursor: board::cursor_of(cursor, rest)?,
            },
            ["history", owner, category, turn @ ..] => Self::History {
                owner: user(owner)?,
                category: history::category_of(category).ok()?,
                turn: match turn {
                    ["newest"] => Turn::Newest,
                    ["older", id] => Turn::Older(TransferId(id.parse().ok()?)),
                    ["newer", id] => Turn::Newer(TransferId(id.parse().ok()?)),
                    _ => return None,
                },
            },
            ["history-file", owner, category] => Self::HistoryFile {
                owner: user(owner)?,
                category: history::category_of(category).ok()?,
            },
            [list @ ("perks" | "campaigns"), owner, page] => {
                let (owner, page) = (user(owner)?, page.parse().ok()?);
                match *list {
                    "perks" => Self::Perks { owner, page },
                    _ => Self::Campaigns { owner, page },
                }
            }
            ["undo", owner, how, shown, nonce] => Self::UndoAward {
                owner: user(owner)?,
                with_debt: match *how {
                    "debt" => true,
                    "taken" => false,
                    _ => return None,
                },
                shown: shown.parse().ok()?,
                nonce: nonce.parse().ok()?,
            },
            ["batch", rest @ ..] => batch::decode(rest)?,
            ["batch-undo", rest @ ..] => batch::decode_undo(rest)?,
            ["audit", owner, rest @ ..] => audit::decode(user(owner)?, rest)?,
            ["queue", "page", owner, perk, page] => queue::decode_page(owner, perk, page)?,
            ["queue", "open", owner] => Self::QueueOpen {
                owner: user(owner)?,
            },
            ["item", rest @ ..] => queue::decode_item(rest)?,
            ["tickets", owner] => Self::Tickets {
                owner: user(owner)?,
            },
            ["setup", rest @ ..] => Self::Setup(SetupButton::decode(rest)?),
            ["help"] => Self::Help,
            ["privacy", what, owner, nonce] => {
                let (owner, nonce) = (user(owner)?, nonce.parse().ok()?);
                match *what {
                    "erase" => Self::EraseData { owner, nonce },
                    "keep" => Self::KeepData { owner, nonce },
                    _ => return None,
                }
            }
            ["award", "campaign", owner, member] => Self::AwardCampaign {
                owner: user(owner)?,
                member: user(member)?,
            },
            ["award", "form", owner, member, campaign, nonce] => Self::AwardForm {
                owner: user(owner)?,
                member: user(member)?,
                campaign: CampaignId(campaign.parse().ok()?),
                nonce: nonce.parse().ok()?,
            },
            _ => return None,
        })
    }
}

fn user(segment: &str) -> Option<UserId> {
    segment.parse().ok().map(UserId)
}

#[cfg(test)]
mod tests;
