#include "objects/exceptionstate.h"
#include "abi/attributes.h"
#include "core/extension.h"
#include "objects/errorclass.h"
#include "objects/errorparts.h"
#include "objects/errors.h"
#include "objects/goerror.h"
#include "objects/named.h"
#include "objects/object.h"
#include "objects/raisable.h"
#include "objects/state.h"

/* What Python's OSError keeps outside of __dict__. */
static const char *const gs_os_attributes[] = { "errno", "strerror", "filename", "filename2", NULL };

static PyObject *gs_remake; /* the function that unpickling calls */

static int gs_is_os(PyObject *e) { return PyType_IsSubtype(Py_TYPE(e), (PyTypeObject *)PyExc_OSError); }
static int gs_is_group(PyObject *e) {
    return PyType_IsSubtype(Py_TYPE(e), (PyTypeObject *)PyExc_BaseExceptionGroup);
}

/* The fields of an instance as a dict, or the plain value of one that has none. */
static PyObject *gs_exception_fields(const gs_class *c, PyObject *o) {
    if (c->what == GS_CLASS_STRUCT) {
        PyObject *d = PyDict_New();
        for (int i = 0; d && i < c->nfields; i++) {
            PyObject *v = c->getset[i].get(o, c->getset[i].closure);
            if (!v || PyDict_SetItemString(d, c->getset[i].name, v)) {
                Py_DECREF(d);
                d = NULL;
            }
            Py_XDECREF(v);
        }
        return d;
    }
    if (c->what == GS_CLASS_BOX) return gs_box_plain((gs_class *)c, o);
    PyTypeObject *base = c->what == GS_CLASS_INT ? &PyLong_Type : &PyFloat_Type;
    return c->what == GS_CLASS_STR ? PyUnicode_FromObject(o) : PyObject_CallFunctionObjArgs((PyObject *)base, o, NULL);
}

/* An instance made of it. */
static PyObject *gs_exception_instance(gs_class *c, PyObject *state) {
    if (c->what == GS_CLASS_STRUCT && PyDict_Check(state)) return gs_object_of_fields(c, state);
    PyObject *args = PyTuple_Pack(1, state), *o = args ? gs_raisable_call(c, args, NULL) : NULL;
    Py_XDECREF(args);
    return o;
}

/* A list of pairs: the class and the state of what an exception holds. */
static PyObject *gs_exception_values(PyObject *values) {
    PyObject *all = PyList_New(0);
    Py_ssize_t n = values && PyTuple_Check(values) ? PyTuple_Size(values) : 0;
    for (Py_ssize_t i = 0; all && i < n; i++) {
        PyObject *o = PyTuple_GetItem(values, i);
        for (int k = 0; all && gs_this.errors[k]; k++) {
            const gs_class *c = gs_this.errors[k]->cls;
            if (c->what == GS_CLASS_INTERFACE || !gs_is_of(c, o)) continue; /* nobody sees what it holds */
            PyObject *state = gs_exception_fields(c, o), *pair = state ? PyTuple_Pack(2, (PyObject *)c->exception, state) : NULL;
            if (!pair || PyList_Append(all, pair)) {
                Py_DECREF(all);
                all = NULL;
            }
            Py_XDECREF(pair);
            Py_XDECREF(state);
            break;
        }
    }
    return all;
}

/* The attributes of Python's own classes: a tuple for OSError, the members of a group, or None. */
static PyObject *gs_exception_own(PyObject *e) {
    if (gs_is_group(e)) return PyObject_GetAttrString(e, "exceptions");
    if (!gs_is_os(e)) return Py_NewRef(Py_None);
    PyObject *t = PyTuple_New(4);
    for (int i = 0; t && gs_os_attributes[i]; i++) {
        PyObject *v = PyObject_GetAttrString(e, gs_os_attributes[i]);
        if (!v) { /* filename2 is not there without filename, on some versions */
            PyErr_Clear();
            v = Py_NewRef(Py_None);
        }
        PyTuple_SetItem(t, i, v);
    }
    return t;
}

/* An exception of a class, or of a tuple of bases, with what gs_exception_own() has. */
static PyObject *gs_exception_make(PyObject *cls, PyObject *args, PyObject *own) {
    PyTypeObject *t = gs_error_class_from(cls);
    if (!t || !PyTuple_Check(args) || !PyType_IsSubtype(t, (PyTypeObject *)PyExc_BaseException)) {
        if (!PyErr_Occurred()) PyErr_SetString(PyExc_TypeError, "expected a class of exceptions");
        Py_XDECREF((PyObject *)t);
        return NULL;
    }
    if (PyType_IsSubtype(t, (PyTypeObject *)PyExc_BaseExceptionGroup)) {
        PyObject *text = PyTuple_Size(args) ? Py_NewRef(PyTuple_GetItem(args, 0)) : PyUnicode_FromString("");
        PyObject *e = text ? gs_error_group(t, text, own) : NULL;
        Py_XDECREF(text);
        Py_DECREF((PyObject *)t);
        return e;
    }
    PyObject *e = gs_exception_new(t, NULL);
    Py_DECREF((PyObject *)t);
    int r = e ? PyObject_SetAttrString(e, "args", args) : -1;
    for (int i = 0; !r && gs_is_os(e) && PyTuple_Check(own) && i < PyTuple_Size(own) && gs_os_attributes[i]; i++) {
        PyObject *v = PyTuple_GetItem(own, i);
        if (v != Py_None || i < 2) r = PyObject_SetAttrString(e, gs_os_attributes[i], v);
    }
    if (!r) return e;
    Py_XDECREF(e);
    return NULL;
}

