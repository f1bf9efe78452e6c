//! TLS, by the certificates that browsers trust and the true time that is given.

use super::world::Policy;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::time_provider::TimeProvider;
use rustls::{CertificateError, ClientConfig, ClientConnection, Error, RootCertStore};
use std::io;
use std::sync::Arc;
use std::time::Duration;

/// One instant: that of the connection that it is made for.
#[derive(Debug)]
struct At(UnixTime);

impl TimeProvider for At {
    fn current_time(&self) -> Option<UnixTime> {
        Some(self.0)
    }
}

/// A connection to the host of this name or number, its certificate judged as of a time since
/// 1970.
pub(super) fn connection(
    host: &str,
    policy: &Policy,
    since_1970: Duration,
) -> Result<ClientConnection, String> {
    let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    for root in &policy.roots {
        let root = CertificateDer::from_slice(root);
        roots
            .add(root)
            .map_err(|error| format!("a certificate given to trust is none: {error}"))?;
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let time = Arc::new(At(UnixTime::since_unix_epoch(since_1970)));
    let mut config = ClientConfig::builder_with_details(provider, time)
        .with_safe_default_protocol_versions()
        .map_err(|error| error.to_string())?
        .with_root_certificates(roots)
        .with_no_client_auth();
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    let name = host.trim_start_matches('[').trim_end_matches(']').to_owned();
    let name = ServerName::try_from(name)
        .map_err(|_| format!("{host} is no name that a certificate can be for"))?;
    ClientConnection::new(Arc::new(config), name).map_err(|error| error.to_string())
}

/// What went wrong with TLS, for people; `None` where it was something else.
pub(super) fn trouble(error: &io::Error) -> Option<String> {
    let error = error.get_ref()?.downcast_ref::<Error>()?;
    Some(match error {
        Error::InvalidCertificate(certificate) => certificate_trouble(certificate),
        Error::NoCertificatesPresented => "it shows no certificate".to_owned(),
        Error::PeerIncompatible(_) | Error::AlertReceived(_) => {
            format!("no secure connection can be agreed on with it ({error})")
        }
        Error::InvalidMessage(_) => {
            "it does not speak TLS there; if it is meant to be asked in the open, write http:// \
             instead of https://"
                .to_owned()
        }
        error => format!("the secure connection to it failed ({error})"),
    })
}

fn certificate_trouble(error: &CertificateError) -> String {
    match error {
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
            "its certificate has expired (or this machine's clock is wrong)".to_owned()
        }
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            "its certificate is not valid yet (or this machine's clock is wrong)".to_owned()
        }
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            "its certificate is for another name".to_owned()
        }
        CertificateError::UnknownIssuer => {
            "its certificate is signed by nobody who is trusted: the server may have made it \
             itself, or somebody stands in between"
                .to_owned()
        }
        CertificateError::Revoked => "its certificate was revoked".to_owned(),
        error => format!("its certificate does not hold ({error})"),
    }
}
