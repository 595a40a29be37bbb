//! The page's side of the worker.

/// A handle to the worker; clones talk to the same one.
#[derive(Clone)]
pub struct Client;
