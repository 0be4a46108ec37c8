use std::time::Duration;

use pyo3::prelude::*;
use pyo3_async_runtimes::tokio::future_into_py;

/// Computes for a time that grows with n. The harness takes the time of this very
/// loop to find n, and compares the answer with Go's: a compiler that finds a
/// short cut would be seen.
#[inline(never)]
fn spin_steps(n: u64) -> u64 {
    let mut x = 1u64;
    for _ in 0..n {
        x ^= x << 13;
        x ^= x >> 7;
        x ^= x << 17;
    }
    x
}

#[pyfunction]
fn spin_sync(py: Python<'_>, n: u64) -> u64 {
    py.detach(|| spin_steps(n))
}

#[pyfunction]
fn spin(py: Python<'_>, n: u64) -> PyResult<Bound<'_, PyAny>> {
    future_into_py(py, async move { Ok(spin_steps(n)) })
}

#[pyfunction]
fn sleep(py: Python<'_>, seconds: f64) -> PyResult<Bound<'_, PyAny>> {
    future_into_py(py, async move {
        tokio::time::sleep(Duration::from_secs_f64(seconds)).await;
        Ok(())
    })
}

#[pyfunction]
fn mixed(py: Python<'_>, n: u64, seconds: f64) -> PyResult<Bound<'_, PyAny>> {
    future_into_py(py, async move {
        let x = spin_steps(n);
        tokio::time::sleep(Duration::from_secs_f64(seconds)).await;
        Ok(x)
    })
}

pub fn fill(m: &Bound<'_, PyModule>) -> PyResult<()> {
    m.add_function(wrap_pyfunction!(spin_sync, m)?)?;
    m.add_function(wrap_pyfunction!(spin, m)?)?;
    m.add_function(wrap_pyfunction!(sleep, m)?)?;
    m.add_function(wrap_pyfunction!(mixed, m)?)
}
