//! A ticket's QR picture as a message carries it: drawn, and described in the reader's language. There may be none; the
//! code stands in the message as well.

use std::sync::Arc;

use super::views::{Picture, ticket};
use crate::i18n::Translator;
use crate::perks::TicketCode;
use crate::qr_art;

/// What the file is called on Discord, where members may save it.
const FILE_NAME: &str = "ticket.png";

/// The picture of this code, if it can be drawn.
pub async fn ticket_picture(t: Translator<'_>, code: &TicketCode) -> Option<Picture> {
    let text = code.shown();
    let drawn = tokio::task::spawn_blocking(move || qr_art::png(&text)).await;
    match drawn {
        Ok(Ok(png)) => Some(Picture {
            png: Arc::from(png),
            description: ticket::description(t, code),
            file: FILE_NAME,
        }),
        Ok(Err(error)) => {
            tracing::error!(%error, "a ticket can't be drawn");
            None
        }
        Err(error) => {
            tracing::error!(%error, "drawing a ticket ended early");
            None
        }
    }
}
