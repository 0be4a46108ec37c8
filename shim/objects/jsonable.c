#include "objects/jsonable.h"
#include "abi/attributes.h"
#include "core/extension.h"

/* json.loads(text). json is imported by whoever calls json.dumps(). Takes over text. */
static PyObject *gs_json_loads(PyObject *text) {
    PyObject *json = text ? PyImport_ImportModule("json") : NULL;
    PyObject *v = json ? PyObject_CallMethod(json, "loads", "O", text) : NULL;
    Py_XDECREF(json);
    Py_XDECREF(text);
    return v;
}

static PyObject *gs_to_json(PyObject *unused, PyObject *value) {
    (void)unused;
    for (const gs_jsonable *j = gs_this.json; j->cls; j++)
        if (gs_is_of(j->cls, value)) return gs_json_loads(j->marshal(value, NULL));
    PyObject *name = PyType_GetName(Py_TYPE(value));
    if (name) PyErr_Format(PyExc_TypeError, "Object of type %U is not JSON serializable", name);
    Py_XDECREF(name);
    return NULL;
}

static PyMethodDef gs_to_json_def = { "to_json", gs_to_json, METH_O,
    "to_json($module, value, /)\n--\n\n"
    "What Go's encoding/json writes of an instance, as plain Python values: for json.dumps(default=to_json)." };

GS_COLD int gs_json_install(PyObject *dict, PyObject *native, PyObject *module) {
    gs_to_json_def.ml_name = gs_this.to_json;
    PyObject *f = PyCFunction_NewEx(&gs_to_json_def, native, module);
    int r = f ? PyDict_SetItemString(dict, gs_this.to_json, f) : -1;
    Py_XDECREF(f);
    return r;
}
