use pyo3::prelude::*;
use pyo3_async_runtimes::tokio::{future_into_py, into_future};

/// Awaits the coroutine function f n times, one after another, and gives the sum
/// of its answers.
#[pyfunction]
fn call(py: Python<'_>, f: Py<PyAny>, n: u64) -> PyResult<Bound<'_, PyAny>> {
    future_into_py(py, async move {
        let mut sum = 0i64;
        for _ in 0..n {
            let answer = Python::attach(|py| into_future(f.bind(py).call0()?))?.await?;
            sum += Python::attach(|py| answer.extract::<i64>(py))?;
        }
        Ok(sum)
    })
}

pub fn fill(m: &Bound<'_, PyModule>) -> PyResult<()> {
    m.add_function(wrap_pyfunction!(call, m)?)
}
