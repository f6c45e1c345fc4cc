use super::*;
use crate::audit::Area;
use crate::ids::{AccountId, RoleId};
use crate::setup::BadgeWish;

#[test]
fn what_is_written_is_read_and_fits() {
    let owner = UserId(i64::MAX);
    let redemption = RedemptionId(i64::MAX);
    for id in [
        CustomId::Pick { owner },
        CustomId::Catalogue { owner },
        CustomId::Confirm {
            owner,
            perk: PerkId(i64::MAX),
            price: 1_000_000_000,
            days: Some(3_650),
            nonce: u64::MAX,
        },
        CustomId::Cancel {
            owner,
            nonce: u64::MAX,
        },
        CustomId::Campaigns { owner, page: 3 },
        CustomId::UndoAward {
            owner,
            with_debt: true,
            shown: 1_000_000_000,
            nonce: u64::MAX,
        },
        CustomId::Audit {
            owner,
            filter: Filter {
                moderator: Some(owner),
                area: Some(Area::Redemption),
                since_ms: Some(i64::MAX),
            },
            turn: AuditTurn::Older(i64::MAX),
        },
        CustomId::Audit {
            owner,
            filter: Filter::default(),
            turn: AuditTurn::Newest,
        },
        CustomId::ShowRedemption { owner, redemption },
        CustomId::RetryRedemption { owner, redemption },
        CustomId::VoidRedemption { owner, redemption },
        CustomId::Badge {
            owner,
            member: owner,
        },
        CustomId::History {
            owner,
            category: None,
            turn: Turn::Newest,
        },
        CustomId::History {
            owner,
            category: Some(Category::Corrected),
            turn: Turn::Older(TransferId(i64::MAX)),
        },
        CustomId::History {
            owner,
            category: Some(Category::Earned),
            turn: Turn::Newer(TransferId(i64::MAX)),
        },
        CustomId::HistoryFile {
            owner,
            category: Some(Category::Returned),
        },
        CustomId::Help,
        CustomId::EraseData {
            owner,
            nonce: u64::MAX,
        },
        CustomId::KeepData {
            owner,
            nonce: u64::MAX,
        },
        CustomId::AwardCampaign {
            owner,
            member: owner,
        },
        CustomId::AwardForm {
            owner,
            member: owner,
            campaign: CampaignId(i64::MAX),
            nonce: u64::MAX,
        },
    ] {
        let encoded = id.encode();
        assert!(encoded.len() <= 100, "{encoded}");
        assert_eq!(CustomId::decode(&encoded), Some(id));
    }
}

#[test]
fn forms_queue_and_tickets_are_read_and_fit() {
    let owner = UserId(i64::MAX);
    for id in [
        CustomId::OpenForm {
            owner,
            perk: PerkId(i64::MAX),
            nonce: u64::MAX,
        },
        CustomId::AnswerForm {
            owner,
            perk: PerkId(i64::MAX),
        },
        CustomId::Queue {
            owner,
            perk: None,
            page: 0,
        },
        CustomId::Queue {
            owner,
            perk: Some(PerkId(i64::MAX)),
            page: i64::MAX,
        },
        CustomId::QueueOpen { owner },
        CustomId::Tickets { owner },
    ] {
        let encoded = id.encode();
        assert!(encoded.len() <= 100, "{encoded}");
        assert_eq!(CustomId::decode(&encoded), Some(id));
    }
}

#[test]
fn every_button_of_the_queue_is_read_and_fits() {
    let redemption = RedemptionId(i64::MAX);
    for press in [
        ItemPress::Look,
        ItemPress::Claim,
        ItemPress::TakeOver(UserId(i64::MAX)),
        ItemPress::Release,
        ItemPress::Fulfil,
        ItemPress::Reject,
    ] {
        let id = CustomId::QueueItem { redemption, press };
        assert!(id.encode().len() <= 100);
        assert_eq!(CustomId::decode(&id.encode()), Some(id));
        assert_eq!(id.owner(), None);
    }
}

