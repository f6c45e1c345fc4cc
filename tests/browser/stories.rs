//! What people do on the playground, from beginning to end.

use std::path::Path;

use fantoccini::key::Key;

use crate::driver::Screen;
use crate::playground::Playground;
use crate::visitor::Visitor;

#[tokio::test]
#[ignore = "needs Chromium and ChromeDriver; .ci/run installs them and runs this"]
async fn a_korean_member_redeems_a_badge_on_a_phone() {
    let playground = Playground::start().await;
    let minji = Visitor::open(&playground, Screen::PHONE).await;
    minji.speak_as("민지").await;

    minji.run("스파크").await;
    minji.message(&["1,425"]).await;
    minji.run("교환").await;
    minji.message(&["혜택", "Explorer"]).await;
    minji.picture("redeem-catalogue-ko-phone").await;
    minji.choose("Explorer").await;
    minji.message(&["교환하시겠습니까?", "200"]).await;
    assert_eq!(minji.roles_of("민지").await, [""; 0]);
    minji.press("교환하기").await;
    let receipt = minji.message(&["교환 완료", "획득했습니다", "1,225"]).await;
    assert!(
        receipt.contains("#0005"),
        "four others were earlier: {receipt}"
    );
    minji.role_of("민지", "Explorer").await;
    minji
        .picture_shown(
            "Explorer #0005 배지: 금색 테두리 메달에 번호와 그 위의 스파크가 그려져 있습니다",
        )
        .await;
    minji.picture("redeem-receipt-ko-phone").await;

    let sideways =
        "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
    assert_eq!(
        minji.ask(sideways).await,
        0,
        "nothing is wider than the phone"
    );
    assert_eq!(
        minji.ask("return document.documentElement.lang").await,
        "ko"
    );
    minji.leave().await;
    playground.stop().await;
}

#[tokio::test]
#[ignore = "needs Chromium and ChromeDriver; .ci/run installs them and runs this"]
async fn a_moderator_awards_and_the_member_sees_it() {
    let playground = Playground::start().await;
    let robin = Visitor::open(&playground, Screen::DESKTOP).await;
    robin.speak_as("Robin").await;

    robin.begin("award").await;
    robin.fill_from_list("member", "No", "Noah").await;
    robin.fill("amount", "250").await;
    robin.fill_from_list("campaign", "bug", "Bug hunt").await;
    robin.picture("award-filling").await;
    robin.send().await;
    robin
        .message(&["Robin used", "250", "Noah", "Bug hunt"])
        .await;
    robin.picture("award").await;

    robin.use_on("Noah", "Award Sparks").await;
    robin.choose("Bug hunt").await;
    robin.fill_modal("Amount", "25").await;
    robin.picture("award-form").await;
    robin.submit_modal().await;
    robin.message(&["25", "Noah", "Bug hunt"]).await;

    robin.speak_as("Noah").await;
    robin.run("sparks").await;
    robin
        .message(&["Only you can see this", "250", "Bug hunt"])
        .await;
    robin.speak_as("Мария").await;
    robin.run("искры").await;
    robin.message(&["908", "Это видно только вам"]).await;
    robin.break_something("Перезапустить бота").await;
    robin.traffic("IDENTIFY", "от бота").await;
    robin.bot_online(true).await;
    robin.picture("sparks-ru").await;
    robin.leave().await;
    playground.stop().await;
}

