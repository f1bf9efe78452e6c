//! The workbench: a dossier in the browser, on loopback, without a request to any other host.
