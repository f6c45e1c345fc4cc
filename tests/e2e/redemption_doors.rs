//! `/redemption` at its limits: receipts that are none, moderators who may not, and a Discord that does not answer.

use fake_discord::{FakeDiscord, Fault, FaultHandle};

use super::redemption::{DEADLINE_MS, House, PAUSE_MS, ROLE};

const MEMBER: &str = "/guilds/*/members/*";

/// What is open: who needs a moderator first. The rest is counted.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_receipt_is_refused() {
    let house = House::with_review("en-US").await;
    for command in ["show", "retry", "void"] {
        for typed in [
            "R-2",
            "R-0",
            "A-1",
            "-1",
            "five",
            "99999999999999999999",
            "' OR 1=1",
        ] {
            let mut slash = house
                .mia
                .slash(&format!("redemption {command}"))
                .option("receipt", typed);
            if command == "void" {
                slash = slash.option("reason", "Sorry!");
            }
            let refused = slash.send().await;
            assert!(
                refused.is_ephemeral()
                    && refused.text().contains("no redemption with that receipt"),
                "{command} {typed}: {}",
                refused.text()
            );
        }
    }
    assert_eq!(house.decisions().await, 0);
    house.undecided().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reason_is_needed_and_fits() {
    let house = House::with_review("en-US").await;
    let shown = house.show().await;
    for (reason, expected) in [
        (" ".to_owned(), "Please give a reason"),
        ("가".repeat(201), "The reason has 201"),
    ] {
        let typed = house.mia.slash("redemption void").option("receipt", "1");
        let typed = typed.option("reason", reason.as_str()).unchecked();
        let form = house.mia.click(&shown, "void").await;
        let filled = house.mia.fill(&form, &[("reason", &reason)]).unchecked();
        for refused in [typed.send().await, filled.send().await] {
            assert!(refused.text().contains(expected), "{}", refused.text());
        }
    }
    let form = house.mia.click(&shown, "void").await;
    let longest = "*".repeat(200);
    let taken = house.mia.submit(&form, &[("reason", &longest)]).await;
    assert!(
        taken.text().contains("being taken away"),
        "{}",
        taken.text()
    );
    house.returned().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_returns_their_own_sparks() {
    let house = House::new("en-US").await;
    house.bot.award(&house.mia, 100).await;
    house.redeem_in_vain(&house.mia).await;

    let shown = house.show().await;
    let disabled: Vec<_> = shown
        .buttons()
        .iter()
        .map(|button| button.disabled)
        .collect();
    assert_eq!(disabled, [false, true, false]);
    let form = house.mia.press(&shown, "void").anyway();
    let form = form.send().await;
    let by_form = house.mia.submit(&form, &[("reason", "Mine")]).await;
    let by_command = house.void().await;
    for refused in [by_form, by_command] {
        assert!(
            refused.text().contains("Another moderator has to"),
            "{}",
            refused.text()
        );
    }
    assert_eq!(house.decisions().await, 0);

    // Trying again is no favour.
    house.mia.click(&shown, "retry").await;
    house.until("state = 'settled'").await;
    house.bot.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn those_who_may_not_are_refused_at_every_door() {
    let house = House::with_review("en-US").await;
    let shown = house.show().await;
    let form = house.mia.click(&shown, "void").await;

    // Somebody without the right: not by command, not by another's buttons, not by buttons made up.
    let alice = &house.alice;
    let list = alice.slash("redemption list").try_send().await;
    assert!(list.is_err(), "Discord does not offer it");
    let others = alice.press(&shown, "retry").anyway();
    let others = others.send().await;
    assert!(
        others.text().contains("This belongs to"),
        "{}",
        others.text()
    );
    let forged = |what: &str| format!("redemption:{what}:{}:1", alice.id());
    for what in ["show", "retry", "void"] {
        let press = alice.press(&shown, "retry").anyway();
        let refused = press.with_custom_id(&forged(what)).send().await;
        assert!(
            refused.text().contains("Manage Server"),
            "{}",
            refused.text()
        );
        assert!(refused.is_ephemeral());
    }

    // A moderator who is none any more: not by the buttons and the form that are still there.
    for role in house.mia.roles() {
        house.mia.take_role(role);
    }
    let mut refused = vec![house.mia.submit(&form, &[("reason", "Sorry!")]).await];
    for button in ["show", "retry", "void"] {
        refused.push(house.mia.click(&shown, button).await);
    }
    for refused in refused {
        assert!(
            refused.text().contains("Manage Server"),
            "{}",
            refused.text()
        );
    }
    assert_eq!(house.decisions().await, 0);
    house.undecided().await;
}

/// An admin may give the command to whom they like. Discord does not tell the bot so with a button, hence none are shown.
#[tokio::test(flavor = "multi_thread")]
async fn whom_an_admin_allowed_decides_by_command() {
    let house = House::with_review("en-US").await;
    let helper = house.discord.member("helper");
    house.discord.allow_command("redemption", &helper);
    let show = helper.slash("redemption show").option("receipt", "R-1");
    let shown = show.send().await;
    assert!(shown.buttons().is_empty() && shown.text().contains("Try again"));
    let retry = helper.slash("redemption retry").option("receipt", "R-1");
    retry.send().await;
    house.delivered().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_discord_does_not_say_is_unknown() {
    let house = House::with_review("en-US").await;
    let look = || Fault::on("GET", MEMBER);
    for fault in [
        look().status(500),
        look().cut_before_effect(),
        look().hang(),
    ] {
        let fault = house.discord.fault(fault.times(1));
        let shown = house.show().await.text();
        assert!(shown.contains("unknown: Discord did not answer"), "{shown}");
        fault.remove();
    }
    let shown = house.show().await.text();
    assert!(shown.contains("✅ has it"), "{shown}");
    house.alice.take_role(house.explorer);
    let shown = house.show().await.text();
    assert!(shown.contains("does not have it"), "{shown}");
    house.discord.delete_role(house.explorer);
    let shown = house.show().await.text();
    assert!(shown.contains("does not have it"), "{shown}");
    house.alice.leave();
    let shown = house.show().await.text();
    assert!(shown.contains("left the server"), "{shown}");
    house.undecided().await;
}

/// Not returned and kept: what Discord does not confirm comes back for a decision, and says why.
#[tokio::test(flavor = "multi_thread")]
async fn sparks_stay_held_while_the_role_may_be_there() {
    let house = House::with_review("en-US").await;
    house.discord.set_bot_role_position(1);
    house.void().await;
    house.bot.pass(PAUSE_MS);
    house.until("state = 'review' AND attempts > 3").await;
    let shown = house.show().await.text();
    for expected in [
        "needs your decision",
        "refused (code 50013)",
        "Sorry!",
        "has it",
    ] {
        assert!(shown.contains(expected), "{expected}: {shown}");
    }
    house.undecided().await;

    house.discord.set_bot_role_position(100);
    house.void().await;
    house.returned().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_outage_during_a_return_is_waited_out() {
    let house = House::with_review("en-US").await;
    let outage = outage(&house.discord);
    house.void().await;
    house.bot.pass(PAUSE_MS);
    outage[0].wait_hits(1).await;
    house.until("stage = 'returning' AND is_leased = 0").await;
    for fault in outage {
        fault.remove();
    }
    house.bot.pass(DEADLINE_MS);
    house.returned().await;
}

fn outage(discord: &FakeDiscord) -> [FaultHandle; 2] {
    [("DELETE", ROLE), ("GET", MEMBER)]
        .map(|(method, path)| discord.fault(Fault::on(method, path).status(503).always()))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_who_left_or_a_role_that_is_gone_is_no_obstacle() {
    for leaves in [true, false] {
        let house = House::with_review("en-US").await;
        if leaves {
            house.alice.leave();
        } else {
            house.discord.delete_role(house.explorer);
        }
        house.void().await;
        house.returned().await;
    }
}

/// What was redeemed and can't have arrived is returned at once, and the member's message says so.
/// A form that was made up, or is of another version, is answered.
#[tokio::test(flavor = "multi_thread")]
async fn a_fault_behind_a_form_is_an_incident() {
    let house = House::with_review("en-US").await;
    let shown = house.show().await;
    let form = house.mia.click(&shown, "void").await;
    house.bot.tamper("DROP VIEW redemption_case").await;
    let fault = house.mia.submit(&form, &[("reason", "Sorry!")]).await;
    let incident = fault.text();
    let incident = incident.split("**").nth(1).unwrap_or_default();
    assert_eq!(incident.len(), 8, "{}", fault.text());
}
