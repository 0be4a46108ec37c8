//! What bench/gopher does, in Rust.

use std::collections::HashMap;
use std::fs::File;
use std::io::Read;
use std::path::PathBuf;

use numpy::PyReadonlyArray1;
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
fn owned_bytes_len(b: Vec<u8>) -> usize {
    b.len()
}

#[pyfunction]
fn owned_str_len(s: String) -> usize {
    s.len()
}

#[pyfunction]
fn sum_floats(v: Vec<f64>) -> f64 {
    v.iter().fold(0.0, |sum, x| sum + x)
}

#[pyfunction]
fn lent_sum_floats(v: PyReadonlyArray1<f64>) -> PyResult<f64> {
    Ok(v.as_slice()?.iter().fold(0.0, |sum, x| sum + x))
}

#[pyfunction]
fn dot(a: Vec<f64>, b: Vec<f64>) -> f64 {
    a.iter().zip(&b).fold(0.0, |sum, (x, y)| sum + x * y)
}

#[pyfunction]
fn hamming(a: &str, b: &str) -> i64 {
    if a.len() != b.len() {
        return -1;
    }
    a.bytes().zip(b.bytes()).filter(|(x, y)| x != y).count() as i64
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

#[pyfunction]
fn sum_of(f: Bound<'_, PyAny>, n: i64) -> PyResult<i64> {
    let mut sum = 0;
    for i in 0..n {
        sum += f.call1((i,))?.extract::<i64>()?;
    }
    Ok(sum)
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

#[pyclass(eq, from_py_object)]
#[derive(Clone, PartialEq)]
struct Note {
    #[pyo3(get, set)]
    text: String,
}

#[pymethods]
impl Note {
    #[new]
    fn new(text: String) -> Self {
        Note { text }
    }

    fn same(&self, other: Note) -> bool {
        self.text == other.text
    }
}

#[pyfunction]
fn new_point(x: f64, y: f64) -> Point {
    Point { x, y }
}

#[pyfunction]
fn points(xs: Vec<f64>, ys: Vec<f64>) -> Vec<Point> {
    xs.into_iter().zip(ys).map(|(x, y)| Point { x, y }).collect()
}

#[pyfunction]
fn count_lines(name: PathBuf) -> PyResult<usize> {
    let mut file = File::open(name)?;
    let mut block = vec![0; 64 << 10];
    let mut lines = 0;
    loop {
        let n = file.read(&mut block)?;
        if n == 0 {
            return Ok(lines);
        }
        lines += count_lines_in(&block[..n]);
    }
}

#[pyfunction]
fn count_lines_in(data: &[u8]) -> usize {
    data.iter().filter(|&&b| b == b'\n').count()
}

/// Values of any type, by the crate that most use for them.
#[pyfunction]
fn keep_any(v: &Bound<'_, PyAny>) -> PyResult<usize> {
    Ok(match pythonize::depythonize::<serde_json::Value>(v)? {
        serde_json::Value::Object(m) => m.len(),
        serde_json::Value::Array(a) => a.len(),
        _ => 1,
    })
}

#[pyfunction]
fn same_any<'py>(v: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    let value: serde_json::Value = pythonize::depythonize(v)?;
    Ok(pythonize::pythonize(v.py(), &value)?)
}

/// Holds the GIL, as every function does that says nothing of it.
#[pyfunction]
fn spin(n: u64) -> u64 {
    let mut x: u64 = 1;
    for _ in 0..n {
        x ^= x << 13;
        x ^= x >> 7;
        x ^= x << 17;
    }
    x
}

#[pyfunction]
fn detached_spin(py: Python<'_>, n: u64) -> u64 {
    py.detach(|| spin(n))
}

pub fn fill(m: &Bound<'_, PyModule>) -> PyResult<()> {
    m.add_function(wrap_pyfunction!(noop, m)?)?;
    m.add_function(wrap_pyfunction!(add, m)?)?;
    m.add_function(wrap_pyfunction!(str_len, m)?)?;
    m.add_function(wrap_pyfunction!(greet, m)?)?;
    m.add_function(wrap_pyfunction!(bytes_len, m)?)?;
    m.add_function(wrap_pyfunction!(only_bytes_len, m)?)?;
    m.add_function(wrap_pyfunction!(sum_floats, m)?)?;
    m.add_function(wrap_pyfunction!(dot, m)?)?;
    m.add_function(wrap_pyfunction!(hamming, m)?)?;
    m.add_function(wrap_pyfunction!(range, m)?)?;
    m.add_function(wrap_pyfunction!(total_len, m)?)?;
    m.add_function(wrap_pyfunction!(invert, m)?)?;
    m.add_function(wrap_pyfunction!(fail, m)?)?;
    m.add_function(wrap_pyfunction!(sum_of, m)?)?;
    m.add_function(wrap_pyfunction!(new_point, m)?)?;
    m.add_function(wrap_pyfunction!(points, m)?)?;
    m.add_function(wrap_pyfunction!(owned_bytes_len, m)?)?;
    m.add_function(wrap_pyfunction!(owned_str_len, m)?)?;
    m.add_function(wrap_pyfunction!(lent_sum_floats, m)?)?;
    m.add_function(wrap_pyfunction!(count_lines, m)?)?;
    m.add_function(wrap_pyfunction!(count_lines_in, m)?)?;
    m.add_function(wrap_pyfunction!(keep_any, m)?)?;
    m.add_function(wrap_pyfunction!(same_any, m)?)?;
    m.add_function(wrap_pyfunction!(spin, m)?)?;
    m.add_function(wrap_pyfunction!(detached_spin, m)?)?;
    m.add_class::<Note>()?;
    m.add_class::<Point>()
}
