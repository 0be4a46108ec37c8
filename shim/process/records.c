#include "process/records.h"
#include "abi/attributes.h"
#include "core/core.h"
#include "core/extension.h"
#include "call/frame.h"
#include "process/lateimport.h"
#include <stdlib.h>
#include <string.h>

int32_t gs_records_level = 20;
gs_records_pending gs_pending_records;

/* flush(): waits until Python has the records that Go has logged so far. */
static PyObject *gs_records_flush(PyObject *self, PyObject *unused) {
    (void)self, (void)unused;
    if (gs_the_core.calls.flush_records) gs_call_released(gs_the_core.calls.flush_records);
    return Py_NewRef(Py_None);
}

/* level(n): the lowest that somebody wants. */
static PyObject *gs_records_set_level(PyObject *self, PyObject *level) {
    (void)self;
    long n = PyLong_AsLong(level);
    if (n == -1 && PyErr_Occurred()) return NULL;
    GS_ATOMIC_SET(&gs_records_level, (int32_t)(n > INT32_MAX ? INT32_MAX : n));
    return Py_NewRef(Py_None);
}

static PyMethodDef gs_records_functions[] = {
    { "flush", gs_records_flush, METH_NOARGS, NULL },
    { "level", gs_records_set_level, METH_O, NULL },
};

/* When Python ends, nothing can be imported any more: what Go logs goes to standard error, as where nobody handles it. */
static GS_COLD int gs_records_too_late(void) {
    PyObject *importers = PySys_GetObject("meta_path"); /* borrowed, and only looked at */
    return !importers || importers == Py_None;
}

GS_COLD int gs_records_wanted(void) {
    const char *v = getenv("GOPHERSNAKE_LOGGING");
    return gs_this.logs && !(v && !strcmp(v, "off")) && !gs_records_too_late();
}

GS_COLD int gs_records_init(void) { return gs_records_wanted() ? gs_late_imports_init() : 0; }

GS_COLD PyObject *gs_records_function(void) {
    PyObject *module = gs_late_import("_logging"), *flush = module ? PyCFunction_NewEx(&gs_records_functions[0], NULL, NULL) : NULL;
    PyObject *level = flush ? PyCFunction_NewEx(&gs_records_functions[1], NULL, NULL) : NULL;
    PyObject *f = level ? PyObject_CallMethod(module, "start", "OO", flush, level) : NULL;
    Py_XDECREF(level);
    Py_XDECREF(flush);
    Py_XDECREF(module);
    return f;
}
