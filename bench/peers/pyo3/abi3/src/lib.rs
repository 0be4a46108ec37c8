use pyo3::prelude::*;

#[path = "../../functions.rs"]
mod functions;

#[pymodule]
fn bench_pyo3_abi3(m: &Bound<'_, PyModule>) -> PyResult<()> {
    functions::fill(m)
}
