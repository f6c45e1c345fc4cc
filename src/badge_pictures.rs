//! Pictures of badges for whoever shows them: drawn on a thread of their own, two at a time, the latest kept in memory. It
//! promises that a picture that can't be drawn costs nobody their answer: there is none, and the log says why, once for
//! each badge. What is drawn is [`badge_art`]'s part.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::{Mutex, PoisonError};

use tokio::sync::Semaphore;

use crate::badge_art::{self, ArtError};
use crate::ids::PerkId;

/// How many bytes of pictures are kept: some 400 small ones.
const KEPT_BYTES_MAX: usize = 16 * 1024 * 1024;
/// A bound on what is looked through, and on failures, which have no bytes.
const KEPT_MAX: usize = 1_024;
/// Drawing takes a core for some milliseconds; the rest of the bot wants one, too.
const AT_ONCE_MAX: usize = 2;

/// How large a picture is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// The badge is what the message is about: crisp on every screen, also when it is opened.
    Whole,
    /// It stands beside a text, where Discord shows 80 points. A tenth of the pixels, and of the time to draw and send them.
    Small,
}

impl Size {
    /// The side of the square, in pixels.
    fn side_px(self) -> u32 {
        match self {
            Self::Whole => 512,
            Self::Small => 160,
        }
    }
}

/// What draws perk and edition at a size.
pub type Draw = fn(i64, i64, u32) -> Result<Vec<u8>, ArtError>;

/// A picture, shared with the cache. None: it could not be drawn.
type Drawn = Option<Arc<[u8]>>;

/// Draws badges and remembers them.
pub struct BadgePictures {
    draw: Draw,
    turns: Semaphore,
    /// Latest used last. Failures are kept like pictures: the same input fails again.
    kept: Mutex<VecDeque<(Wanted, Drawn)>>,
}

/// Perk, edition, size.
type Wanted = (PerkId, i64, Size);

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
    pub async fn of(&self, perk: PerkId, edition: i64, size: Size) -> Option<Arc<[u8]>> {
        let badge = (perk, edition, size);
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
        let drawing = tokio::task::spawn_blocking(move || draw(perk.0, edition, size.side_px()));
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

    fn known(&self, badge: Wanted) -> Option<Drawn> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let place = kept.iter().position(|(known, _)| *known == badge)?;
        let found = kept.remove(place)?;
        let drawn = found.1.clone();
        kept.push_back(found);
        Some(drawn)
    }

    fn keep(&self, badge: Wanted, drawn: Drawn) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push_back((badge, drawn));
        while kept.len() > KEPT_MAX || bytes_of(&kept) > KEPT_BYTES_MAX {
            kept.pop_front();
        }
    }
}

fn bytes_of(kept: &VecDeque<(Wanted, Drawn)>) -> usize {
    let pictures = kept.iter().filter_map(|(_, drawn)| drawn.as_ref());
    pictures.map(|picture| picture.len()).sum()
}

#[cfg(test)]
mod tests {
    use super::Size::{Small, Whole};
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    static DRAWN: AtomicUsize = AtomicUsize::new(0);

    fn counted(perk: i64, edition: i64, _side_px: u32) -> Result<Vec<u8>, ArtError> {
        DRAWN.fetch_add(1, Ordering::SeqCst);
        match perk {
            // The largest that a hundred of are kept of.
            1 => Ok(vec![edition.to_be_bytes()[7]; KEPT_BYTES_MAX / 100]),
            2 => Err(ArtError::Side(0)),
            _ => std::panic::resume_unwind(Box::new("a bug")),
        }
    }

    #[tokio::test]
    async fn a_badge_is_drawn_once_while_it_is_remembered() {
        let pictures = BadgePictures::drawn_by(counted);
        let (of_perk, failing, panicking) = (PerkId(1), PerkId(2), PerkId(3));
        let drawn = || DRAWN.load(Ordering::SeqCst);

        let (one, same) = tokio::join!(
            pictures.of(of_perk, 1, Small),
            pictures.of(of_perk, 1, Small)
        );
        assert!(one.is_some() && one == same);
        // Both may have been let in at the same time.
        assert!(drawn() <= 2);
        let before = drawn();
        assert_eq!(pictures.of(of_perk, 1, Small).await, one);
        assert_eq!(drawn(), before);

        pictures.of(of_perk, 1, Whole).await;
        assert_eq!(drawn(), before + 1, "each size is a picture of its own");

        for perk in [failing, panicking] {
            let before = drawn();
            assert_eq!(pictures.of(perk, 1, Small).await, None);
            assert_eq!(pictures.of(perk, 1, Small).await, None);
            assert_eq!(
                drawn(),
                before + 1,
                "a failure is remembered, and logged once"
            );
        }

        for edition in 2..=200 {
            pictures.of(of_perk, edition, Small).await;
            pictures.of(of_perk, 1, Small).await;
        }
        let before = drawn();
        pictures.of(of_perk, 1, Small).await;
        assert_eq!(drawn(), before, "what is in use stays");
        pictures.of(of_perk, 2, Small).await;
        assert_eq!(drawn(), before + 1, "what is not makes room");
        let kept = pictures.kept.lock().unwrap().len();
        assert_eq!(kept, 100, "as many as there are bytes for");
        for edition in 1..=2_000 {
            pictures.keep((failing, edition, Small), None);
        }
        assert_eq!(pictures.kept.lock().unwrap().len(), KEPT_MAX);
    }
}
