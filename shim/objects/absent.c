#include "objects/absent.h"
#include "abi/attributes.h"
#include "abi/exclusion.h"
#include "abi/imported.h"
#include "abi/typespec.h"
#include "core/core.h"
#include "core/extension.h"
#include "objects/class.h"
#include <stdlib.h>

/* The descriptor of a missing attribute. */
typedef struct gs_absent {
    PyObject_HEAD
    PyObject *name;
} gs_absent;

static PyTypeObject *gs_absent_base, *gs_absent_hider;

/* of_class() of the package's _unbound.py, which has the reasons; imported at first use.
   Borrowed; NULL with an exception. */
static PyObject *gs_absent_reasons(void) {
    static PyObject *of_class;
    PyObject *found = GS_ACQUIRE(&of_class);
    if (found) return found;
    char *name = gs_qualify(gs_import_name, "_unbound");
    PyObject *made = name ? gs_import_attribute(name, "of_class") : NULL;
    if (made) found = gs_first(&of_class, made);
    free(name);
    return found;
}

/* Raises the error, with the reason if there is one. Always NULL. */
static GS_COLD PyObject *gs_absent_error(PyObject *type, int instance, PyObject *name) {
    PyObject *of_class = gs_absent_reasons(), *why = NULL, *called = NULL;
    if (of_class) why = PyObject_CallFunctionObjArgs(of_class, type, name, NULL);
    if (!why) {
        if (!PyErr_ExceptionMatches(PyExc_ImportError)) return NULL;
        PyErr_Clear(); /* without the file, the plain error */
    }
    called = PyType_GetName((PyTypeObject *)type);
    const char *start = instance ? "" : "type object ";
    const char *end = instance ? " object" : "";
    if (called && why && why != Py_None)
        PyErr_Format(PyExc_AttributeError, "%s'%U'%s has no attribute '%U': %S", start, called, end, name, why);
    else if (called)
        PyErr_Format(PyExc_AttributeError, "%s'%U'%s has no attribute '%U'", start, called, end, name);
    Py_XDECREF(called);
    Py_XDECREF(why);
    return NULL;
}

/* Getting a missing attribute: a subclass may have it from another base, which comes after this
   one. Else an error. */
static PyObject *gs_absent_get(PyObject *self, PyObject *instance, PyObject *type) {
    PyObject *name = ((gs_absent *)self)->name, *of = instance ? instance : type;
    PyObject *behind = PyObject_CallFunctionObjArgs((PyObject *)&PySuper_Type, gs_absent_base, of, NULL);
    PyObject *v = behind ? PyObject_GetAttr(behind, name) : NULL;
    Py_XDECREF(behind);
    if (v || !PyErr_ExceptionMatches(PyExc_AttributeError)) return v;
    PyErr_Clear();
    return gs_absent_error(instance ? (PyObject *)Py_TYPE(instance) : type, instance != NULL, name);
}

static void gs_absent_dealloc(PyObject *self) {
    PyTypeObject *t = Py_TYPE(self);
    Py_XDECREF(((gs_absent *)self)->name);
    freefunc f = (freefunc)PyType_GetSlot(t, Py_tp_free);
    f(self);
    Py_DECREF(t);
}

static PyObject *gs_absent_nothing(PyObject *self, PyObject *type) {
    (void)self, (void)type;
    return PyDict_New();
}

static PyMethodDef gs_absent_nothing_def = { "__dict__", gs_absent_nothing, METH_O, NULL };

/* A type of classes, whose __dict__ appears empty. */
static GS_COLD PyTypeObject *gs_absent_hider_make(void) {
    PyObject *get = PyCFunction_NewEx(&gs_absent_nothing_def, NULL, NULL);
    PyObject *p = get ? PyObject_CallFunctionObjArgs((PyObject *)&PyProperty_Type, get, NULL) : NULL;
    PyObject *t = NULL;
    PyObject *ns = PyDict_New(), *slots = PyTuple_New(0);
    if (p && ns && slots && !PyDict_SetItemString(ns, "__dict__", p) && !PyDict_SetItemString(ns, "__slots__", slots))
        t = PyObject_CallFunction((PyObject *)&PyType_Type, "s(O)O", "type", (PyObject *)&PyType_Type, ns);
    Py_XDECREF(get);
    Py_XDECREF(p);
    Py_XDECREF(ns);
    Py_XDECREF(slots);
    return (PyTypeObject *)t;
}

