#include "abi/imported.h"
#include "abi/attributes.h"

GS_COLD PyObject *gs_import_attribute(const char *module, const char *name) {
    PyObject *m = PyImport_ImportModule(module), *o = m ? PyObject_GetAttrString(m, name) : NULL;
    Py_XDECREF(m);
    return o;
}