/* Its attributes but for what it holds; and that, borrowed from d. */
static PyObject *gs_exception_rest(PyObject *d, PyObject **values) {
    PyObject *left = PyDict_New();
    *values = PyDict_GetItemWithError(d, gs_values_key);
    if (!left || PyDict_Update(left, d) || (*values && PyDict_DelItemString(left, "__go_values__")) ||
        (PyDict_GetItemString(left, GS_GO_ERROR) && PyDict_DelItemString(left, GS_GO_ERROR))) {
        Py_XDECREF(left);
        return NULL;
    }
    return left;
}

/* Adds a note to a dict of attributes. */
static int gs_exception_note(PyObject *d, const char *said) {
    PyObject *before = PyDict_GetItemString(d, "__notes__"), *text = PyUnicode_FromString(said);
    PyObject *notes = before ? PySequence_List(before) : PyList_New(0);
    int r = notes && text ? PyList_Append(notes, text) || PyDict_SetItemString(d, "__notes__", notes) : -1;
    Py_XDECREF(text);
    Py_XDECREF(notes);
    return r;
}

/* Whether the types of what an exception holds have more to them than the pairs say. */
static int gs_exception_hides(PyObject *pairs) {
    for (Py_ssize_t i = 0; i < PyList_Size(pairs); i++) {
        gs_class *c = gs_raisable_class((PyTypeObject *)PyTuple_GetItem(PyList_GetItem(pairs, i), 0));
        if (c && c->state && c->state->hidden) return 1;
    }
    return 0;
}

/* The fields of a dict that can be pickled: a new one. The names of the others go into lost, a list. */
static PyObject *gs_exception_kept(PyObject *fields, PyObject *lost) {
    PyObject *kept = PyDict_New(), *k, *v;
    Py_ssize_t at = 0;
    int can = kept ? 1 : -1;
    while (can >= 0 && PyDict_Next(fields, &at, &k, &v)) { /* it is known here alone */
        can = gs_error_can_pickle(v);
        if (can >= 0 && (can ? PyDict_SetItem(kept, k, v) : PyList_Append(lost, k))) can = -1;
    }
    if (can >= 0) return kept;
    Py_XDECREF(kept);
    return NULL;
}

/* The same of what an exception holds. A plain value that can't be pickled is left out as a whole. */
static PyObject *gs_exception_pairs_kept(PyObject *values, PyObject *lost) {
    PyObject *all = PyList_New(0);
    for (Py_ssize_t i = 0; all && i < PyList_Size(values); i++) {
        PyObject *pair = PyList_GetItem(values, i), *cls = PyTuple_GetItem(pair, 0), *state = PyTuple_GetItem(pair, 1);
        PyObject *name = NULL, *kept = PyDict_Check(state) ? gs_exception_kept(state, lost) : NULL;
        int r = PyDict_Check(state) ? (kept ? 1 : -1) : gs_error_can_pickle(state);
        if (!r) r = (name = PyType_GetName((PyTypeObject *)cls)) && !PyList_Append(lost, name) ? 0 : -1;
        PyObject *new = r > 0 ? PyTuple_Pack(2, cls, kept ? kept : state) : NULL;
        if (r < 0 || (r > 0 && (!new || PyList_Append(all, new)))) {
            Py_DECREF(all);
            all = NULL;
        }
        Py_XDECREF(new);
        Py_XDECREF(name);
        Py_XDECREF(kept);
    }
    return all;
}

/* Notes which fields were left out. */
static int gs_exception_lost(PyObject *rest, PyObject *lost) {
    PyObject *comma = PyUnicode_FromString(", "), *names = comma ? PyUnicode_Join(comma, lost) : NULL;
    PyObject *said = names
        ? PyUnicode_FromFormat("fields of the error were left out when it was pickled, since they can't be: %U", names)
        : NULL;
    const char *text = said ? PyUnicode_AsUTF8AndSize(said, NULL) : NULL;
    int r = text ? gs_exception_note(rest, text) : -1;
    Py_XDECREF(said);
    Py_XDECREF(names);
    Py_XDECREF(comma);
    return r;
}