/* A new class gets the type of its bases, and is to have that of an ordinary class. */
#ifdef GS_ABI3T
static GS_COLD PyTypeObject *gs_absent_base_make(PyObject *native, PyType_Spec *spec) {
    return (PyTypeObject *)PyType_FromMetaclass(gs_absent_hider, native, spec, NULL);
}

GS_COLD PyTypeObject *gs_absent_type_new(PyObject *native, PyType_Spec *spec) {
    PyTypeObject *t = gs_type_new(native, spec, NULL);
    if (!t || !gs_absent_base) return t;
    PyObject *bases = PyTuple_Pack(1, gs_absent_base);
    int r = bases ? PyObject_SetAttrString((PyObject *)t, "__bases__", bases) : -1;
    Py_XDECREF(bases);
    if (!r) return t;
    Py_DECREF(t);
    return NULL;
}
#else
static GS_COLD PyTypeObject *gs_absent_base_make(PyObject *native, PyType_Spec *spec) {
    PyTypeObject *t = gs_type_new(native, spec, NULL);
    if (t) gs_set_type((PyObject *)t, gs_absent_hider); /* which has the same layout */
    return t;
}

GS_COLD PyTypeObject *gs_absent_type_new(PyObject *native, PyType_Spec *spec) {
    if (!gs_absent_base) return gs_type_new(native, spec, NULL);
    gs_set_type((PyObject *)gs_absent_base, &PyType_Type);
    PyTypeObject *t = gs_type_new(native, spec, (PyObject *)gs_absent_base);
    gs_set_type((PyObject *)gs_absent_base, gs_absent_hider);
    return t;
}
#endif

GS_COLD int gs_absent_init(PyObject *native) {
    if (!*gs_this.absent) return 0;
    PyType_Slot slots[] = {
        { Py_tp_dealloc, (void *)gs_absent_dealloc }, { Py_tp_descr_get, (void *)gs_absent_get }, { 0, NULL }
    };
    PyType_Spec spec = { "_native.Absent", sizeof(gs_absent), 0, Py_TPFLAGS_DEFAULT, slots };
    PyType_Slot none[] = { { 0, NULL } };
    char *called = gs_qualify(gs_import_name, "GoObject");
    if (!called) return -1;
    PyType_Spec base = { called, 0, 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, none };
    PyTypeObject *t = gs_type_new(native, &spec, NULL);
    if (!t) return -1;
    int r = 0;
    if (!(gs_absent_hider = gs_absent_hider_make()) || !(gs_absent_base = gs_absent_base_make(native, &base))) r = -1;
    for (const char *const *name = gs_this.absent; !r && *name; name++) {
        gs_absent *a = (gs_absent *)PyType_GenericAlloc(t, 0);
        if (a) a->name = PyUnicode_InternFromString(*name);
        r = a && a->name ? PyObject_SetAttr((PyObject *)gs_absent_base, a->name, (PyObject *)a) : -1;
        Py_XDECREF((PyObject *)a);
    }
    Py_DECREF(t);
    return r;
}

GS_COLD int gs_absent_append(PyObject *type) {
    PyObject *base = (PyObject *)gs_absent_base;
    PyObject *bases = base ? PyObject_GetAttrString(type, "__bases__") : NULL;
    PyObject *last = bases ? PyTuple_Pack(1, base) : NULL;
    PyObject *all = last ? PySequence_Concat(bases, last) : NULL;
    int r = !base ? 0 : all ? PyObject_SetAttrString(type, "__bases__", all) : -1;
    Py_XDECREF(bases);
    Py_XDECREF(last);
    Py_XDECREF(all);
    return r;
}
