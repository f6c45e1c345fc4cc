#![allow(clippy::unused_async, reason = "poise wants its commands to be async")]

use super::*;

type Ctx<'a> = poise::Context<'a, (), anyhow::Error>;

#[derive(Debug, Clone, Copy, poise::ChoiceParameter)]
enum Period {
    #[name = "This week"]
    Week,
    #[name = "All time"]
    All,
}

/// A group.
#[poise::command(slash_command, subcommands("create"))]
async fn campaign(_: Ctx<'_>) -> anyhow::Result<()> {
    Ok(())
}

/// Replaced by the catalogue.
#[poise::command(slash_command)]
async fn create(_: Ctx<'_>, budget: Option<i64>, period: Option<Period>) -> anyhow::Result<()> {
    let _ = (budget, period);
    Ok(())
}

const ENGLISH: &str = "
command-campaign = campaign
    .description = Campaigns
command-campaign-create = create
    .description = Start a campaign
command-campaign-create-option-budget = budget
    .description = How many Sparks
command-campaign-create-option-period = period
    .description = How long
command-campaign-create-option-period-choice-this-week = This week
command-campaign-create-option-period-choice-all-time = All time
";

const RUSSIAN: &str = "
command-campaign = кампания
    .description = Кампании
command-campaign-create = создать
    .description = Начать кампанию
command-campaign-create-option-budget = бюджет
    .description = Сколько Искр
command-campaign-create-option-period = период
    .description = Как долго
command-campaign-create-option-period-choice-this-week = Эта неделя
command-campaign-create-option-period-choice-all-time = Всё время
";

const KOREAN: &str = "
command-campaign = 캠페인
    .description = 캠페인
command-campaign-create = 만들기
    .description = 캠페인을 시작합니다
command-campaign-create-option-budget = 예산
    .description = 스파크 수
command-campaign-create-option-period = 기간
    .description = 얼마 동안
command-campaign-create-option-period-choice-this-week = 이번 주
command-campaign-create-option-period-choice-all-time = 전체 기간
";

