//! The restore drill: the machine is lost, and the last backup, made while the bot was busy, goes on elsewhere.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::time::Duration;

use fake_discord::{FakeDiscord, Fault, Member, RoleId};
use sparks::db::Db;
use sparks::ids::UserId;
use sparks::ledger;

use super::command::sparks;
use super::process::{end, start, stop};
use super::support::{badge_role, moderator};

const PATIENCE: Duration = Duration::from_secs(30);
const ROLE: &str = "/guilds/*/members/*/roles/*";

/// Awards of one Spark, one after another, and how many of them were acknowledged.
#[derive(Default)]
struct Load {
    acknowledged: AtomicI64,
    is_over: AtomicBool,
}

impl Load {
    fn acknowledged(&self) -> i64 {
        self.acknowledged.load(Ordering::SeqCst)
    }

    async fn run(&self, moderator: &Member, member: &Member) {
        while !self.is_over.load(Ordering::SeqCst) {
            award(moderator, member, 1).await;
            self.acknowledged.fetch_add(1, Ordering::SeqCst);
        }
    }
}

async fn award(moderator: &Member, member: &Member, amount: i64) {
    let award = moderator.slash("award").option("member", member);
    let award = award.option("amount", amount).option("campaign", "Launch");
    let told = award.send().await;
    assert!(told.text().contains("Launch"), "{}", told.text());
}

/// Available and held Sparks in a file.
async fn balance(file: &Path, member: &Member) -> (i64, i64) {
    let db = Db::open_read_only(file).await.unwrap();
    let mut reader = db.read().await.unwrap();
    let account = ledger::member_account(&mut reader, UserId::from_discord(member.id()))
        .await
        .unwrap();
    drop(reader);
    db.close().await;
    account.map_or((0, 0), |account| (account.available, account.held))
}

async fn verify(folder: &Path) {
    let verified = end(sparks(folder).arg("verify")).await;
    assert_eq!(verified.code, 0, "{}{}", verified.stdout, verified.stderr);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_made_under_load_goes_on_elsewhere() {
    let (lost, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let discord = FakeDiscord::builder().wait(PATIENCE).start().await;
    let (mia, explorer) = (moderator(&discord), badge_role(&discord, "Explorer"));
    let (alice, bora) = (discord.member("alice"), discord.member("bora"));
    let busy = discord.member("busy");
    let mut bot = start(lost.path(), &discord).await;
    mia.slash("campaign create")
        .option("name", "Launch")
        .send()
        .await;
    let add = mia.slash("perk add-role").option("role", RoleId(explorer));
    add.option("price", 100).send().await;
    for member in [&alice, &bora] {
        award(&mia, member, 150).await;
    }

    // Two deliveries are under way, and awards go on, when the backup is made.
    let held = discord.fault(Fault::on("PUT", ROLE).hold().always());
    for member in [&alice, &bora] {
        let redeem = member.slash("redeem").option("perk", "explorer");
        member.click(&redeem.send().await, "confirm").await;
    }
    let load = Arc::new(Load::default());
    let running = tokio::spawn({
        let (load, mia, busy) = (Arc::clone(&load), mia.clone(), busy.clone());
        async move { load.run(&mia, &busy).await }
    });
    discord.wait_until(|_| load.acknowledged() >= 5).await;
    let acknowledged_before = load.acknowledged();
    let saved = end(sparks(lost.path()).args(["backup", "copy.db"])).await;
    let acknowledged_after = load.acknowledged();
    assert_eq!(saved.code, 0, "{}", saved.stderr);
    discord
        .wait_until(|_| load.acknowledged() > acknowledged_after)
        .await;
    load.is_over.store(true, Ordering::SeqCst);
    running.await.unwrap();
    bot.kill().await.unwrap();
    held.remove();

    // What was acknowledged before the backup is in it; what came later may not be.
    let restored = elsewhere.path().join("sparks.db");
    std::fs::copy(lost.path().join("copy.db"), &restored).unwrap();
    drop(lost);
    verify(elsewhere.path()).await;
    let (kept, _) = balance(&restored, &busy).await;
    assert!(
        (acknowledged_before..=acknowledged_after + 1).contains(&kept),
        "{acknowledged_before} to {acknowledged_after}: {kept}"
    );
    for member in [&alice, &bora] {
        assert_eq!(balance(&restored, member).await, (50, 100));
    }

    // The next process carries on: who is still there gets the role and is charged, who has left is not.
    bora.leave();
    let bot = start(elsewhere.path(), &discord).await;
    discord.wait_until(|_| alice.roles() == [explorer]).await;
    award(&mia, &busy, 1_000).await;
    // Bora may have had the role: it is taken, some seconds later, before the Sparks go back.
    discord
        .wait_until(|discord| !discord.requests_to("DELETE", ROLE).is_empty())
        .await;
    stop(bot).await;
    verify(elsewhere.path()).await;
    assert_eq!(balance(&restored, &alice).await, (50, 0));
    assert_eq!(balance(&restored, &bora).await, (150, 0));
    assert_eq!(balance(&restored, &busy).await, (kept + 1_000, 0));
}
