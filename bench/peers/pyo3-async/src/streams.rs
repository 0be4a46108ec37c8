use std::sync::Arc;

use pyo3::exceptions::PyStopAsyncIteration;
use pyo3::prelude::*;
use pyo3_async_runtimes::tokio::{future_into_py, get_runtime};
use tokio::sync::{mpsc, Mutex};

/// A bounded channel and one future an item: there is nothing in the library that
/// would take several at once.
#[pyclass]
struct Stream {
    items: Arc<Mutex<mpsc::Receiver<i64>>>,
}

#[pymethods]
impl Stream {
    fn __aiter__(this: PyRef<'_, Self>) -> PyRef<'_, Self> {
        this
    }

    fn __anext__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let items = self.items.clone();
        future_into_py(py, async move {
            match items.lock().await.recv().await {
                Some(item) => Ok(item),
                None => Err(PyStopAsyncIteration::new_err(())),
            }
        })
    }
}

#[pyfunction]
fn count(n: i64) -> Stream {
    let (sender, receiver) = mpsc::channel(1024);
    get_runtime().spawn(async move {
        for i in 0..n {
            if sender.send(i).await.is_err() {
                break;
            }
        }
    });
    Stream { items: Arc::new(Mutex::new(receiver)) }
}

pub fn fill(m: &Bound<'_, PyModule>) -> PyResult<()> {
    m.add_function(wrap_pyfunction!(count, m)?)
}
