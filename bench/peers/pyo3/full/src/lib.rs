use pyo3::prelude::*;

#[path = "../../functions.rs"]
mod functions;

#[pymodule]
fn bench_pyo3_full(m: &Bound<'_, PyModule>) -> PyResult<()> {
    functions::fill(m)
}
