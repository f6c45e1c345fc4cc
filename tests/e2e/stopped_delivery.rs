//! After Discord has refused the token nothing is delivered before a restart, and moderators are told so.

use fake_discord::Fault;

use super::redemption::{House, ROLE};
use super::support::LOCALES;

impl House {
    /// Alice's redemption met a 401.
    async fn with_a_refused_token(locale: &str) -> Self {
        let house = Self::new(locale).await;
        let put = Fault::on("PUT", ROLE);
        let fault = put.error(401, 0, "401: Unauthorized").always();
        let refused = house.discord.fault(fault);
        house.redeem(&house.alice).await;
        house.until("failure_kind = 'token_refused'").await;
        refused.remove();
        house
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn moderators_read_that_nothing_is_tried_until_the_token_is_mended() {
    for locale in LOCALES {
        let house = House::with_a_refused_token(locale).await;
        let retry = house.mia.slash("redemption retry");
        let told = retry.option("receipt", "R-1").send().await;
        insta::assert_snapshot!(format!("stopped_retry_{locale}"), told.text());
        let shown = house.show().await;
        let by_button = house.mia.click(&shown, "retry").await;
        assert!(
            by_button.text().contains(&told.text()),
            "{}",
            by_button.text()
        );
        insta::assert_snapshot!(format!("stopped_show_{locale}"), by_button.text());
        assert_eq!(house.bot.balance(&house.alice).await, (0, 100));
        house.bot.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_return_waits_for_the_token_as_well() {
    for locale in LOCALES {
        let house = House::new(locale).await;
        house.redeem_in_vain(&house.alice).await;
        house.bot.app.signals.stop_delivery();
        let told = house.void().await;
        insta::assert_snapshot!(format!("stopped_void_{locale}"), told.text());
        assert_eq!(house.bot.balance(&house.alice).await, (0, 100));
        house.bot.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_restart_with_a_good_token_it_is_delivered() {
    let house = House::with_a_refused_token("en-US").await;
    let retry = house.mia.slash("redemption retry");
    retry.option("receipt", "R-1").send().await;
    let House {
        discord,
        bot,
        mia,
        alice,
        explorer,
    } = house;
    let bot = bot.restart(&discord).await;
    let house = House {
        discord,
        bot,
        mia,
        alice,
        explorer,
    };
    house.delivered().await;
}