#[tokio::test]
#[ignore = "needs Chromium and ChromeDriver; .ci/run installs them and runs this"]
async fn what_the_team_delivers_is_asked_for_on_a_phone_and_handed_over() {
    let playground = Playground::start().await;
    let minji = Visitor::open(&playground, Screen::PHONE).await;
    minji.speak_as("민지").await;
    minji.run("교환").await;
    minji.choose("Autumn meetup").await;
    minji.press("교환하기").await;
    let ticket = minji.message(&["입장권이 발급되었습니다"]).await;
    assert!(ticket.contains("코드"), "{ticket}");
    minji.picture("ticket-ko-phone").await;

    minji.run("교환").await;
    minji.choose("Founders whitelist").await;
    let address = "지갑 주소: EVM 또는 Solana";
    // One letter's case is wrong.
    minji
        .fill_modal(address, "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD")
        .await;
    minji.submit_modal().await;
    minji.message(&["입력한 내용", "0x5aAeb6053F3E94"]).await;
    minji.picture("form-refused-ko-phone").await;
    minji.press("수정하기").await;
    minji
        .refill_modal(address, "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed")
        .await;
    minji.submit_modal().await;
    minji.press("교환하기").await;
    minji.message(&["Founders whitelist", "775"]).await;
    minji.leave().await;

    let robin = Visitor::open(&playground, Screen::DESKTOP).await;
    robin.speak_as("Robin").await;
    robin.run("queue list").await;
    robin.message(&["Waiting for delivery", "민지"]).await;
    robin.picture("queue").await;
    robin.choose("R-9").await;
    robin.message(&["To deliver", "0x5aAeb6053F3E94"]).await;
    robin.press("Claim").await;
    robin.press("Delivered").await;
    robin
        .fill_modal("How was it delivered?", "Row 12 of the list")
        .await;
    robin.submit_modal().await;
    robin.message(&["R-9 is delivered and charged"]).await;
    robin.leave().await;
    playground.stop().await;
}

#[tokio::test]
#[ignore = "needs Chromium and ChromeDriver; .ci/run installs them and runs this"]
async fn a_file_of_awards_is_looked_at_then_paid() {
    let playground = Playground::start().await;
    let robin = Visitor::open(&playground, Screen::DESKTOP).await;
    robin.speak_as("Robin").await;
    let send = async |file: &Path| {
        robin.begin("award-many file").await;
        robin.fill_from_list("campaign", "bug", "Bug hunt").await;
        robin.fill("file", &file.display().to_string()).await;
        robin.send().await;
    };
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/playground/awards.csv");
    let lines = std::fs::read_to_string(&sample).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let flawed = folder.path().join("awards.csv");
    std::fs::write(&flawed, lines.replace("25", "1 000")).unwrap();
    send(&flawed).await;
    robin.message(&["Line 3", "separators"]).await;
    send(&sample).await;
    robin
        .message(&["Award to all of them?", "Alice", "Noah", "65"])
        .await;
    robin.picture("award-many").await;
    robin.press("Award 65 Sparks").await;
    robin.message(&["Batch B-", "2 of 2"]).await;
    robin.leave().await;
    playground.stop().await;
}

#[tokio::test]
#[ignore = "needs Chromium and ChromeDriver; .ci/run installs them and runs this"]
async fn anyone_pages_the_leaderboard_by_keyboard() {
    let playground = Playground::start().await;
    let alice = Visitor::open(&playground, Screen::DESKTOP).await;
    alice.speak_as("Alice").await;

    alice
        .ask("document.getElementById('composer-input').focus()")
        .await;
    alice.type_text("/lead").await;
    alice.suggestion("/leaderboard").await;
    alice.key(Key::Enter).await;
    alice.key(Key::Enter).await;
    alice.message(&["Leaderboard", "203 members", "#131"]).await;
    alice.rank_shown(10).await;
    alice.picture("leaderboard").await;
    alice.press("Next").await;
    alice.rank_shown(20).await;
    alice.press("Previous").await;
    alice.rank_shown(10).await;
    alice.leave().await;
    playground.stop().await;
}

#[tokio::test]
#[ignore = "needs Chromium and ChromeDriver; .ci/run installs them and runs this"]
async fn members_look_around_each_in_their_language() {
    let playground = Playground::start().await;
    let minji = Visitor::open(&playground, Screen::PHONE).await;
    minji.speak_as("민지").await;
    minji.run("내역").await;
    minji.message(&["1,425", "변동 후 사용 가능"]).await;
    minji.picture("history-ko-phone").await;
    minji.run("도움말").await;
    minji.message(&["크레딧"]).await;
    minji.picture("help-ko-phone").await;
    minji.leave().await;

    let maria = Visitor::open(&playground, Screen::DESKTOP).await;
    maria.speak_as("Мария").await;
    maria.begin("рейтинг").await;
    maria.add_option("рейтинг").await;
    maria.fill_from_list("рейтинг", "Spr", "Spring").await;
    maria.send().await;
    maria.message(&["Рейтинг: Spring"]).await;
    maria.press("Где я?").await;
    maria.message(&["Рейтинг: Spring", "84-е место", "▶"]).await;
    maria.picture("board-ru").await;

    maria.speak_as("Alice").await;
    maria.begin("badge").await;
    maria.add_option("member").await;
    maria
        .fill_from_list("member", "brisk-o", "brisk-otter")
        .await;
    maria.send().await;
    maria.message(&["brisk-otter", "Explorer #"]).await;
    maria.picture("badge").await;
    maria.use_on("민지", "View Sparks").await;
    maria.message(&["민지", "1,425"]).await;
    maria.run("privacy erase").await;
    maria.message(&["This cannot be undone", "350"]).await;
    maria.picture("erase").await;
    maria.press("Keep my data").await;
    maria.message(&["Nothing was erased"]).await;
    maria.leave().await;
    playground.stop().await;
}

