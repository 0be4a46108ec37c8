use numpy::PyReadonlyArray1;
use pyo3::prelude::*;
use std::collections::HashMap;
use std::sync::Mutex;

#[pyfunction]
fn sum(v: Vec<f64>) -> f64 {
    v.iter().sum()
}

#[pyfunction]
fn sum_array(v: PyReadonlyArray1<'_, f64>) -> PyResult<f64> {
    Ok(v.as_slice()?.iter().sum())
}

#[pyfunction]
fn size(text: &str) -> usize {
    text.len()
}

static KEPT: Mutex<String> = Mutex::new(String::new());

#[pyfunction]
fn keep(text: String) -> usize {
    let mut kept = KEPT.lock().unwrap();
    *kept = text;
    kept.len()
}

#[pyfunction]
fn echo(text: String) -> String {
    text
}

fn xorshift(n: usize) -> u64 {
    let mut x: u64 = 88172645463325252;
    for _ in 0..n {
        x ^= x << 13;
        x ^= x >> 7;
        x ^= x << 17;
    }
    x
}

#[pyfunction]
fn spin(n: usize) -> u64 {
    xorshift(n)
}

#[pyfunction]
fn spin_detached(py: Python<'_>, n: usize) -> u64 {
    py.detach(|| xorshift(n))
}

#[pyfunction]
fn noop() {}

#[pyclass]
struct Item {
    #[pyo3(get, set)]
    key: i64,
    #[pyo3(get, set)]
    value: i64,
}

#[pymethods]
impl Item {
    #[new]
    fn new(key: i64, value: i64) -> Self {
        Item { key, value }
    }
}

#[pyfunction]
fn items(n: i64) -> Vec<Item> {
    (0..n).map(|i| Item { key: i, value: i }).collect()
}

#[pyfunction]
fn same(v: Py<PyAny>) -> Py<PyAny> {
    v
}

#[pyclass]
struct Holder {
    #[pyo3(get, set)]
    made: Option<Py<PyAny>>,
}

#[pymethods]
impl Holder {
    #[new]
    fn new() -> Self {
        Holder { made: None }
    }
}

#[pyclass]
struct Store {
    m: Mutex<HashMap<String, i64>>,
}

#[pymethods]
impl Store {
    #[new]
    fn new() -> Self {
        Store { m: Mutex::new(HashMap::new()) }
    }

    fn add(&self, key: String, n: i64) {
        *self.m.lock().unwrap().entry(key).or_insert(0) += n;
    }

    fn get(&self, key: &str) -> i64 {
        self.m.lock().unwrap().get(key).copied().unwrap_or(0)
    }
}

#[pyfunction]
fn panic() -> i64 {
    let none: Vec<i64> = Vec::new();
    none[1]
}

#[pymodule]
fn bench_pyo3_proof(m: &Bound<'_, PyModule>) -> PyResult<()> {
    m.add_class::<Item>()?;
    m.add_class::<Holder>()?;
    m.add_class::<Store>()?;
    m.add_function(wrap_pyfunction!(sum, m)?)?;
    m.add_function(wrap_pyfunction!(sum_array, m)?)?;
    m.add_function(wrap_pyfunction!(size, m)?)?;
    m.add_function(wrap_pyfunction!(keep, m)?)?;
    m.add_function(wrap_pyfunction!(echo, m)?)?;
    m.add_function(wrap_pyfunction!(spin, m)?)?;
    m.add_function(wrap_pyfunction!(spin_detached, m)?)?;
    m.add_function(wrap_pyfunction!(noop, m)?)?;
    m.add_function(wrap_pyfunction!(items, m)?)?;
    m.add_function(wrap_pyfunction!(same, m)?)?;
    m.add_function(wrap_pyfunction!(panic, m)?)
}
