//! What bench/gopher does, in Rust.

use std::collections::HashMap;

use pyo3::buffer::PyBuffer;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

#[pyfunction]
fn noop() {}

#[pyfunction]
fn add(a: i64, b: i64) -> i64 {
    a.wrapping_add(b)
}

#[pyfunction]
fn str_len(s: &str) -> usize {
    s.len()
}

#[pyfunction]
fn greet(name: &str) -> String {
    let mut text = String::with_capacity(name.len() + 8);
    text.push_str("Hello, ");
    text.push_str(name);
    text.push('!');
    text
}

/// Takes any buffer, as a Go function of a []byte does.
#[pyfunction]
fn bytes_len(b: PyBuffer<u8>) -> usize {
    b.len_bytes()
}

/// Takes bytes and nothing else: what most Rust authors write.
#[pyfunction]
fn only_bytes_len(b: &[u8]) -> usize {
    b.len()
}

#[pyfunction]
fn sum_floats(v: Vec<f64>) -> f64 {
    v.iter().fold(0.0, |sum, x| sum + x)
}

#[pyfunction]
fn range(n: i64) -> Vec<i64> {
    (0..n).collect()
}

#[pyfunction]
fn total_len(m: HashMap<String, String>) -> usize {
    m.iter().map(|(k, v)| k.len() + v.len()).sum()
}

#[pyfunction]
fn invert(m: HashMap<String, String>) -> HashMap<String, String> {
    m.into_iter().map(|(k, v)| (v, k)).collect()
}

#[pyfunction]
fn fail(n: i64) -> PyResult<i64> {
    if n < 0 {
        return Err(PyValueError::new_err("negative number"));
    }
    Ok(n)
}

#[pyclass]
struct Point {
    #[pyo3(get, set)]
    x: f64,
    #[pyo3(get, set)]
    y: f64,
}

#[pymethods]
impl Point {
    #[new]
    fn new(x: f64, y: f64) -> Self {
        Point { x, y }
    }

    fn norm(&self) -> f64 {
        (self.x * self.x + self.y * self.y).sqrt()
    }
}

#[pyfunction]
fn new_point(x: f64, y: f64) -> Point {
    Point { x, y }
}

pub fn fill(m: &Bound<'_, PyModule>) -> PyResult<()> {
    m.add_function(wrap_pyfunction!(noop, m)?)?;
    m.add_function(wrap_pyfunction!(add, m)?)?;
    m.add_function(wrap_pyfunction!(str_len, m)?)?;
    m.add_function(wrap_pyfunction!(greet, m)?)?;
    m.add_function(wrap_pyfunction!(bytes_len, m)?)?;
    m.add_function(wrap_pyfunction!(only_bytes_len, m)?)?;
    m.add_function(wrap_pyfunction!(sum_floats, m)?)?;
    m.add_function(wrap_pyfunction!(range, m)?)?;
    m.add_function(wrap_pyfunction!(total_len, m)?)?;
    m.add_function(wrap_pyfunction!(invert, m)?)?;
    m.add_function(wrap_pyfunction!(fail, m)?)?;
    m.add_function(wrap_pyfunction!(new_point, m)?)?;
    m.add_class::<Point>()
}
