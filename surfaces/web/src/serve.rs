//! Listening on loopback, until told to stop.

use crate::workbench::{Workbench, router};
use sayso::{Dossier, Stamp};
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};

/// Why the workbench could not be served.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Another program listens there.
    #[error(
        "port {port} is in use by another program, perhaps another workbench; choose another \
         with --port, or --port 0 for any that is free"
    )]
    PortTaken {
        /// The port.
        port: u16,
    },
    /// The system does not let this program listen there.
    #[error("cannot listen on 127.0.0.1, port {port}: {why}; choose another with --port")]
    Listen {
        /// The port.
        port: u16,
        /// What the system says.
        why: io::Error,
    },
    /// The system failed while serving.
    #[error("the workbench had to stop: {0}")]
    Io(#[from] io::Error),
}

/// Serves a dossier on 127.0.0.1 until Ctrl-C or SIGTERM. Port 0 is any that is free; `ready`
/// hears the address once it answers. What people rule is recorded with what `stamp` gives then.
///
/// # Errors
///
/// Where the port is taken, or the system refuses.
pub fn serve(
    dossier: Dossier,
    port: u16,
    stamp: impl Fn() -> Stamp + Send + Sync + 'static,
    ready: impl FnOnce(SocketAddr),
) -> Result<(), ServeError> {
    let listener = listen(port)?;
    let address = listener.local_addr()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let router = router(Workbench::new(dossier, address.port(), stamp));
    let served = runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let stop = stop_signal()?;
        ready(address);
        tokio::select! {
            served = async { axum::serve(listener, router).await } => served,
            () = stop => Ok(()),
        }
    });
    // Nothing is being written: a page still in the making need not be waited for.
    runtime.shutdown_background();
    Ok(served?)
}

fn listen(port: u16) -> Result<TcpListener, ServeError> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|why| {
        if why.kind() == io::ErrorKind::AddrInUse {
            ServeError::PortTaken { port }
        } else {
            ServeError::Listen { port, why }
        }
    })?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

#[cfg(unix)]
fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => (),
            _ = terminate.recv() => (),
        }
    })
}

#[cfg(not(unix))]
fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        if tokio::signal::ctrl_c().await.is_err() {
            // Without a handler the system's own ends the program.
            std::future::pending::<()>().await;
        }
    })
}
