//! Badges: the picture on the receipt, in `/sparks` and by `/badge`, in words as well, and without it when need be.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use fake_discord::{FakeDiscord, Fault, Reply};
use sparks::badge_art::{self, ArtError};
use sparks::badge_pictures::BadgePictures;
use sparks::fulfilment::Policy;

use super::support::{LOCALES, NEW_YEAR_MS, TestBot, ask_for, badge_role};

/// The one file of a message is this badge, and something is said about it.
fn shows(reply: &Reply, perk: i64, edition: i64) -> bool {
    shows_at(reply, perk, edition, 512)
}

/// The same at a size.
fn shows_at(reply: &Reply, perk: i64, edition: i64, side_px: u32) -> bool {
    let files = reply.attachments();
    let [file] = files.as_slice() else {
        return false;
    };
    let described = file.description.as_ref().is_some_and(|text| {
        (10..=1_024).contains(&text.chars().count()) && text.contains(&format!("#{edition:04}"))
    });
    file.filename == "badge.png"
        && file.content_type == "image/png"
        && file.bytes == badge_art::png(perk, edition, side_px).unwrap()
        && described
}

#[tokio::test(flavor = "multi_thread")]
async fn a_badge_is_shown_to_everyone_in_the_servers_language() {
    for locale in LOCALES {
        let discord = FakeDiscord::start().await;
        discord.set_guild_locale(locale);
        let bot = TestBot::start(&discord).await;
        bot.perk("Spark_Explorer", badge_role(&discord, "Explorer"), 300)
            .await;
        bot.perk("Gold", badge_role(&discord, "Gold"), 400).await;
        let (alice, bora) = (
            discord.member("alice").locale(locale),
            discord.member("bora"),
        );
        bot.redeem(&bora, "spark-explorer", 300).await;
        let receipt = bot.redeem(&alice, "spark-explorer", 300).await;
        assert!(shows(&receipt, 1, 2), "{receipt:?}");
        bot.pass(1_000);
        bot.redeem(&alice, "gold", 400).await;

        let summary = alice.slash("sparks").send().await;
        let latest = alice.slash("badge").send().await;
        let redemption = &latest.option_values()[0];
        let other = alice.choose(&latest, redemption).await;

        assert!(!latest.is_ephemeral());
        // Beside a text Discord shows it small.
        assert!(shows_at(&summary, 2, 1, 160));
        assert!(shows(&latest, 2, 1) && shows(&other, 1, 2));
        let day = format!("<t:{}:D>", NEW_YEAR_MS / 1_000);
        assert!(other.text().contains(&day), "{}", other.text());
        assert_eq!(other.message_id(), latest.message_id(), "the same message");
        insta::assert_json_snapshot!(format!("badge_{locale}"), other);
        bot.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_none_reads_how_to_get_one() {
    for locale in LOCALES {
        let discord = FakeDiscord::start().await;
        let bot = TestBot::start(&discord).await;
        let alice = discord.member("alice").locale(locale);
        let (bora, robot) = (discord.member("bora"), discord.member("robot").bot());
        bot.award(&bora, 10).await;

        let own = alice.slash("badge").send().await;
        let others = alice.slash("badge").option("member", &bora).send().await;
        let bots = alice.slash("badge").option("member", &robot).send().await;

        assert!(own.is_ephemeral() && others.is_ephemeral() && bots.is_ephemeral());
        assert!(own.text().contains("/redeem") || locale != "en-US");
        let texts = [own.text(), others.text(), bots.text()];
        insta::assert_json_snapshot!(format!("badge_none_{locale}"), texts);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_elses_badge_opens_others_for_oneself() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    bot.perk("Explorer", badge_role(&discord, "Explorer"), 300)
        .await;
    bot.perk("Gold", badge_role(&discord, "Gold"), 400).await;
    let (alice, bora) = (discord.member("alice"), discord.member("bora").locale("ru"));
    bot.redeem(&alice, "explorer", 300).await;
    bot.pass(1_000);
    bot.redeem(&alice, "gold", 400).await;

    let shown = bora.slash("badge").option("member", &alice).send().await;
    let redemption = &shown.option_values()[0];
    let own = alice.choose(&shown, redemption).await;
    let again = alice.choose(&own, &own.option_values()[0]).await;

    assert!(own.is_ephemeral() && shows(&own, 1, 1), "{own:?}");
    assert_eq!(
        shown.refreshed().text(),
        shown.text(),
        "Bora's stays as it was"
    );
    assert!(again.is_ephemeral() && shows(&again, 2, 1), "{again:?}");
    let bot = bot.restart(&discord).await;
    let later = bora.choose(&shown, redemption).await;
    assert!(!later.is_ephemeral() && shows(&later, 1, 1), "{later:?}");
    bot.verify().await;
}

fn fails(_perk: i64, _edition: i64, side_px: u32) -> Result<Vec<u8>, ArtError> {
    Err(ArtError::Side(side_px))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_badge_that_cant_be_drawn_costs_nobody_their_receipt() {
    let discord = FakeDiscord::start().await;
    let explorer = badge_role(&discord, "Explorer");
    let pictures = BadgePictures::drawn_by(fails);
    let bot = TestBot::start_drawing(&discord, Policy::default(), pictures).await;
    bot.perk("Explorer", explorer, 300).await;
    let alice = discord.member("alice");

    let receipt = bot.redeem(&alice, "explorer", 300).await;
    let shown = alice.slash("badge").send().await;
    let summary = alice.slash("sparks").send().await;

    assert_eq!(alice.roles(), [explorer]);
    for reply in [receipt, shown, summary] {
        assert!(reply.text().contains("#0001"), "{}", reply.text());
        assert!(reply.attachments().is_empty());
        assert!(!reply.sent().to_string().contains("attachment://"));
    }
    bot.verify().await;
}

static DRAWN: AtomicUsize = AtomicUsize::new(0);

fn counted(perk: i64, edition: i64, side_px: u32) -> Result<Vec<u8>, ArtError> {
    DRAWN.fetch_add(1, Ordering::SeqCst);
    badge_art::png(perk, edition, side_px)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_picture_is_drawn_while_discord_gives_the_role_and_once() {
    let discord = FakeDiscord::start().await;
    let explorer = badge_role(&discord, "Explorer");
    let pictures = BadgePictures::drawn_by(counted);
    let bot = TestBot::start_drawing(&discord, Policy::default(), pictures).await;
    bot.perk("Explorer", explorer, 300).await;
    let alice = discord.member("alice");
    bot.award(&alice, 300).await;
    let giving = Fault::on("PUT", "/guilds/*/members/*/roles/*");
    let held = discord.fault(giving.hold().always());

    let question = ask_for(&alice, "explorer").await;
    let receipt = alice.click(&question, "confirm").await;
    held.wait_hits(1).await;
    let drawn = async {
        while DRAWN.load(Ordering::SeqCst) == 0 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), drawn)
        .await
        .expect("not drawn before the role is there");
    assert_eq!(alice.roles(), [] as [u64; 0]);
    held.remove();
    receipt.wait_until(|reply| shows(reply, 1, 1)).await;
    assert_eq!(DRAWN.load(Ordering::SeqCst), 1);
    bot.verify().await;
}

/// The picture is drawn again by the next process, and a receipt that is sent again shows it once.
#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_after_a_restart_has_its_picture_once() {
    let discord = FakeDiscord::start().await;
    let explorer = badge_role(&discord, "Explorer");
    let policy = Policy {
        first_delay_ms: 100,
        delay_max_ms: 1_000,
        ..Policy::default()
    };
    let bot = TestBot::start_with(&discord, policy).await;
    bot.perk("Explorer", explorer, 300).await;
    let alice = discord.member("alice").locale("ko");
    bot.award(&alice, 300).await;
    let confirm = ask_for(&alice, "explorer").await;
    // The role waits, so that the member reads that it takes longer, from this process and from the next.
    let grant = Fault::on("PUT", "/guilds/*/members/*/roles/*");
    let outage = discord.fault(grant.status(503).always());
    let waiting = alice.click(&confirm, "confirm").await;
    let waiting = waiting
        .wait_until(|reply| reply.text().contains("R-1"))
        .await;
    assert!(waiting.attachments().is_empty());
    let bot = bot.restart(&discord).await;
    waiting.next_edit().await;

    // The receipt arrives, and nobody tells the bot.
    let edit = Fault::on("PATCH", "/webhooks/*/*/messages/@original");
    let unheard = discord.fault(edit.cut_after_effect().times(1));
    outage.remove();
    bot.pass(2_000);
    let receipt = waiting.wait_until(|reply| shows(reply, 1, 1)).await;
    unheard.wait_hits(1).await;
    let receipt = receipt.next_edit().await;

    assert!(shows(&receipt, 1, 1), "{receipt:?}");
    bot.verify().await;
}
