//! A campaign's dates, caps and budget, in order and all at once: exactly what they allow is given, every refusal has the
//! right numbers, and what is taken back gives room again.

use std::sync::Arc;

use sparks::campaigns::{
    self, Award, AwardOutcome, AwardRefusal, CampaignRefusal, CampaignState, CapLeft,
    CreateOutcome, DAY_MS, Descriptions, EditCampaign, EditOutcome, MomentRefusal, ReopenCampaign,
    ReopenOutcome, Terms, Wanted,
};
use sparks::ids::UserId;
use tokio::task::JoinSet;

use crate::support::{ALICE, BOB, HOUR_MS, House, MODERATOR, START_MS, member};

const LAUNCH: &str = "Launch week";

/// A house with a campaign of these terms.
async fn house(budget: Option<i64>, terms: Terms) -> House {
    let house = House::open_empty().await;
    let mut create = house.create_campaign(LAUNCH, budget);
    create.terms = terms;
    let created = house.write(create).await;
    assert!(
        matches!(created, CreateOutcome::Created { .. }),
        "{created:?}"
    );
    house
}

fn award(house: &House, member: UserId, amount: i64) -> Award {
    Award {
        campaign: LAUNCH.into(),
        ..house.award_request(member, amount)
    }
}

async fn refusal(house: &House, award: Award) -> AwardRefusal {
    match house.write(award).await {
        AwardOutcome::Refused(refusal) => refusal,
        AwardOutcome::Awarded(awarded) => panic!("awarded: {awarded:?}"),
    }
}

fn edit(house: &House) -> EditCampaign {
    EditCampaign {
        key: house.key("edit"),
        moderator: MODERATOR,
        campaign: LAUNCH.into(),
        name: None,
        budget: None,
        descriptions: Descriptions::default(),
        starts: None,
        ends: None,
        award_cap: None,
        member_cap: None,
        moderator_day_cap: None,
        now_ms: house.clock.now_ms(),
    }
}

async fn edit_refusal(house: &House, edit: EditCampaign) -> CampaignRefusal {
    match house.write(edit).await {
        EditOutcome::Refused(refusal) => refusal,
        EditOutcome::Changed { after, .. } => panic!("changed: {after:?}"),
    }
}

async fn edited(house: &House, edit: EditCampaign) {
    let outcome = house.write(edit).await;
    assert!(
        matches!(outcome, EditOutcome::Changed { .. }),
        "{outcome:?}"
    );
}

fn left(cap: i64, used: i64) -> CapLeft {
    let left = (cap - used).max(0);
    CapLeft { cap, used, left }
}

#[tokio::test]
async fn awards_are_made_between_start_and_end_only() {
    let terms = Terms {
        starts: Some("2d".into()),
        ends: Some("7d".into()),
        ..Terms::default()
    };
    let house = house(None, terms).await;
    let starts_at_ms = START_MS + 2 * DAY_MS;
    let ends_at_ms = starts_at_ms + 7 * DAY_MS;
    assert_eq!(
        refusal(&house, award(&house, ALICE, 1)).await,
        AwardRefusal::NotStarted {
            campaign: LAUNCH.into(),
            starts_at_ms
        }
    );
    house.clock.advance(2 * DAY_MS - 1);
    refusal(&house, award(&house, ALICE, 1)).await;
    house.clock.advance(1);
    house.write(award(&house, ALICE, 1)).await;
    house.clock.advance(7 * DAY_MS - 1);
    house.write(award(&house, ALICE, 1)).await;
    house.clock.advance(1);
    assert_eq!(
        refusal(&house, award(&house, ALICE, 1)).await,
        AwardRefusal::Ended {
            campaign: LAUNCH.into(),
            ends_at_ms
        }
    );
    assert_eq!(house.balance(ALICE).await, (2, 0));
    house.verify().await;
}