/* Leaves out what can't be pickled. */
static int gs_exception_shrink(PyObject *rest, PyObject **values) {
    int can = gs_error_can_pickle(*values);
    if (!can) {
        PyObject *lost = PyList_New(0), *kept = lost ? gs_exception_pairs_kept(*values, lost) : NULL;
        can = kept && !gs_exception_lost(rest, lost) ? 1 : -1;
        Py_XDECREF(lost);
        Py_DECREF(*values);
        *values = kept;
    }
    if (can > 0 && gs_exception_hides(*values) &&
        gs_exception_note(rest, "the error has fields that Python can't see: they were left out when it was pickled"))
        can = -1;
    PyObject *results = can > 0 ? PyDict_GetItemString(rest, "results") : NULL;
    int fits = !results || results == Py_None ? 1 : gs_error_can_pickle(results);
    if (!fits)
        fits = PyDict_SetItemString(rest, "results", Py_None) ||
                gs_exception_note(rest, "what came beside the error was left out when it was pickled: it can't be")
            ? -1
            : 1;
    return can < 0 || fits < 0 ? -1 : 0;
}

PyObject *gs_exception_reduce(PyObject *self, PyObject *unused) {
    (void)unused;
    PyObject *shared = PyObject_GenericGetDict(self, NULL), *d = shared ? gs_private(shared) : NULL;
    PyObject *held = NULL, *out = NULL, *make = NULL;
    PyObject *rest = d ? gs_exception_rest(d, &held) : NULL, *values = rest ? gs_exception_values(held) : NULL;
    PyObject *own = values ? gs_exception_own(self) : NULL, *args = own ? PyObject_GetAttrString(self, "args") : NULL;
    PyObject *cls = args ? gs_error_class_named(Py_TYPE(self)) : NULL;
    if (cls && !gs_exception_shrink(rest, &values)) make = Py_NewRef(gs_remake);
    PyObject *all = make && args ? PyTuple_Pack(5, cls, args, own, values, rest) : NULL;
    if (all) out = PyTuple_Pack(2, make, all);
    Py_XDECREF(all);
    Py_XDECREF(make);
    Py_XDECREF(cls);
    Py_XDECREF(args);
    Py_XDECREF(own);
    Py_XDECREF(values);
    Py_XDECREF(rest);
    Py_XDECREF(d);
    Py_XDECREF(shared);
    return out;
}

/* _exception(class, args, own, values, attributes): the other way. */
static PyObject *gs_exception_remake(PyObject *native, PyObject *all) {
    (void)native;
    if (PyTuple_Size(all) != 5) {
        PyErr_SetString(PyExc_TypeError, "_exception() takes 5 arguments");
        return NULL;
    }
    PyObject *pairs = PyTuple_GetItem(all, 3), *rest = PyTuple_GetItem(all, 4);
    PyObject *e = gs_exception_make(PyTuple_GetItem(all, 0), PyTuple_GetItem(all, 1), PyTuple_GetItem(all, 2));
    Py_ssize_t n = PyList_Check(pairs) ? PyList_Size(pairs) : 0;
    PyObject *values = e && n ? PyTuple_New(n) : NULL;
    int r = e && (values || !n) ? 0 : -1;
    for (Py_ssize_t i = 0; !r && i < n; i++) {
        PyObject *pair = PyList_GetItem(pairs, i), *o = NULL;
        gs_class *c = PyTuple_Check(pair) && PyTuple_Size(pair) == 2 && PyType_Check(PyTuple_GetItem(pair, 0))
            ? gs_raisable_class((PyTypeObject *)PyTuple_GetItem(pair, 0))
            : NULL;
        if (c) o = gs_exception_instance(c, PyTuple_GetItem(pair, 1));
        else PyErr_SetString(PyExc_TypeError, "expected a class of errors");
        r = o ? PyTuple_SetItem(values, i, o) : -1;
    }
    PyObject *d = r ? NULL : PyObject_GenericGetDict(e, NULL);
    if (!r && n) r = gs_exception_hold_said(e, values);
    if (!r && !PyDict_Check(rest)) PyErr_SetString(PyExc_TypeError, "expected a dict of attributes");
    if (!r) r = d && PyDict_Check(rest) ? PyDict_Update(d, rest) : -1;
    Py_XDECREF(values);
    Py_XDECREF(d);
    if (!r) return e;
    Py_XDECREF(e);
    return NULL;
}

PyObject *gs_exception_copy(PyObject *self, PyObject *unused) {
    (void)unused;
    PyObject *d = PyObject_GenericGetDict(self, NULL), *own = d ? gs_exception_own(self) : NULL;
    PyObject *args = own ? PyObject_GetAttrString(self, "args") : NULL;
    PyObject *e = args ? gs_exception_make((PyObject *)Py_TYPE(self), args, own) : NULL;
    PyObject *to = e ? PyObject_GenericGetDict(e, NULL) : NULL;
    if (e && (!to || PyDict_Update(to, d))) {
        Py_DECREF(e);
        e = NULL;
    }
    Py_XDECREF(to);
    Py_XDECREF(args);
    Py_XDECREF(own);
    Py_XDECREF(d);
    return e;
}

static PyMethodDef gs_exception_functions[] = { { "_exception", gs_exception_remake, METH_VARARGS,
                                                    "For pickle: an exception from its parts." },
    { NULL, NULL, 0, NULL } };

GS_COLD int gs_exception_state_init(PyObject *native) {
    if (PyModule_AddFunctions(native, gs_exception_functions)) return -1;
    gs_remake = PyObject_GetAttrString(native, "_exception");
    return gs_remake ? 0 : -1;
}
