use pyo3::prelude::*;
use std::collections::HashMap;
use std::sync::Mutex;

#[pyfunction]
fn nothing() {}

#[pyfunction]
fn add(a: i64, b: i64) -> i64 {
    a.wrapping_add(b)
}

/// A map that threads share.
#[pyclass(frozen)]
struct Counts(Mutex<HashMap<String, i64>>);

#[pymethods]
impl Counts {
    #[new]
    fn new() -> Self {
        Counts(Mutex::new(HashMap::new()))
    }

    fn hit(&self, name: &str) -> i64 {
        let mut m = self.0.lock().unwrap();
        match m.get_mut(name) {
            Some(n) => {
                *n += 1;
                *n
            }
            None => {
                m.insert(name.to_string(), 1);
                1
            }
        }
    }
}

#[pymodule(gil_used = false)]
mod bench_pyo3_threads {
    #[pymodule_export]
    use super::{add, nothing, Counts};
}