#[test]
fn every_button_of_the_setup_is_read_and_fits() {
    for badge in [
        BadgeWish::Nothing,
        BadgeWish::New,
        BadgeWish::Role(RoleId(i64::MAX)),
    ] {
        for is_yes in [true, false] {
            let id = CustomId::Setup(SetupButton {
                owner: UserId(i64::MAX),
                badge,
                is_yes,
                nonce: u64::MAX,
            });
            assert!(id.encode().len() <= 100);
            assert_eq!(CustomId::decode(&id.encode()), Some(id));
        }
    }
}

#[test]
fn every_page_of_every_board_is_read_and_fits() {
    let owner = UserId(i64::MAX);
    let account = AccountId(i64::MAX);
    let score = i64::MAX;
    for board in [
        BoardKey::Lifetime,
        BoardKey::month(1_795_219_200_000),
        BoardKey::week(1_795_219_200_000),
        BoardKey::week(0),
        BoardKey::Campaign(CampaignId(i64::MAX)),
    ] {
        for cursor in [
            Cursor::Top,
            Cursor::Own,
            Cursor::Number(i64::MAX),
            Cursor::After { score, account },
            Cursor::Before { score, account },
        ] {
            let id = CustomId::Board {
                owner,
                board,
                cursor,
            };
            let encoded = id.encode();
            assert!(encoded.len() <= 100, "{encoded}");
            assert_eq!(CustomId::decode(&encoded), Some(id));
        }
    }
}

/// These hang in messages on servers.
#[test]
fn buttons_from_before_there_were_several_boards_are_those_of_all_time() {
    let account = AccountId(9);
    for (id, cursor) in [
        ("board:1:top", Cursor::Top),
        ("board:1:after:5:9", Cursor::After { score: 5, account }),
        ("board:1:before:5:9", Cursor::Before { score: 5, account }),
    ] {
        let board = CustomId::Board {
            owner: UserId(1),
            board: BoardKey::Lifetime,
            cursor,
        };
        assert_eq!(CustomId::decode(id), Some(board), "{id}");
    }
}

#[test]
fn anything_else_is_refused() {
    for id in [
        "",
        ":",
        "redeem",
        "redeem:pick",
        "redeem:pick:x",
        "redeem:pick:1:2",
        "redeem:cancel:1",
        "redeem:confirm:1:2:3",
        "redeem:confirm:1:2:3:-4",
        "redeem:form:1:2",
        "redeem:form:1:x:3",
        "redeem:answer:1",
        "redeem:answer:1:x",
        "queue:page:1:all",
        "queue:page:1:x:0",
        "queue:open",
        "item:claim",
        "item:claim:x",
        "item:claim:1:2",
        "item:take-over:1",
        "item:take-over:1:x",
        "item:settle:1",
        "tickets:x",
        "redemption:void:1",
        "redemption:settle:1:2",
        "redemption:void:1:x",
        "badge:1",
        "badge:1:x",
        "badge:1:2:3",
        "board:1",
        "board:1:own",
        "board:1:all",
        "board:1:all:top:1",
        "board:1:all:page",
        "board:1:all:page:x",
        "board:1:month:top",
        "board:1:m1795219200000:top",
        "board:1:m9223372036854775807:top",
        "board:1:m-9223372036854775808:top",
        "board:1:w9223372036854775807:top",
        "board:1:w-9223372036854775808:top",
        "board:1:w1:top",
        "board:1:cx:top",
        "board:1:🥇1:top",
        "board:1::top",
        "board:1:after:99999999999999999999:1",
        "history:1:all",
        "history:1:everything:newest",
        "history:1:all:older",
        "history:1:all:older:x",
        "history:1:all:newest:2",
        "history:x:all:newest",
        "history-file:1",
        "help:1",
        "privacy:erase:1",
        "privacy:forget:1:2",
        "privacy:erase:1:-2",
        "award:campaign:1",
        "award:form:1:2:3",
        "award:form:1:2:3:-4",
        "award:form:1:2:x:4",
        "🥇",
    ] {
        assert_eq!(CustomId::decode(id), None, "{id}");
    }
}
