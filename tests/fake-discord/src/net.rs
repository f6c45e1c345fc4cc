//! A listener whose connections can be cut: with no response and no goodbye, as a network fault is.
//! Stopping the fake cuts all of them.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::task::{Context, Poll, Waker};

use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};

#[derive(Default)]
struct Wire {
    cut: AtomicBool,
    waker: Mutex<Option<Waker>>,
}

/// Cuts the connection it belongs to.
#[derive(Clone)]
pub(crate) struct Scissors(Arc<Wire>);

impl Scissors {
    pub(crate) fn cut(&self) {
        cut(&self.0);
    }
}

fn cut(wire: &Wire) {
    wire.cut.store(true, Ordering::SeqCst);
    let waker = wire
        .waker
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .take();
    if let Some(waker) = waker {
        waker.wake();
    }
}

/// Every open connection, for cutting them all.
#[derive(Clone, Default)]
pub(crate) struct Wires(Arc<Mutex<Vec<Weak<Wire>>>>);

impl Wires {
    fn add(&self, wire: &Arc<Wire>) {
        let mut wires = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        wires.retain(|wire| wire.strong_count() > 0);
        wires.push(Arc::downgrade(wire));
    }

    pub(crate) fn cut_all(&self) {
        let wires = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        wires
            .iter()
            .filter_map(Weak::upgrade)
            .for_each(|wire| cut(&wire));
    }
}

pub(crate) struct CuttableListener {
    pub(crate) listener: TcpListener,
    pub(crate) wires: Wires,
}

pub(crate) struct CuttableStream {
    stream: TcpStream,
    wire: Arc<Wire>,
}

impl Listener for CuttableListener {
    type Io = CuttableStream;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        let (stream, address) = Listener::accept(&mut self.listener).await;
        // Small messages back and forth: without this each waits for the other side's delayed ack.
        let _ = stream.set_nodelay(true);
        let wire = Arc::<Wire>::default();
        self.wires.add(&wire);
        (CuttableStream { stream, wire }, address)
    }

    fn local_addr(&self) -> io::Result<Self::Addr> {
        self.listener.local_addr()
    }
}

impl Connected<IncomingStream<'_, CuttableListener>> for Scissors {
    fn connect_info(stream: IncomingStream<'_, CuttableListener>) -> Self {
        Self(Arc::clone(&stream.io().wire))
    }
}

impl CuttableStream {
    fn check(&self, context: &Context<'_>) -> io::Result<()> {
        *self
            .wire
            .waker
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = Some(context.waker().clone());
        if self.wire.cut.load(Ordering::SeqCst) {
            return Err(io::ErrorKind::ConnectionReset.into());
        }
        Ok(())
    }
}

impl AsyncRead for CuttableStream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        self.check(context)?;
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for CuttableStream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.check(context)?;
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.check(context)?;
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
