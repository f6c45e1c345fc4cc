//! Connections that want too much: time, places, room; and what a stop does to those that are under way.

use super::*;

/// Sends this, and says what comes back until the other side closes.
async fn exchange(address: &str, sent: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(sent).await.unwrap();
    let mut answer = Vec::new();
    // One that is cut off while it still sends may see a reset.
    let _ = tokio::time::timeout(Duration::from_secs(10), stream.read_to_end(&mut answer))
        .await
        .expect("the connection is closed");
    String::from_utf8_lossy(&answer).into_owned()
}

fn quick() -> Limits {
    Limits {
        header_timeout: Duration::from_millis(200),
        ..Limits::default()
    }
}

#[tokio::test]
async fn headers_that_never_end_are_given_up() {
    let server = Server::start(quick()).await;
    for head in [
        &b""[..],
        b"POST /v1/ev",
        b"POST /v1/events HTTP/1.1\r\nhost: x\r\n",
    ] {
        exchange(&server.address, head).await;
    }
    // Also where a byte comes now and then.
    let mut stream = TcpStream::connect(&server.address).await.unwrap();
    stream.write_all(b"GET / HTTP/1.1\r\n").await.unwrap();
    let started = Stopwatch::start();
    while stream.write_all(b"x").await.is_ok() && started.elapsed() < Duration::from_secs(5) {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert!(
        started.elapsed() < Duration::from_secs(5),
        "it was let go on"
    );
}

#[tokio::test]
async fn a_connection_that_asks_for_nothing_more_is_closed() {
    let server = Server::start(quick()).await;
    let answer = exchange(&server.address, b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n").await;
    assert!(
        answer.starts_with("HTTP/1.1 200") && answer.ends_with("ok"),
        "{answer}"
    );
}

#[tokio::test]
async fn a_head_without_bounds_is_refused() {
    let server = Server::start(Limits::default()).await;
    let long = format!(
        "GET /healthz HTTP/1.1\r\nhost: x\r\nx: {}\r\n\r\n",
        "y".repeat(64 * 1024)
    );
    let answer = exchange(&server.address, long.as_bytes()).await;
    assert!(
        answer.is_empty() || answer.starts_with("HTTP/1.1 431"),
        "{answer}"
    );
    let many = format!(
        "GET /healthz HTTP/1.1\r\nhost: x\r\n{}\r\n",
        "a: b\r\n".repeat(100)
    );
    let answer = exchange(&server.address, many.as_bytes()).await;
    assert!(answer.starts_with("HTTP/1.1 431"), "{answer}");
    let noise = exchange(&server.address, b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n").await;
    assert!(noise.starts_with("HTTP/1.1 400"), "{noise}");
}

#[tokio::test]
async fn who_holds_every_place_holds_them_for_a_while() {
    let limits = Limits {
        connections: 2,
        ..quick()
    };
    let server = Server::start(limits).await;
    let mut idle = Vec::new();
    for _ in 0..8 {
        idle.push(TcpStream::connect(&server.address).await.unwrap());
    }
    let started = Stopwatch::start();
    let response = server.signed(EVENT).send().await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    let waited = started.elapsed();
    assert!(
        waited > Duration::from_millis(600),
        "eight before it, two at a time: {waited:?}"
    );
}

#[tokio::test]
async fn a_stop_answers_what_is_under_way_and_takes_nothing_more() {
    let server = Server::start(Limits::default()).await;
    let body = EVENT;
    let id = MessageId::parse("msg-1").unwrap();
    let signature = key().sign(&id, NOW_S, body.as_bytes());
    let head = format!(
        "POST /v1/events HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\nwebhook-id: msg-1\r\n\
         webhook-timestamp: {NOW_S}\r\nwebhook-signature: {signature}\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    let mut under_way = TcpStream::connect(&server.address).await.unwrap();
    under_way.write_all(head.as_bytes()).await.unwrap();
    let mut idle = TcpStream::connect(&server.address).await.unwrap();
    idle.write_all(b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n")
        .await
        .unwrap();
    assert!(answer(&mut idle).await.starts_with("HTTP/1.1 200"));

    server.stop.cancel();
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert_eq!(answer(&mut idle).await, "", "closed");
    assert!(TcpStream::connect(&server.address).await.is_err());
    under_way.write_all(body.as_bytes()).await.unwrap();
    assert!(answer(&mut under_way).await.starts_with("HTTP/1.1 200"));
    server.serving.await.unwrap();
    assert_eq!(server.memory.0.lock().unwrap().len(), 1);
}

/// Whoever keeps a body back holds a connection, and no place among the requests that are looked at.
#[tokio::test]
async fn bodies_that_are_kept_back_keep_nobody_waiting() {
    let server = Server::start(Limits::default()).await;
    let head = "POST /v1/events HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{";
    let mut slow = Vec::new();
    for _ in 0..Limits::default().at_once + 36 {
        let mut stream = TcpStream::connect(&server.address).await.unwrap();
        stream.write_all(head.as_bytes()).await.unwrap();
        slow.push(stream);
    }
    // By now their heads have been read.
    tokio::time::sleep(Duration::from_millis(200)).await;
    let started = Stopwatch::start();
    let response = server.signed(EVENT).send().await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    assert!(started.elapsed() < Duration::from_secs(2), "at once");
    assert_eq!(server.counted(), 1);
}