fn localised(texts: [&'static str; 3]) -> anyhow::Result<Vec<CreateCommand>> {
    let mut commands = vec![campaign()];
    localise(&mut commands, &Catalogue::of_texts(texts))?;
    Ok(poise::builtins::create_application_commands(&commands))
}

fn problems(texts: [&'static str; 3]) -> String {
    localised(texts).unwrap_err().to_string()
}

#[test]
fn every_name_and_description_comes_from_the_catalogue() {
    let commands = localised([ENGLISH, RUSSIAN, KOREAN]).unwrap();

    let json = serde_json::to_value(&commands).unwrap();
    let group = &json[0];
    assert_eq!(group["name"], "campaign");
    assert_eq!(group["description"], "Campaigns");
    assert_eq!(group["name_localizations"]["ru"], "кампания");
    assert_eq!(group["description_localizations"]["ko"], "캠페인");
    let create = &group["options"][0];
    assert_eq!(create["description"], "Start a campaign");
    assert_eq!(create["name_localizations"]["ko"], "만들기");
    let budget = &create["options"][0];
    assert_eq!(budget["name_localizations"]["ru"], "бюджет");
    assert_eq!(budget["description"], "How many Sparks");
    let week = &create["options"][1]["choices"][0];
    assert_eq!(
        (&week["name"], &week["value"]),
        (&"This week".into(), &0.into())
    );
    assert_eq!(week["name_localizations"]["ru"], "Эта неделя");
    assert!(!json.to_string().contains("Replaced"), "{json}");
}

#[test]
fn what_discord_would_refuse_is_named() {
    let capital = RUSSIAN
        .replace("= кампания", "= Кампания")
        .replace("= создать", "= со здать")
        .leak();
    let report = problems([ENGLISH, capital, KOREAN]);
    assert!(
        report.contains("ru: command-campaign: \"Кампания\" is not in lower case"),
        "{report}"
    );
    assert!(
        report.contains("ru: command-campaign-create: \"со здать\" has a character"),
        "{report}"
    );

    let long = KOREAN.replace("얼마 동안", &"길".repeat(101)).leak();
    let report = problems([ENGLISH, RUSSIAN, long]);
    assert!(
        report.contains("option-period.description: has 101 characters"),
        "{report}"
    );

    let renamed = ENGLISH.replace("= create", "= start").leak();
    let report = problems([renamed, RUSSIAN, KOREAN]);
    assert!(
        report.contains("is \"start\", but \"create\" in Rust"),
        "{report}"
    );

    let twice = KOREAN.replace("= 기간", "= 예산").leak();
    let report = problems([ENGLISH, RUSSIAN, twice]);
    assert!(
        report.contains("another one is called \"예산\" too"),
        "{report}"
    );
}

#[test]
fn names_follow_discords_rule() {
    for good in [
        "sparks",
        "add-role",
        "a_b",
        "лидеры",
        "리더보드",
        "x2",
        "l'or",
    ] {
        assert_eq!(refused_name(good), None, "{good}");
    }
    for bad in [
        "",
        "Sparks",
        "add role",
        "a.b",
        "a/b",
        "Лидеры",
        "🎁",
        "a\u{200b}b",
    ] {
        assert!(refused_name(bad).is_some(), "{bad}");
    }
    assert!(refused_name(&"가".repeat(33)).is_some());
}

/// serenity keeps localisations in hash maps, whose order differs from one map to the next.
#[test]
fn the_hash_depends_on_the_content_only() {
    let hash = |owner, texts| hash_of(owner, &localised(texts).unwrap()).unwrap();
    let first = hash("1 2", [ENGLISH, RUSSIAN, KOREAN]);

    assert_eq!(first.len(), 64);
    for _ in 0..20 {
        assert_eq!(hash("1 2", [ENGLISH, RUSSIAN, KOREAN]), first);
    }
    assert_ne!(
        hash("1 3", [ENGLISH, RUSSIAN, KOREAN]),
        first,
        "another server"
    );
    let changed = KOREAN.replace("얼마 동안", "기간").leak();
    assert_ne!(hash("1 2", [ENGLISH, RUSSIAN, changed]), first);
}

/// An entry of a context menu.
#[poise::command(context_menu_command = "View Sparks")]
async fn view_sparks(_: Ctx<'_>, _user: serenity::all::User) -> anyhow::Result<()> {
    Ok(())
}

const MENU: [&str; 3] = [
    "command-menu-view-sparks = View Sparks",
    "command-menu-view-sparks = Посмотреть Искры",
    "command-menu-view-sparks = 스파크 보기",
];

fn menu(texts: [&'static str; 3]) -> anyhow::Result<serde_json::Value> {
    let mut commands = vec![view_sparks()];
    localise(&mut commands, &Catalogue::of_texts(texts))?;
    Ok(serde_json::to_value(definitions(&commands)).unwrap())
}

#[test]
fn an_entry_of_a_context_menu_has_its_name_in_every_language() {
    let json = menu(MENU).unwrap();
    assert_eq!(json.as_array().unwrap().len(), 1);
    assert_eq!(
        (&json[0]["type"], &json[0]["name"]),
        (&2.into(), &"View Sparks".into())
    );
    assert_eq!(json[0]["name_localizations"]["ru"], "Посмотреть Искры");
    assert_eq!(json[0]["name_localizations"]["ko"], "스파크 보기");
    assert!(
        json[0]["description"]
            .as_str()
            .unwrap_or_default()
            .is_empty()
    );

    let long = format!("command-menu-view-sparks = {}", "길".repeat(33)).leak();
    let report = menu([MENU[0], MENU[1], long]).unwrap_err().to_string();
    assert!(report.contains("has 33 characters"), "{report}");
    let renamed = "command-menu-view-sparks = Look";
    let report = menu([renamed, MENU[1], MENU[2]]).unwrap_err().to_string();
    assert!(
        report.contains("is \"Look\", but \"View Sparks\""),
        "{report}"
    );
}