#[tokio::test]
async fn each_refusal_has_the_numbers() {
    let terms = Terms {
        award_cap: Some(60),
        member_cap: Some(100),
        moderator_day_cap: Some(150),
        ..Terms::default()
    };
    let house = house(Some(1_000), terms).await;
    let campaign = || LAUNCH.to_owned();
    assert_eq!(
        refusal(&house, award(&house, ALICE, 61)).await,
        AwardRefusal::OverAwardCap {
            campaign: campaign(),
            cap: 60
        }
    );
    let AwardOutcome::Awarded(first) = house.write(award(&house, ALICE, 60)).await else {
        panic!("60 fit");
    };
    assert_eq!(first.member_left, Some(left(100, 60)));
    assert_eq!(first.moderator_left, Some(left(150, 60)));
    assert_eq!(
        refusal(&house, award(&house, ALICE, 41)).await,
        AwardRefusal::OverMemberCap {
            campaign: campaign(),
            room: left(100, 60)
        }
    );
    house.write(award(&house, ALICE, 40)).await;
    assert_eq!(
        refusal(&house, award(&house, BOB, 51)).await,
        AwardRefusal::OverModeratorDayCap {
            campaign: campaign(),
            room: left(150, 100),
            resets_at_ms: (START_MS / DAY_MS + 1) * DAY_MS,
        }
    );
    // Another moderator's day is another.
    let mut other = award(&house, BOB, 51);
    other.moderator = UserId(901);
    house.write(other).await;
    // So is the next day's; the member's cap is for all days.
    house.clock.advance(DAY_MS);
    house.write(award(&house, BOB, 49)).await;
    refusal(&house, award(&house, BOB, 1)).await;
    assert_eq!(house.balance(BOB).await, (100, 0));
    house.verify().await;
}

/// The moderator's day is that of the ledger: a clock that was set back over midnight does not open another.
#[tokio::test]
async fn a_clock_set_back_over_midnight_opens_no_second_day() {
    let terms = Terms {
        moderator_day_cap: Some(100),
        ..Terms::default()
    };
    let house = house(None, terms).await;
    let midnight = (START_MS / DAY_MS + 1) * DAY_MS;
    house.clock.advance(midnight - START_MS);
    house.write(award(&house, ALICE, 100)).await;
    house.clock.advance(-HOUR_MS);
    let refused = refusal(&house, award(&house, ALICE, 1)).await;
    assert!(
        matches!(refused, AwardRefusal::OverModeratorDayCap { room, .. } if room.left == 0),
        "{refused:?}"
    );
    house.verify().await;
}

/// Two hundred awards of 10 at once, and how many of them pass.
async fn storm(
    budget: Option<i64>,
    terms: Terms,
    who: fn(usize) -> UserId,
    by: fn(usize) -> UserId,
) -> usize {
    let house = Arc::new(house(budget, terms).await);
    let mut tasks = JoinSet::new();
    for number in 0..200 {
        let mut award = award(&house, who(number), 10);
        award.moderator = by(number);
        let house = Arc::clone(&house);
        tasks.spawn(async move { house.write(award).await });
    }
    let outcomes = tasks.join_all().await;
    house.verify().await;
    let awarded = |outcome: &&AwardOutcome| matches!(outcome, AwardOutcome::Awarded(_));
    outcomes.iter().filter(awarded).count()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn all_at_once_no_cap_is_passed() {
    let anyone = |number| UserId(3_000 + i64::try_from(number).unwrap());
    let caps = |change: fn(&mut Terms)| {
        let mut terms = Terms::default();
        change(&mut terms);
        terms
    };
    let by_member = caps(|terms| terms.member_cap = Some(75));
    assert_eq!(storm(None, by_member, |_| ALICE, anyone).await, 7);
    let by_day = caps(|terms| terms.moderator_day_cap = Some(129));
    assert_eq!(storm(None, by_day, member, |_| MODERATOR).await, 12);
    assert_eq!(storm(Some(155), Terms::default(), member, anyone).await, 15);
    let by_award = caps(|terms| terms.award_cap = Some(9));
    assert_eq!(storm(None, by_award, member, anyone).await, 0);
}

/// What stands behind the checks: the ledger itself takes no award that passes a cap.
#[tokio::test]
async fn the_schema_refuses_what_the_checks_would_miss() {
    let terms = Terms {
        award_cap: Some(60),
        member_cap: Some(100),
        ..Terms::default()
    };
    let house = house(None, terms).await;
    house.write(award(&house, ALICE, 50)).await;
    for amount in ["61", "51"] {
        let sql = format!(
            "INSERT INTO transfer (kind, debit_account_id, credit_account_id, amount, request_key, created_at_ms)
             SELECT 'direct', debit_account_id, credit_account_id, {amount}, request_key, created_at_ms
             FROM transfer ORDER BY id DESC LIMIT 1"
        );
        let refused = house.execute(sql.leak()).await.unwrap_err();
        assert!(
            format!("{refused:#}").contains("campaign_over_a_cap"),
            "{refused:#}"
        );
    }
    house.verify().await;
}

#[tokio::test]
async fn a_budget_moves_with_its_edits_and_never_below_what_is_spent() {
    let house = house(Some(500), Terms::default()).await;
    house.write(award(&house, ALICE, 300)).await;
    let budget = |budget| {
        let mut edit = edit(&house);
        edit.budget = Some(budget);
        edit
    };
    assert_eq!(
        edit_refusal(&house, budget(299)).await,
        CampaignRefusal::BudgetBelowSpent {
            name: LAUNCH.into(),
            spent: 300,
            budget: 299
        }
    );
    let issued = "SELECT -available FROM account WHERE id = 1";
    for (asked, issues) in [(300, 300), (1_000, 1_000), (0, 0), (400, 400), (0, 0)] {
        edited(&house, budget(asked)).await;
        assert_eq!(house.number(issued).await, issues, "budget {asked}");
        house.verify().await;
    }
    // Without a budget it awards without limit; one that is set again counts what was spent meanwhile.
    house.write(award(&house, ALICE, 5_000)).await;
    assert!(matches!(
        edit_refusal(&house, budget(5_299)).await,
        CampaignRefusal::BudgetBelowSpent { spent: 5_300, .. }
    ));
    edited(&house, budget(5_300)).await;
    assert_eq!(
        refusal(&house, award(&house, ALICE, 1)).await,
        AwardRefusal::OverBudget {
            campaign: LAUNCH.into(),
            left: 0
        }
    );
    for out_of_range in [-1, 1_000_000_001, i64::MIN] {
        let refused = edit_refusal(&house, budget(out_of_range)).await;
        assert!(
            matches!(refused, CampaignRefusal::BudgetOutOfRange { .. }),
            "{refused:?}"
        );
    }
    house.verify().await;
}

/// Edits and awards at once: whoever comes first, nothing is passed and nothing is lost.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_budget_lowered_while_awards_are_made_is_never_below_them() {
    let house = Arc::new(house(Some(1_000), Terms::default()).await);
    let mut tasks = JoinSet::new();
    for number in 0..100 {
        let award = award(&house, member(number), 10);
        let mut lower = edit(&house);
        lower.budget = Some(1_000 - i64::try_from(number).unwrap() * 10 - 5);
        let house = Arc::clone(&house);
        tasks.spawn(async move {
            house.write(award).await;
            house.write(lower).await;
        });
    }
    tasks.join_all().await;
    let below = "SELECT COUNT(*) FROM campaign_standing WHERE spent > budget";
    assert_eq!(house.number(below).await, 0);
    house.verify().await;
}

