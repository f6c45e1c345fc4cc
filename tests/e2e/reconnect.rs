//! The gateway goes away and comes back, in each of its ways: what was answered stays answered, what was under way goes
//! on, and what came meanwhile is answered after a resume.

use fake_discord::{FakeDiscord, Fault, Member};

use super::support::{Shop, TestBot, ask_for, badge_role};

/// How a connection can end.
#[derive(Clone, Copy, Debug)]
enum End {
    /// Without a word; the bot resumes.
    Drop,
    /// Discord asks for it; the bot resumes.
    Reconnect,
    /// The session is lost; the bot identifies anew.
    Invalid,
    /// The server's restart.
    Close,
}

const ENDS: [End; 4] = [End::Drop, End::Reconnect, End::Invalid, End::Close];

impl End {
    fn happen(self, discord: &FakeDiscord) {
        match self {
            Self::Drop => discord.gateway_drop(),
            Self::Reconnect => discord.gateway_reconnect(),
            Self::Invalid => discord.gateway_invalid_session(false),
            Self::Close => discord.gateway_close(1001),
        }
    }
}

async fn gone_and_back(discord: &FakeDiscord, end: End) {
    let connections = connections(discord);
    end.happen(discord);
    discord
        .wait_until(|discord| connections < self::connections(discord))
        .await;
    discord.wait_ready().await;
}

/// Every IDENTIFY and RESUME so far.
fn connections(discord: &FakeDiscord) -> u32 {
    let sessions = discord.sessions();
    sessions.iter().map(|session| 1 + session.resumes).sum()
}

async fn redeem(alice: &Member) -> fake_discord::Pending {
    let question = ask_for(alice, "explorer").await;
    alice.press(&question, "confirm").send_without_waiting()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_redemption_goes_on_while_the_gateway_is_away() {
    for end in ENDS {
        let Shop {
            discord,
            bot,
            alice,
            explorer,
        } = Shop::open(10, 10).await;

        let role = Fault::on("PUT", "/guilds/*/members/*/roles/*");
        let held = discord.fault(role.hold());
        let pressed = redeem(&alice).await;
        held.wait_hits(1).await;
        gone_and_back(&discord, end).await;
        held.remove();

        let receipt = pressed.finished().await;
        receipt
            .wait_until(|reply| reply.text().contains("is yours"))
            .await;
        assert_eq!(alice.roles(), [explorer], "{end:?}");
        assert_eq!(bot.balance(&alice).await, (0, 0), "{end:?}");
        // And the new connection serves.
        alice.slash("sparks").send().await;
        bot.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_came_while_the_bot_was_away_is_answered_after_the_resume() {
    for end in [End::Drop, End::Reconnect, End::Close] {
        let discord = FakeDiscord::start().await;
        let bot = TestBot::start(&discord).await;
        let alice = discord.member("alice");
        bot.award(&alice, 10).await;

        let before = connections(&discord);
        end.happen(&discord);
        let asked = alice.slash("sparks").send_without_waiting();
        let answer = asked.finished().await;
        assert!(answer.text().contains("10"), "{end:?}: {}", answer.text());
        assert!(
            connections(&discord) > before || matches!(end, End::Reconnect),
            "{end:?}"
        );
        bot.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interaction_that_comes_again_after_a_reconnect_is_carried_out_once() {
    let discord = FakeDiscord::start().await;
    let explorer = badge_role(&discord, "Explorer");
    let bot = TestBot::start(&discord).await;
    bot.perk_with("Explorer", explorer, 10, |perk| {
        perk.limit_per_member = None;
    })
    .await;
    let alice = discord.member("alice");
    bot.award(&alice, 100).await;
    let pressed = redeem(&alice).await;
    let receipt = pressed.finished().await;
    receipt
        .wait_until(|reply| reply.text().contains("is yours"))
        .await;

    gone_and_back(&discord, End::Invalid).await;
    discord.redeliver_last_interaction();
    alice.slash("sparks").send().await;
    bot.settled().await;
    assert_eq!(bot.balance(&alice).await, (90, 0));
    bot.verify().await;
}
