use std::num::NonZeroU64;

use fake_discord::{Event, FakeDiscord, Fault};
use serenity::all::FullEvent;

use super::*;
use crate::config::{DiscordConfig, RawConfig};
use crate::secret::Secret;

struct NoFramework;

#[serenity::async_trait]
impl Framework for NoFramework {
    async fn dispatch(&self, _context: Context, _event: FullEvent) {}
}

fn config(discord: &FakeDiscord) -> DiscordConfig {
    let raw = RawConfig {
        discord_token: Some(Secret::new(discord.token())),
        discord_guild_id: Some(NonZeroU64::MIN.to_string()),
        discord_proxy: Some(discord.base_url()),
        ..RawConfig::default()
    };
    raw.parse().unwrap().discord
}

async fn gateway(discord: &FakeDiscord) -> Gateway {
    let config = config(discord);
    let http = super::super::http::build(&config).unwrap();
    let address = GatewayAddress::ask(&http, config.proxy.as_ref())
        .await
        .unwrap();
    build(http, NoFramework, GatewayIntents::GUILDS, &address)
        .await
        .unwrap()
}

/// A gateway where nobody listens, so that the client gets nowhere.
async fn gateway_that_gets_nowhere(discord: &FakeDiscord) -> Gateway {
    let gateway = gateway(discord).await;
    "ws://127.0.0.1:1".clone_into(&mut *gateway.client.ws_url.lock().await);
    gateway
}

#[test]
fn every_refusal_says_what_to_do() {
    let text = |error| explain(&serenity::Error::Gateway(error)).to_string();

    let refused = text(GatewayError::InvalidAuthentication);
    assert!(
        refused.contains("4004") && refused.contains("DISCORD_TOKEN"),
        "{refused}"
    );
    let refused = text(GatewayError::DisallowedGatewayIntents);
    assert!(
        refused.contains("4014") && refused.contains("applications"),
        "{refused}"
    );
    assert!(text(GatewayError::HeartbeatFailed).contains("heartbeat"));
}

#[tokio::test(flavor = "multi_thread")]
async fn it_runs_until_it_is_told_to_stop() {
    let discord = FakeDiscord::start().await;
    let shutdown = CancellationToken::new();
    let running = tokio::spawn(run(gateway(&discord).await, shutdown.clone()));
    discord.wait_ready().await;

    shutdown.cancel();

    running.await.unwrap().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_by_close_code_ends_it() {
    for (code, text) in [(4004, "DISCORD_TOKEN"), (4013, "4013"), (4014, "4014")] {
        let discord = FakeDiscord::start().await;
        let running = tokio::spawn(run(gateway(&discord).await, CancellationToken::new()));
        discord.wait_ready().await;

        discord.gateway_close(code);

        let error = running.await.unwrap().unwrap_err().to_string();
        assert!(error.contains(text), "{code}: {error}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_in_silence_ends_it_when_patience_does() {
    let discord = FakeDiscord::start().await;
    let gateway = gateway_that_gets_nowhere(&discord).await;

    let patience = Duration::from_millis(100);
    let error = run_with(gateway, CancellationToken::new(), patience)
        .await
        .unwrap_err();

    assert!(error.to_string().contains("4010 and 4011"), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_outage_does_not_end_it_but_a_stop_does() {
    let discord = FakeDiscord::start().await;
    let gateway = gateway_that_gets_nowhere(&discord).await;
    let outage = discord.fault(Fault::on("GET", "/gateway/bot").status(503).always());
    let shutdown = CancellationToken::new();
    let running = tokio::spawn(run_with(
        gateway,
        shutdown.clone(),
        Duration::from_millis(20),
    ));

    outage.wait_hits(3).await;
    assert!(!running.is_finished());
    shutdown.cancel();

    running.await.unwrap().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_is_revoked_meanwhile_ends_it() {
    let discord = FakeDiscord::start().await;
    let gateway = gateway_that_gets_nowhere(&discord).await;
    discord.revoke_token();

    let patience = Duration::from_millis(20);
    let error = run_with(gateway, CancellationToken::new(), patience)
        .await
        .unwrap_err();

    assert!(error.to_string().contains("DISCORD_TOKEN"), "{error}");
}

/// A connection that misses two heartbeats is a dead one to Discord.
#[tokio::test(flavor = "multi_thread")]
async fn what_holds_the_handlers_thread_delays_no_heartbeat() {
    // serenity looks twice a second whether one is due.
    let interval = Duration::from_millis(500);
    let builder = FakeDiscord::builder().heartbeat_interval(interval);
    let discord = builder.start().await;
    let shutdown = CancellationToken::new();
    let (watched, stop) = (discord.clone(), shutdown.clone());

    let handlers = std::thread::spawn(move || {
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let running = tokio::spawn(run(gateway(&watched).await, stop));
            watched.wait_ready().await;
            let mut events = watched.subscribe();
            std::thread::sleep(5 * interval);
            let mut heartbeats = 0;
            while let Ok(event) = events.try_recv() {
                heartbeats += usize::from(
                    matches!(event, Event::GatewayReceived { payload, .. } if payload["op"] == 1),
                );
            }
            shutdown.cancel();
            running.await.unwrap().unwrap();
            heartbeats
        })
    });

    let heartbeats = tokio::task::spawn_blocking(|| handlers.join().unwrap()).await;
    // On a machine that has a slow moment, not all.
    assert!(heartbeats.unwrap() >= 2);
}