#[tokio::test]
async fn a_cap_that_is_lowered_takes_nothing_back() {
    let house = house(None, Terms::default()).await;
    house.write(award(&house, ALICE, 300)).await;
    let mut lower = edit(&house);
    lower.member_cap = Some(200);
    edited(&house, lower).await;
    assert_eq!(
        refusal(&house, award(&house, ALICE, 1)).await,
        AwardRefusal::OverMemberCap {
            campaign: LAUNCH.into(),
            room: CapLeft {
                cap: 200,
                used: 300,
                left: 0
            }
        }
    );
    assert_eq!(house.balance(ALICE).await, (300, 0));
    let mut remove = edit(&house);
    remove.member_cap = Some(0);
    edited(&house, remove).await;
    house.write(award(&house, ALICE, 1)).await;
    house.verify().await;
}

#[tokio::test]
async fn dates_that_can_not_be_are_refused() {
    let house = House::open_empty().await;
    for (starts, ends, expected) in [
        ("01.12.2027", "", "Unreadable"),
        ("2027-02-30", "", "NoSuchTime"),
        ("", "0d", "SpanOutOfRange"),
        ("2026-12-31", "", "StartPassed"),
        ("", "2026-12-31", "EndPassed"),
        ("2027-03-02", "2027-03-01", "EndsBeforeStart"),
        ("2027-03-02 10:00", "2027-03-02 10:00", "EndsBeforeStart"),
    ] {
        let typed = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let mut create = house.create_campaign(LAUNCH, Some(5));
        create.terms.starts = typed(starts);
        create.terms.ends = typed(ends);
        let outcome = house.write(create).await;
        assert!(
            format!("{outcome:?}").contains(expected),
            "{starts} {ends}: {outcome:?}"
        );
    }
    assert_eq!(house.number("SELECT COUNT(*) FROM campaign").await, 0);

    let mut create = house.create_campaign(LAUNCH, None);
    create.terms.ends = Some("2027-03-01".into());
    house.write(create).await;
    let mut move_start = edit(&house);
    move_start.starts = Some("1d".into());
    assert!(matches!(
        edit_refusal(&house, move_start).await,
        CampaignRefusal::AlreadyStarted { .. }
    ));
    let mut unreadable = edit(&house);
    unreadable.ends = Some("soon".into());
    assert_eq!(
        edit_refusal(&house, unreadable).await,
        CampaignRefusal::Moment {
            typed: "soon".into(),
            why: MomentRefusal::Unreadable
        }
    );
    assert_eq!(
        edit_refusal(&house, edit(&house)).await,
        CampaignRefusal::NothingToChange
    );
    let mut long = edit(&house);
    long.descriptions.ko = Some("가".repeat(301));
    assert_eq!(
        edit_refusal(&house, long).await,
        CampaignRefusal::DescriptionTooLong {
            max: 300,
            length: 301
        }
    );
    house.verify().await;
}

