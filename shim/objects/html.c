#include "objects/html.h"
#include "abi/attributes.h"
#include "core/core.h"
#include "objects/class.h"
#include <stdlib.h>

GS_COLD PyObject *gs_html(PyObject *self, PyObject *unused) {
    (void)unused;
    char *name = gs_qualify(gs_import_name, "_html");
    PyObject *m = name ? PyImport_ImportModule(name) : NULL;
    PyObject *r = m ? PyObject_CallMethod(m, "table", "O", self) : NULL;
    if (!m && PyErr_ExceptionMatches(PyExc_ImportError)) { /* it is not there: the text is */
        PyErr_Clear();
        r = Py_NewRef(Py_None);
    }
    Py_XDECREF(m);
    free(name);
    return r;
}
