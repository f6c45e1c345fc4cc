//! What the menu on a member offers: "View Sparks" for everyone, "Award Sparks" for moderators.

use fake_discord::{FakeDiscord, Member, Reply};

use super::support::{LOCALES, TestBot, badge_role, moderator};

const VIEW: &str = "View Sparks";
const AWARD: &str = "Award Sparks";
const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

async fn campaign(mia: &Member, name: &str) {
    let start = mia.slash("campaign create").option("name", name);
    start.option("budget", 5_000).send().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_members_standing_is_shown_in_private() {
    for locale in LOCALES {
        let discord = FakeDiscord::start().await;
        let bot = TestBot::start(&discord).await;
        bot.perk("Explorer", badge_role(&discord, "Explorer"), 300)
            .await;
        let (alice, bora) = (
            discord.member("alice"),
            discord.member("bora").locale(locale),
        );
        let mia = moderator(&discord).locale(locale);
        bot.redeem(&alice, "explorer", 300).await;
        bot.award(&alice, 7_654).await;

        let shown = bora.user_command(VIEW, &alice).await;
        let to_moderator = mia.user_command(VIEW, &alice).await;
        let of_nobody = alice.user_command(VIEW, &bora).await;
        let own = alice.user_command(VIEW, &alice).await;

        for reply in [&shown, &to_moderator, &of_nobody, &own] {
            assert!(reply.is_ephemeral());
        }
        assert!(!shown.sent().to_string().contains("7,654"), "hers alone");
        assert_eq!(own.text(), alice.slash("sparks").send().await.text());
        insta::assert_json_snapshot!(
            format!("view_sparks_{locale}"),
            (shown, to_moderator, of_nobody)
        );
        bot.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bot_has_none_and_gets_none() {
    for locale in LOCALES {
        let discord = FakeDiscord::start().await;
        let bot = TestBot::start(&discord).await;
        let mia = moderator(&discord).locale(locale);
        let robot = discord.member("robot").bot();
        campaign(&mia, "Launch week").await;

        let shown = mia.user_command(VIEW, &robot).await;
        let award = mia.user_command(AWARD, &robot).await;
        let herself = mia.user_command(AWARD, &mia).await;

        insta::assert_json_snapshot!(
            format!("member_menu_refused_{locale}"),
            [shown.text(), award.text(), herself.text()]
        );
        bot.verify().await;
    }
}

async fn awarded(mia: &Member, form: &Reply, amount: &str) -> (Reply, Reply) {
    let announcement = mia
        .submit(form, &[("amount", amount), ("reason", "Found a bug")])
        .await;
    let receipt = announcement.followup(0).await;
    (announcement, receipt)
}

#[tokio::test(flavor = "multi_thread")]
async fn one_campaign_opens_its_form_at_once() {
    for locale in LOCALES {
        let discord = FakeDiscord::start().await;
        discord.set_guild_locale(locale);
        let bot = TestBot::start(&discord).await;
        let mia = moderator(&discord).locale(locale);
        let alice = discord.member("alice");

        let none = mia.user_command(AWARD, &alice).await;
        campaign(&mia, "Launch week").await;
        let form = mia.user_command(AWARD, &alice).await;
        let (announcement, receipt) = awarded(&mia, &form, "1 000").await;

        assert!(none.is_ephemeral() && !announcement.is_ephemeral() && receipt.is_ephemeral());
        assert_eq!(bot.balance(&alice).await, (1_000, 0));
        insta::assert_json_snapshot!(
            format!("award_form_{locale}"),
            (none, fields_of(&form), announcement, receipt)
        );
        bot.verify().await;
    }
}

/// What the form shows, without the number that names it.
fn fields_of(form: &Reply) -> serde_json::Value {
    let mut modal = form.modal();
    modal["custom_id"] = "[form]".into();
    modal
}

/// The form holds to a campaign's rules as the command does: dates, caps, and a debt that is paid first.
#[tokio::test(flavor = "multi_thread")]
async fn the_rules_of_a_campaign_hold_for_the_form() {
    for locale in LOCALES {
        let discord = FakeDiscord::start().await;
        discord.set_guild_locale(locale);
        let bot = TestBot::start(&discord).await;
        let mia = moderator(&discord).locale(locale);
        let alice = discord.member("alice");
        bot.perk("Explorer", badge_role(&discord, "Explorer"), 300)
            .await;
        bot.redeem(&alice, "explorer", 300).await;
        let owed = mia.slash("award-undo").option("award", "A-1");
        let question = owed.option("reason", "Wrong member").send().await;
        mia.click(&question, "debt").await;
        mia.slash("campaign close")
            .option("campaign", "Launch week")
            .send()
            .await;
        mia.slash("campaign create")
            .option("name", "Bug hunt")
            .option("start", "2d")
            .option("end", "3d")
            .option("award-cap", 300)
            .option("member-cap", 350)
            .send()
            .await;

        let planned = mia.user_command(AWARD, &alice).await;
        bot.clock.advance(2 * DAY_MS);
        let form = mia.user_command(AWARD, &alice).await;
        let late = mia.user_command(AWARD, &alice).await;
        let too_much = mia.submit(&form, &[("amount", "301")]).await;
        let form = mia.user_command(AWARD, &alice).await;
        let (announcement, receipt) = awarded(&mia, &form, "300").await;
        let form = mia.user_command(AWARD, &alice).await;
        let over_member = mia.submit(&form, &[("amount", "51")]).await;
        let shown = mia.user_command(VIEW, &alice).await;
        bot.clock.advance(4 * DAY_MS);
        let ended = mia.submit(&late, &[("amount", "1")]).await;

        for refused in [&planned, &too_much, &over_member, &ended] {
            assert!(refused.is_ephemeral(), "{}", refused.text());
        }
        assert!(!announcement.is_ephemeral() && receipt.is_ephemeral());
        assert_eq!(bot.balance(&alice).await, (0, 0), "300 went to the debt");
        insta::assert_json_snapshot!(
            format!("award_form_rules_{locale}"),
            [
                planned,
                too_much,
                announcement,
                receipt,
                over_member,
                shown,
                ended
            ]
            .map(|reply| reply.text())
        );
        bot.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_several_campaigns_one_is_chosen() {
    for locale in LOCALES {
        let discord = FakeDiscord::start().await;
        let bot = TestBot::start(&discord).await;
        let mia = moderator(&discord).locale(locale);
        let alice = discord.member("alice");
        campaign(&mia, "Launch week").await;
        let open = mia.slash("campaign create").option("name", "Bug_*hunt*");
        open.send().await;

        let which = mia.user_command(AWARD, &alice).await;
        let form = mia.choose(&which, "1").await;
        let (announcement, _) = awarded(&mia, &form, "250").await;

        assert!(which.is_ephemeral() && announcement.text().contains("Launch week"));
        assert_eq!(bot.balance(&alice).await, (250, 0));
        insta::assert_json_snapshot!(format!("award_campaigns_{locale}"), which);
        bot.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn more_campaigns_than_fit_are_said_to_be_more() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let mia = moderator(&discord);
    let alice = discord.member("alice");
    for number in 0..26 {
        campaign(&mia, &format!("{number}{}", "가".repeat(57))).await;
    }

    let which = mia.user_command(AWARD, &alice).await;

    assert_eq!(which.option_values().len(), 25);
    assert!(which.text().contains("/award"), "{}", which.text());
    bot.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_amount_that_cant_be_read_is_refused_in_words() {
    for locale in LOCALES {
        let discord = FakeDiscord::start().await;
        let bot = TestBot::start(&discord).await;
        let mia = moderator(&discord).locale(locale);
        let alice = discord.member("alice");
        campaign(&mia, "Launch week").await;
        let mut told = Vec::new();
        for amount in ["ten", "1.000", "1,5", "-5", "0", "2000000000", "5001"] {
            let form = mia.user_command(AWARD, &alice).await;
            let refused = mia.submit(&form, &[("amount", amount)]).await;
            assert!(refused.is_ephemeral());
            told.push(format!("{amount}: {}", refused.text()));
        }
        let form = mia.user_command(AWARD, &alice).await;
        let long = "가".repeat(201);
        let fields = [("amount", "5"), ("reason", &long)];
        let refused = mia.fill(&form, &fields).unchecked().send().await;
        told.push(refused.text());

        assert_eq!(bot.balance(&alice).await, (0, 0));
        insta::assert_json_snapshot!(format!("award_form_refused_{locale}"), told);
        bot.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_sent_twice_awards_once() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let mia = moderator(&discord);
    let alice = discord.member("alice");
    campaign(&mia, "Launch week").await;
    let form = mia.user_command(AWARD, &alice).await;

    let fields = [("amount", "250")];
    mia.fill(&form, &fields).deliver_times(3).send().await;
    mia.submit(&form, &fields).await;
    let other = mia.submit(&form, &[("amount", "300")]).await;

    assert!(other.is_ephemeral(), "the same form with another amount");
    assert_eq!(bot.balance(&alice).await, (250, 0));
    bot.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_gets_nothing_also_by_hand() {
    for locale in LOCALES {
        let discord = FakeDiscord::start().await;
        let bot = TestBot::start(&discord).await;
        let mia = moderator(&discord);
        let (alice, bora) = (
            discord.member("alice").locale(locale),
            discord.member("bora"),
        );
        campaign(&mia, "Launch week").await;
        campaign(&mia, "Bug hunt").await;
        let which = mia.user_command(AWARD, &bora).await;
        let form = mia.choose(&which, "1").await;
        let (alices, boras) = (alice.id(), bora.id());

        let fields = [("amount", "250")];
        let not_hers = alice.fill(&form, &fields).send().await;
        let by_hand = format!("award:form:{alices}:{boras}:1:77");
        let by_hand = alice.fill(&form, &fields).with_custom_id(&by_hand);
        let by_hand = by_hand.send().await;
        let picked = format!("award:campaign:{alices}:{boras}");
        let picked = alice.select(&which, None, &["1"]).with_custom_id(&picked);
        let picked = picked.anyway().send().await;
        let unknown = format!("award:form:{}:{boras}:99:78", mia.id());
        let unknown = mia.fill(&form, &fields).with_custom_id(&unknown);
        let unknown = unknown.send().await;

        for reply in [&not_hers, &by_hand, &picked, &unknown] {
            assert!(reply.is_ephemeral());
        }
        assert_eq!(bot.balance(&bora).await, (0, 0));
        insta::assert_json_snapshot!(
            format!("award_form_not_permitted_{locale}"),
            [by_hand.text(), picked.text(), unknown.text()]
        );
        bot.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_campaign_closed_meanwhile_pays_nothing() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let mia = moderator(&discord);
    let alice = discord.member("alice");
    campaign(&mia, "Launch week").await;
    let form = mia.user_command(AWARD, &alice).await;
    mia.slash("campaign close")
        .option("campaign", "Launch week")
        .send()
        .await;

    let refused = mia.submit(&form, &[("amount", "250")]).await;

    assert!(refused.text().contains("was closed"), "{}", refused.text());
    assert_eq!(bot.balance(&alice).await, (0, 0));
    bot.verify().await;
}

/// The form is for the campaign that was chosen: when that one is over, another of the same name does not pay.
#[tokio::test(flavor = "multi_thread")]
async fn another_campaign_of_the_same_name_pays_nothing() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let mia = moderator(&discord);
    let alice = discord.member("alice");
    bot.award(&alice, 10).await;
    let form = mia.user_command(AWARD, &alice).await;
    for command in ["close", "create"] {
        let option = if command == "close" {
            "campaign"
        } else {
            "name"
        };
        mia.slash(&format!("campaign {command}"))
            .option(option, "Launch week")
            .send()
            .await;
    }
    let refused = mia.submit(&form, &[("amount", "5")]).await;
    assert!(refused.is_ephemeral());
    assert!(refused.text().contains("was closed"), "{}", refused.text());
    assert_eq!(bot.balance(&alice).await, (10, 0));
    bot.verify().await;
}
