//! What bench/gopher-async does, in Rust on Tokio.

use pyo3::prelude::*;

mod back;
mod cancel;
mod streams;
mod work;

use pyo3_async_runtimes::tokio::future_into_py;

#[pyfunction]
fn add1(py: Python<'_>, x: i64) -> PyResult<Bound<'_, PyAny>> {
    future_into_py(py, async move { Ok(x + 1) })
}

#[pymodule]
fn bench_pyo3_async(m: &Bound<'_, PyModule>) -> PyResult<()> {
    m.add_function(wrap_pyfunction!(add1, m)?)?;
    work::fill(m)?;
    cancel::fill(m)?;
    streams::fill(m)?;
    back::fill(m)
}
