use numpy::{IntoPyArray, PyArray1, PyReadonlyArray1};
use pyo3::prelude::*;
use pyo3::types::{PyList, PyString};

fn count(text: &str) -> usize {
    let (mut n, mut inside) = (0, false);
    for b in text.bytes() {
        if b == b' ' {
            inside = false;
        } else if !inside {
            inside = true;
            n += 1;
        }
    }
    n
}

#[pyfunction]
fn words(text: &str) -> usize {
    count(text)
}

/// A loop over the list, in Rust.
#[pyfunction]
fn words_of_list(texts: &Bound<'_, PyList>) -> PyResult<Vec<usize>> {
    let mut all = Vec::with_capacity(texts.len());
    for text in texts.iter() {
        let text = text.cast::<PyString>()?;
        all.push(count(text.to_str()?));
    }
    Ok(all)
}

/// The first words, in a loop over the list.
#[pyfunction]
fn first_of_list<'py>(texts: &Bound<'py, PyList>) -> PyResult<Bound<'py, PyList>> {
    let all = PyList::empty(texts.py());
    for text in texts.iter() {
        let text = text.cast::<PyString>()?.to_str()?;
        all.append(text.split_once(' ').map_or(text, |(first, _)| first))?;
    }
    Ok(all)
}

#[pyfunction]
fn roots<'py>(py: Python<'py>, x: PyReadonlyArray1<'py, f64>) -> PyResult<Bound<'py, PyArray1<f64>>> {
    Ok(x.as_slice()?.iter().map(|v| v.sqrt()).collect::<Vec<f64>>().into_pyarray(py))
}

#[pymodule]
fn bench_pyo3_columns(m: &Bound<'_, PyModule>) -> PyResult<()> {
    m.add_function(wrap_pyfunction!(words, m)?)?;
    m.add_function(wrap_pyfunction!(words_of_list, m)?)?;
    m.add_function(wrap_pyfunction!(first_of_list, m)?)?;
    m.add_function(wrap_pyfunction!(roots, m)?)
}
