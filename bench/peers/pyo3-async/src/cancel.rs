use std::future::pending;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use pyo3::prelude::*;
use pyo3_async_runtimes::tokio::future_into_py;

static LIVE: AtomicI64 = AtomicI64::new(0);
static SEEN: AtomicI64 = AtomicI64::new(0);

/// Tokio tells a future that it is cancelled by dropping it.
struct Waiting;

impl Waiting {
    fn new() -> Self {
        LIVE.fetch_add(1, Ordering::SeqCst);
        Waiting
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_nanos() as i64);
        SEEN.store(now, Ordering::SeqCst);
        LIVE.fetch_sub(1, Ordering::SeqCst);
    }
}

#[pyfunction]
fn wait(py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
    future_into_py::<_, ()>(py, async move {
        let _waiting = Waiting::new();
        pending().await
    })
}

#[pyfunction]
fn live() -> i64 {
    LIVE.load(Ordering::SeqCst)
}

#[pyfunction]
fn seen() -> i64 {
    SEEN.load(Ordering::SeqCst)
}

pub fn fill(m: &Bound<'_, PyModule>) -> PyResult<()> {
    m.add_function(wrap_pyfunction!(wait, m)?)?;
    m.add_function(wrap_pyfunction!(live, m)?)?;
    m.add_function(wrap_pyfunction!(seen, m)?)
}
