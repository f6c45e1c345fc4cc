//! Pictures of badges for whoever shows them: drawn on a thread of their own, two at a time, the latest kept in memory. It
//! promises that a picture that can't be drawn costs nobody their answer: there is none, and the log says why, once for
//! each badge. What is drawn is [`badge_art`]'s part.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::{Mutex, PoisonError};

use tokio::sync::Semaphore;

use crate::badge_art::{self, ArtError};
use crate::ids::PerkId;

/// Crisp on every screen; Discord shows it smaller.
const SIDE_PX: u32 = 512;
/// About 60 KB each.
const KEPT_MAX: usize = 64;
/// Drawing takes a core for some milliseconds; the rest of the bot wants one, too.
const AT_ONCE_MAX: usize = 2;

/// What draws perk and edition at a size.
pub type Draw = fn(i64, i64, u32) -> Result<Vec<u8>, ArtError>;

/// A picture, shared with the cache. None: it could not be drawn.
type Drawn = Option<Arc<[u8]>>;

/// Draws badges and remembers them.
pub struct BadgePictures {
    draw: Draw,
    turns: Semaphore,
    /// Latest used last. Failures are kept like pictures: the same input fails again.
    kept: Mutex<VecDeque<((PerkId, i64), Drawn)>>,
}

impl Default for BadgePictures {
    fn default() -> Self {
        Self::drawn_by(badge_art::png)
    }
}

impl BadgePictures {
    /// Pictures drawn by this: a test's own may fail.
    #[must_use]
    pub fn drawn_by(draw: Draw) -> Self {
        Self {
            draw,
            turns: Semaphore::new(AT_ONCE_MAX),
            kept: Mutex::default(),
        }
    }

    /// The picture of one badge as PNG; none when it can't be drawn.
    pub async fn of(&self, perk: PerkId, edition: i64) -> Option<Arc<[u8]>> {
        let badge = (perk, edition);
        if let Some(known) = self.known(badge) {
            return known;
        }
        // It is closed never; if it were, drawing without a turn does no harm.
        let _turn = self.turns.acquire().await;
        // Somebody before us in the queue may have wanted the same.
        if let Some(known) = self.known(badge) {
            return known;
        }
        let draw = self.draw;
        let drawing = tokio::task::spawn_blocking(move || draw(perk.0, edition, SIDE_PX));
        let drawn = match drawing.await {
            Ok(Ok(picture)) => Some(Arc::from(picture)),
            Ok(Err(error)) => {
                tracing::error!(perk = perk.0, edition, %error, "a badge can't be drawn");
                None
            }
            Err(error) => {
                tracing::error!(perk = perk.0, edition, %error, "drawing a badge ended early");
                None
            }
        };
        self.keep(badge, drawn.clone());
        drawn
    }

    fn known(&self, badge: (PerkId, i64)) -> Option<Drawn> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let place = kept.iter().position(|(known, _)| *known == badge)?;
        let found = kept.remove(place)?;
        let drawn = found.1.clone();
        kept.push_back(found);
        Some(drawn)
    }

    fn keep(&self, badge: (PerkId, i64), drawn: Drawn) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= KEPT_MAX {
            kept.pop_front();
        }
        kept.push_back((badge, drawn));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    static DRAWN: AtomicUsize = AtomicUsize::new(0);

    fn counted(perk: i64, edition: i64, _side_px: u32) -> Result<Vec<u8>, ArtError> {
        DRAWN.fetch_add(1, Ordering::SeqCst);
        match perk {
            1 => Ok(edition.to_be_bytes().to_vec()),
            2 => Err(ArtError::Side(0)),
            _ => std::panic::resume_unwind(Box::new("a bug")),
        }
    }

    #[tokio::test]
    async fn a_badge_is_drawn_once_while_it_is_remembered() {
        let pictures = BadgePictures::drawn_by(counted);
        let (of_perk, failing, panicking) = (PerkId(1), PerkId(2), PerkId(3));
        let drawn = || DRAWN.load(Ordering::SeqCst);

        let (one, same) = tokio::join!(pictures.of(of_perk, 1), pictures.of(of_perk, 1));
        assert!(one.is_some() && one == same);
        // Both may have been let in at the same time.
        assert!(drawn() <= 2);
        let before = drawn();
        assert_eq!(pictures.of(of_perk, 1).await, one);
        assert_eq!(drawn(), before);

        for perk in [failing, panicking] {
            let before = drawn();
            assert_eq!(pictures.of(perk, 1).await, None);
            assert_eq!(pictures.of(perk, 1).await, None);
            assert_eq!(
                drawn(),
                before + 1,
                "a failure is remembered, and logged once"
            );
        }

        for edition in 2..=200 {
            pictures.of(of_perk, edition).await;
            pictures.of(of_perk, 1).await;
        }
        let before = drawn();
        pictures.of(of_perk, 1).await;
        assert_eq!(drawn(), before, "what is in use stays");
        pictures.of(of_perk, 2).await;
        assert_eq!(drawn(), before + 1, "what is not makes room");
        let kept = pictures.kept.lock().unwrap().len();
        assert!(kept <= KEPT_MAX, "{kept}");
    }
}