#[tokio::test]
#[ignore = "needs Chromium and ChromeDriver; .ci/run installs them and runs this"]
async fn what_discord_refuses_is_refunded() {
    let playground = Playground::start().await;
    let alice = Visitor::open(&playground, Screen::DESKTOP).await;
    alice.speak_as("Alice").await;

    alice.break_something("Roles: 404, member gone").await;
    alice.run("redeem").await;
    alice.choose("Explorer").await;
    alice.press("Redeem").await;
    alice.message(&["350", "returned"]).await;
    alice.traffic("/roles/", "404").await;
    assert_eq!(alice.roles_of("Alice").await, [""; 0]);
    alice.picture("refund").await;

    alice.run("redeem").await;
    alice.choose("Explorer").await;
    alice.press("Redeem").await;
    alice.role_of("Alice", "Explorer").await;
    alice.leave().await;
    playground.stop().await;
}

#[tokio::test]
#[ignore = "needs Chromium and ChromeDriver; .ci/run installs them and runs this"]
async fn a_bot_killed_in_a_redemption_comes_back_and_finishes_it() {
    let playground = Playground::start().await;
    let alice = Visitor::open(&playground, Screen::DESKTOP).await;
    alice.speak_as("Alice").await;

    alice
        .break_something("Kill the bot in the next redemption")
        .await;
    alice.run("redeem").await;
    alice.choose("Explorer").await;
    alice.press("Redeem").await;
    alice.bot_online(false).await;
    alice.picture("killed").await;
    alice.bot_online(true).await;
    alice.message(&["150", "Explorer #0005"]).await;
    alice.role_of("Alice", "Explorer").await;
    alice.run("sparks").await;
    alice.message(&["150", "Explorer"]).await;

    alice.break_something("Kill the bot").await;
    alice.bot_online(false).await;
    alice.run("sparks").await;
    alice.message(&["The application did not respond"]).await;
    alice.break_something("Start the bot").await;
    alice.bot_online(true).await;
    alice.run("leaderboard").await;
    alice.message(&["Leaderboard", "203 members"]).await;
    alice.leave().await;
    playground.stop().await;
}

#[tokio::test]
#[ignore = "needs Chromium and ChromeDriver; .ci/run installs them and runs this"]
async fn another_bot_shows_what_the_page_can() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("awards.csv");
    std::fs::write(&file, "member,amount\n").unwrap();
    let showcase = Playground::start_showcase().await;
    let alice = Visitor::open(&showcase, Screen::DESKTOP).await;

    alice.begin("feedback").await;
    alice.send().await;
    alice.fill_modal("In a word", "x").await;
    alice.submit_modal().await;
    alice.fill_modal("In a word", "cellent").await;
    alice.picture("modal").await;
    alice.submit_modal().await;
    alice.message(&["“xcellent”"]).await;

    alice.use_on("민지", "Wave").await;
    alice
        .message(&["You wave to @민지", "Only you can see this"])
        .await;

    alice.begin("everything").await;
    alice.fill_from_list("colour", "vio", "violet").await;
    alice.add_option("file").await;
    alice.fill("file", &file.display().to_string()).await;
    alice.send().await;
    alice.message(&["violet", "awards.csv, 14 bytes"]).await;
    alice.picture_shown("Mountains and a sun").await;
    alice.picture("showcase").await;
    alice.leave().await;
    // It has nothing to keep, and stops without a word.
    drop(showcase);
}