#[tokio::test]
async fn reopening_keeps_names_unique_among_the_open() {
    let house = house(None, Terms::default()).await;
    let reopen = |name: &str| ReopenCampaign {
        key: house.key("reopen"),
        moderator: MODERATOR,
        campaign: name.into(),
        now_ms: house.clock.now_ms(),
    };
    let refused = |outcome| match outcome {
        ReopenOutcome::Refused(refusal) => refusal,
        ReopenOutcome::Reopened(campaign) => panic!("reopened {campaign:?}"),
    };
    assert_eq!(
        refused(house.write(reopen("Nothing")).await),
        CampaignRefusal::NoneSuch
    );
    assert_eq!(
        refused(house.write(reopen(LAUNCH)).await),
        CampaignRefusal::NotClosed {
            name: LAUNCH.into()
        }
    );
    house.write(house.close_campaign(LAUNCH)).await;
    house.campaign("launch WEEK", Some(7)).await;
    assert_eq!(
        refused(house.write(reopen(LAUNCH)).await),
        CampaignRefusal::NameTaken {
            name: "launch WEEK".into()
        }
    );
    house.write(house.close_campaign(LAUNCH)).await;
    // Of two closed ones of a name it is the later; asked twice by one interaction it is opened once.
    let again = reopen(LAUNCH);
    let first = house.write(again.clone()).await;
    assert!(matches!(&first, ReopenOutcome::Reopened(campaign) if campaign.budget == Some(7)));
    house.write(house.close_campaign(LAUNCH)).await;
    assert_eq!(house.write(again).await, first);
    let open = "SELECT COUNT(*) FROM campaign WHERE closed_at_ms IS NULL";
    assert_eq!(house.number(open).await, 0, "a replay opens nothing");
    house.verify().await;
}

#[tokio::test]
async fn states_suggestions_and_reports_follow_the_clock() {
    let terms = Terms {
        starts: Some("1d".into()),
        ends: Some("1d".into()),
        ..Terms::default()
    };
    let house = house(Some(100), terms).await;
    house.campaign("Always", None).await;
    house.campaign("Over", None).await;
    house.write(house.close_campaign("Over")).await;
    let names = async |wanted| {
        let mut reader = house.db().read().await.unwrap();
        let now_ms = house.clock.now_ms();
        let found = campaigns::suggestions(&mut reader, "", wanted, now_ms, 25).await;
        let names = found.unwrap().into_iter().map(|campaign| campaign.name);
        names.collect::<Vec<_>>()
    };
    let state = async || {
        let mut reader = house.db().read().await.unwrap();
        let found = campaigns::find_any(&mut reader, LAUNCH).await.unwrap();
        found.unwrap().state(house.clock.now_ms())
    };
    assert_eq!(state().await, CampaignState::Planned);
    assert_eq!(names(Wanted::Running).await, ["Always"]);
    assert_eq!(names(Wanted::Open).await, ["Always", LAUNCH]);
    assert_eq!(names(Wanted::Closed).await, ["Over"]);
    assert_eq!(names(Wanted::Any).await, ["Always", LAUNCH, "Over"]);
    house.clock.advance(DAY_MS);
    assert_eq!(state().await, CampaignState::Running);
    assert_eq!(names(Wanted::Running).await, ["Always", LAUNCH]);
    house.write(award(&house, ALICE, 30)).await;
    house.write(award(&house, BOB, 40)).await;
    house.clock.advance(DAY_MS);
    assert_eq!(state().await, CampaignState::Ended);
    let mut reader = house.db().read().await.unwrap();
    let report = campaigns::report(&mut reader, LAUNCH, house.clock.now_ms()).await;
    let report = report.unwrap().unwrap();
    assert_eq!((report.members, report.awards), (2, 2));
    assert_eq!(report.top, [(BOB, 40), (ALICE, 30)]);
    let days: Vec<_> = report
        .days
        .iter()
        .map(|day| (day.awards, day.amount))
        .collect();
    assert_eq!(days.len(), 14);
    assert_eq!(days[12..], [(2, 70), (0, 0)]);
    drop(reader);
    house.verify().await;
}
