use polars::prelude::*;
use pyo3::prelude::*;
use pyo3_polars::derive::polars_expr;
use pyo3_polars::PolarsAllocator;

#[global_allocator]
static ALLOCATOR: PolarsAllocator = PolarsAllocator::new();

#[polars_expr(output_type=Float64)]
fn root(inputs: &[Series]) -> PolarsResult<Series> {
    Ok(inputs[0].f64()?.apply_values(|x| x.sqrt()).into_series())
}

/// For import: the plugin is this file.
#[pymodule]
fn bench_pyo3_polars(_: &Bound<'_, PyModule>) -> PyResult<()> {
    Ok(())
}
