use super::*;

fn read(kind: &str, version: u32, data: &str) -> Result<Event, BadEvent> {
    let body = format!(
        r#"{{"type": "{kind}", "version": {version}, "id": "e-1", "occurred_at": "2026-12-01T09:30:00.5+03:00", "data": {data}}}"#
    );
    parse(body.as_bytes())
}

fn account(text: &str) -> AccountRef {
    AccountRef::parse(text).unwrap()
}

#[test]
fn each_type_is_read() {
    let mistaken = EventId::parse("t:9").unwrap();
    let reversed = |kind| What::Reversed {
        kind,
        reverses: mistaken.clone(),
    };
    for (kind, data, expected) in [
        (
            "account.linked",
            r#"{"account": "A", "discord_user_id": "1001"}"#,
            What::AccountLinked {
                account: account("A"),
                member: UserId(1001),
            },
        ),
        (
            "account.unlinked",
            r#"{"account": "A"}"#,
            What::AccountUnlinked {
                account: account("A"),
            },
        ),
        (
            "trade.filled",
            r#"{"account": "A", "volume_usd": "1234.50"}"#,
            What::TradeFilled {
                account: account("A"),
                volume_usd: Decimal::new(12_345, 1),
            },
        ),
        (
            "subscription.paid",
            r#"{"account": "A", "plan": "pro"}"#,
            What::SubscriptionPaid {
                account: account("A"),
                plan: "pro".to_owned(),
            },
        ),
        (
            "referral.registered",
            r#"{"inviter": "A", "invitee": "B"}"#,
            What::ReferralRegistered {
                inviter: account("A"),
                invitee: account("B"),
            },
        ),
        (
            "trade.reversed",
            r#"{"reverses": "t:9"}"#,
            reversed(ReversedKind::Trade),
        ),
        (
            "subscription.reversed",
            r#"{"reverses": "t:9"}"#,
            reversed(ReversedKind::Subscription),
        ),
        (
            "referral.reversed",
            r#"{"reverses": "t:9"}"#,
            reversed(ReversedKind::Referral),
        ),
    ] {
        let event = read(kind, 1, data).unwrap();
        assert_eq!(event.what, expected, "{kind}");
        assert_eq!(event.occurred_at_ms, 1_796_106_600_500, "{kind}");
        assert_eq!(event.day(), 20_788, "{kind}");
        assert_eq!(read(kind, 2, data), Err(BadEvent::UnknownVersion), "{kind}");
    }
}

#[test]
fn the_same_amount_is_the_same_content() {
    let content = |volume: &str| {
        let data = format!(r#"{{"account": "A", "volume_usd": "{volume}"}}"#);
        serde_json::to_string(&read("trade.filled", 1, &data).unwrap()).unwrap()
    };
    assert_eq!(content("12.5"), content("12.50"));
    assert_ne!(content("12.5"), content("12.05"));
}

#[test]
fn what_is_no_event_is_refused_and_not_repeated() {
    let invalid = |kind: &str, data: &str| {
        let refused = read(kind, 1, data);
        assert!(
            matches!(refused, Err(BadEvent::Invalid(_))),
            "{data}: {refused:?}"
        );
        assert!(!format!("{refused:?}").contains("Zx"), "{refused:?}");
    };
    for volume in [
        "1.5",
        "null",
        r#""-1""#,
        r#""1e3""#,
        r#""1,000""#,
        r#""01""#,
        r#"".5""#,
        r#""5.""#,
        r#"" 1""#,
        r#""NaN""#,
        r#""1.123456789""#,
        r#""1000000000000""#.replace('1', "10").as_str(),
        r#""Zx""#,
        r#""""#,
        r#""+1""#,
    ] {
        invalid(
            "trade.filled",
            &format!(r#"{{"account": "A", "volume_usd": {volume}}}"#),
        );
    }
    for data in [
        "{}",
        "[]",
        "\"Zx\"",
        r#"{"account": "A"}"#,
        r#"{"account": "", "volume_usd": "1"}"#,
        r#"{"account": "Zx.y", "volume_usd": "1"}"#,
        r#"{"account": "A", "volume_usd": "1", "Zx": 1}"#,
        r#"{"account": "A", "account": "B", "volume_usd": "1"}"#,
    ] {
        invalid("trade.filled", data);
    }
    invalid("referral.registered", r#"{"inviter": "A", "invitee": "A"}"#);
    for id in ["0", "-1", "01", "1.0", "9223372036854775808", ""] {
        let data = format!(r#"{{"account": "A", "discord_user_id": "{id}"}}"#);
        invalid("account.linked", &data);
    }
    invalid(
        "account.linked",
        r#"{"account": "A", "discord_user_id": 1001}"#,
    );
    invalid("subscription.paid", r#"{"account": "A", "plan": "Zx Pro"}"#);

    assert_eq!(read("trade.Zx", 1, "{}"), Err(BadEvent::UnknownType));
    for body in [
        &b"\xff"[..],
        b"",
        b"{",
        b"[]",
        b"1",
        br#"{"type": "trade.filled"}"#,
        br#"{"Zx": 1}"#,
    ] {
        let refused = parse(body);
        assert!(
            matches!(refused, Err(BadEvent::Malformed(_))),
            "{refused:?}"
        );
        assert!(!format!("{refused:?}").contains("Zx"), "{refused:?}");
    }
    let at = |time: &str| {
        let body = format!(
            r#"{{"type": "account.unlinked", "version": 1, "id": "e", "occurred_at": "{time}", "data": {{"account": "A"}}}}"#
        );
        parse(body.as_bytes())
    };
    assert!(at("2020-01-01T00:00:00Z").is_ok());
    for time in [
        "2019-12-31T23:59:59Z",
        "2026-12-01",
        "2026-12-01T09:30:00",
        "1796106600",
        "Zx",
        "",
    ] {
        assert!(matches!(at(time), Err(BadEvent::Invalid(_))), "{time}");
    }
}

proptest::proptest! {
    #[test]
    fn nothing_breaks_it(body in proptest::prelude::any::<Vec<u8>>()) {
        proptest::prop_assert!(parse(&body).is_err());
    }
}
