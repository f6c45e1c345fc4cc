//! The outbox of the staff channel: posts about rows, each written in the transaction of its row, and the messages that they
//! went out in. It promises that nothing is lost, and that what may have been posted is only asked for again with the
//! nonce that keeps Discord from posting it twice. What a post says, and asking Discord, is `discord`'s part.
//!
//! A feature that posts something adds a [`PostKind`] and inserts a row of `staff_post` where its own row is written (a
//! trigger, or [`enqueue`]); `discord::staff` says what it reads like. Where a message must change later, it is found
//! again by [`find_message`].

mod outbox;

pub use outbox::{
    Begin, Changed, Conclude, FoundMessage, Message, Next, Outcome, Post, PostKind, Shown,
    UseChannel, enqueue, find_message, next, unsent, use_channel,
};
