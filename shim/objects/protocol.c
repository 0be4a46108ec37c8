#include "objects/protocol.h"
#include "abi/attributes.h"
#include "abi/imported.h"
#include "objects/errors.h"
#include "objects/named.h"
#include <string.h>

/* The number that a method returns; -1 with an exception. */
static Py_ssize_t gs_count_of(PyObject *n) {
    if (!n) return -1;
    long long v = PyLong_AsLongLong(n);
    Py_DECREF(n);
    if (v < 0 && !PyErr_Occurred()) PyErr_SetString(PyExc_ValueError, "Go's length is less than 0");
    return v < 0 ? -1 : (Py_ssize_t)v;
}

Py_ssize_t gs_protocol_len(const gs_protocol *p, PyObject *self) { return gs_count_of(p->len(self, NULL, 0)); }

int gs_protocol_true(PyObject *self) {
    (void)self;
    return 1;
}

/* ---- x[k] ---- */

/* What a method has found, out of its result, which is taken over. NULL without an exception:
   nothing. */
static PyObject *gs_found(int finds, PyObject *r) {
    if (r && finds == GS_FINDS_OR_NONE && r == Py_None) {
        Py_DECREF(r);
        return NULL;
    }
    if (!r || finds != GS_FINDS_OR_FALSE) return r;
    PyObject *ok = PyTuple_GetItem(r, 1);
    PyObject *v = ok == Py_True ? PyTuple_GetItem(r, 0) : NULL;
    if (v) Py_INCREF(v);
    Py_DECREF(r);
    return v;
}

/* Whether the exception that is set is an error of Go that has no other meaning in Python. */
static int gs_is_go_failure(void) {
    return PyErr_ExceptionMatches(gs_GoError) && !PyErr_ExceptionMatches(PyExc_OSError);
}

/* IndexError or KeyError; always NULL. The exception that is set, if any, becomes the cause. */
static GS_COLD PyObject *gs_missing(const gs_protocol *p, PyObject *key) {
    PyObject *type, *cause, *tb, *t, *v, *none;
    PyErr_Fetch(&type, &cause, &tb);
    PyErr_NormalizeException(&type, &cause, &tb);
    if (p->sequence) PyErr_SetString(PyExc_IndexError, "index out of range");
    else PyErr_SetObject(PyExc_KeyError, key);
    if (cause) {
        if (tb) PyException_SetTraceback(cause, tb);
        PyErr_Fetch(&t, &v, &none);
        PyErr_NormalizeException(&t, &v, &none);
        if (v) PyException_SetCause(v, Py_NewRef(cause));
        PyErr_Restore(t, v, none);
    }
    Py_XDECREF(type);
    Py_XDECREF(cause);
    Py_XDECREF(tb);
    return NULL;
}

/* Whether has finds a key; -1 with an exception. */
static int gs_has_key(const gs_protocol *p, PyObject *self, PyObject *key) {
    PyObject *r = p->has(self, &key, 1);
    if (p->has_finds == GS_FINDS_TRUTH) {
        int truth = r ? r == Py_True : -1;
        Py_XDECREF(r);
        return truth;
    }
    r = gs_found(p->has_finds, r);
    if (!r && PyErr_Occurred()) {
        if (p->has_finds != GS_FINDS_OR_FAILS || !gs_is_go_failure()) return -1;
        PyErr_Clear();
    }
    Py_XDECREF(r);
    return r != NULL;
}

/* The value of a key, or KeyError. An error of Go's means that there is none, unless the type
   says by another method that there is. */
static PyObject *gs_value_of(const gs_protocol *p, PyObject *self, PyObject *key) {
    int asks = p->has && p->has != p->get;
    if (p->finds == GS_FINDS_ALWAYS && asks) {
        int has = gs_has_key(p, self, key);
        if (has <= 0) return has ? NULL : gs_missing(p, key);
    }
    PyObject *v = gs_found(p->finds, p->get(self, &key, 1));
    if (v) return v;
    if (!PyErr_Occurred()) return gs_missing(p, key);
    if (p->finds != GS_FINDS_OR_FAILS || !gs_is_go_failure()) return NULL;
    if (asks) {
        PyObject *type, *value, *tb;
        PyErr_Fetch(&type, &value, &tb);
        int has = gs_has_key(p, self, key);
        if (has < 0) PyErr_Clear();
        PyErr_Restore(type, value, tb);
        if (has) return NULL;
    }
    return gs_missing(p, key);
}

/* The item at an index that is not out of range. */
static PyObject *gs_item_at(const gs_protocol *p, PyObject *self, Py_ssize_t i) {
    PyObject *index = PyLong_FromSsize_t(i);
    PyObject *v = index ? gs_found(p->finds, p->get(self, &index, 1)) : NULL;
    if (index && !v && !PyErr_Occurred()) gs_missing(p, index);
    Py_XDECREF(index);
    return v;
}

PyObject *gs_protocol_at(const gs_protocol *p, PyObject *self, Py_ssize_t i) {
    Py_ssize_t n = gs_protocol_len(p, self);
    if (n < 0) return NULL;
    return i < 0 || i >= n ? gs_missing(p, NULL) : gs_item_at(p, self, i);
}

/* The index that a key is, from the front; -1 with an exception. */
static Py_ssize_t gs_index_of(const gs_protocol *p, PyObject *self, PyObject *key) {
    Py_ssize_t i = PyNumber_AsSsize_t(key, PyExc_IndexError);
    if (i == -1 && PyErr_Occurred()) return -1;
    Py_ssize_t n = gs_protocol_len(p, self);
    if (n < 0) return -1;
    if (i < 0) i += n;
    if (i >= 0 && i < n) return i;
    gs_missing(p, NULL);
    return -1;
}

static GS_COLD PyObject *gs_no_index(PyObject *self, PyObject *key, const char *kinds) {
    PyObject *name = PyType_GetName(Py_TYPE(self)), *got = PyType_GetName(Py_TYPE(key));
    if (name && got) PyErr_Format(PyExc_TypeError, "%U indices must be %s, not %U", name, kinds, got);
    Py_XDECREF(name);
    Py_XDECREF(got);
    return NULL;
}

static PyObject *gs_slice_of(const gs_protocol *p, PyObject *self, PyObject *slice) {
    Py_ssize_t start, stop, step, n;
    if (PySlice_Unpack(slice, &start, &stop, &step)) return NULL;
    if ((n = gs_protocol_len(p, self)) < 0) return NULL;
    n = PySlice_AdjustIndices(n, &start, &stop, step);
    PyObject *l = PyList_New(n);
    for (Py_ssize_t i = 0; l && i < n; i++) {
        PyObject *v = gs_item_at(p, self, start + i * step);
        if (v) PyList_SetItem(l, i, v);
        else {
            Py_DECREF(l);
            l = NULL;
        }
    }
    return l;
}

PyObject *gs_protocol_item(const gs_protocol *p, PyObject *self, PyObject *key) {
    if (!p->sequence) return gs_value_of(p, self, key);
    if (gs_isinstance(key, &PySlice_Type)) return gs_slice_of(p, self, key);
    if (!PyIndex_Check(key)) return gs_no_index(self, key, "integers or slices");
    Py_ssize_t i = gs_index_of(p, self, key);
    return i < 0 ? NULL : gs_item_at(p, self, i);
}

/* del x[key]; a key that is not there is a KeyError where the type can tell. */
static int gs_delete(const gs_protocol *p, PyObject *self, PyObject *key) {
    if (!p->sequence && p->has) {
        int has = gs_has_key(p, self, key);
        if (!has) gs_missing(p, key);
        if (has <= 0) return -1;
    }
    PyObject *r = p->del(self, &key, 1);
    int gone = r && r != Py_False;
    if (r && !gone) gs_missing(p, key);
    Py_XDECREF(r);
    return gone ? 0 : -1;
}

int gs_protocol_assign(const gs_protocol *p, PyObject *self, PyObject *key, PyObject *value) {
    if (value ? !p->set : !p->del) {
        PyObject *name = PyType_GetName(Py_TYPE(self));
        if (name) PyErr_Format(PyExc_TypeError, "'%U' object does not support item %s", name, value ? "assignment" : "deletion");
        Py_XDECREF(name);
        return -1;
    }
    PyObject *index = NULL, *r;
    if (p->sequence) {
        if (!PyIndex_Check(key)) return gs_no_index(self, key, "integers"), -1;
        Py_ssize_t i = gs_index_of(p, self, key);
        if (i < 0 || !(index = PyLong_FromSsize_t(i))) return -1;
        key = index;
    }
    int failed;
    if (value) {
        PyObject *args[] = { key, value };
        r = p->set(self, args, 2);
        failed = !r;
        Py_XDECREF(r);
    } else {
        failed = gs_delete(p, self, key) != 0;
    }
    Py_XDECREF(index);
    return failed ? -1 : 0;
}

int gs_protocol_contains(const gs_protocol *p, PyObject *self, PyObject *x) {
    int has = gs_has_key(p, self, x);
    if (has >= 0 || gs_is_go_failure()) return has;
    /* what Go can't even be asked for is not in there */
    if (!PyErr_ExceptionMatches(PyExc_TypeError) && !PyErr_ExceptionMatches(PyExc_OverflowError)) return -1;
    PyErr_Clear();
    return 0;
}

/* ---- iteration ---- */

static PyObject *gs_first_of(PyObject *unused, PyObject *pair) {
    (void)unused;
    return PySequence_GetItem(pair, 0);
}

static PyMethodDef gs_first_def = { "first", gs_first_of, METH_O, NULL };

/* An iterator over the first of each pair. Takes over pairs. */
static PyObject *gs_firsts(PyObject *pairs) {
    PyObject *first = pairs ? PyCFunction_NewEx(&gs_first_def, NULL, NULL) : NULL;
    PyObject *r = first ? PyObject_CallFunctionObjArgs((PyObject *)&PyMap_Type, first, pairs, NULL) : NULL;
    Py_XDECREF(first);
    Py_XDECREF(pairs);
    return r;
}

PyObject *gs_protocol_iter(const gs_protocol *p, PyObject *self) {
    if (p->how == GS_ITER_ITSELF) return Py_NewRef(self);
    if (p->how == GS_ITER_INDEXES) return PySeqIter_New(self);
    PyObject *over = p->iter(self, NULL, 0);
    if (over == Py_None) { /* a nil iterator */
        Py_DECREF(over);
        over = PyTuple_New(0);
    }
    PyObject *r = over ? PyObject_GetIter(over) : NULL;
    Py_XDECREF(over);
    return p->how == GS_ITER_FIRSTS ? gs_firsts(r) : r;
}

/* Whether a method without parameters returns true; -1 with an exception. */
static int gs_truth_of(gs_method m, PyObject *self) {
    PyObject *r = m(self, NULL, 0);
    int truth = r ? r == Py_True : -1;
    Py_XDECREF(r);
    return truth;
}

/* The end of the iteration, or what has ended it: always NULL. */
static PyObject *gs_ended(const gs_protocol *p, PyObject *self) {
    PyObject *r = p->err ? p->err(self, NULL, 0) : NULL;
    Py_XDECREF(r);
    return NULL;
}

PyObject *gs_protocol_next(const gs_protocol *p, PyObject *self) {
    int more = p->more ? gs_truth_of(p->more, self) : p->next_finds == GS_FINDS_TRUTH ? gs_truth_of(p->next, self) : 1;
    if (more <= 0) return more ? NULL : gs_ended(p, self);
    if (p->next_finds != GS_FINDS_TRUTH) {
        PyObject *v = gs_found(p->next_finds, p->next(self, NULL, 0));
        return v || PyErr_Occurred() ? v : gs_ended(p, self);
    }
    PyObject *key = p->key ? p->key(self, NULL, 0) : NULL;
    if (p->key && !key) return NULL;
    PyObject *value = p->value(self, NULL, 0);
    if (!key || !value) {
        Py_XDECREF(key);
        return value;
    }
    PyObject *pair = PyTuple_Pack(2, key, value);
    Py_DECREF(key);
    Py_DECREF(value);
    return pair;
}

/* ---- operators ---- */

PyObject *gs_operator(const gs_class *cls, gs_method m, int own, int reflects, PyObject *a, PyObject *b) {
    if (reflects && !gs_is_of(cls, a)) {
        PyObject *left = a;
        a = b, b = left;
    }
    if (!gs_is_of(cls, a) || (own && !gs_is_of(cls, b))) return Py_NewRef(Py_NotImplemented);
    PyObject *r = m(a, &b, 1);
    if (r || own || !PyErr_ExceptionMatches(PyExc_TypeError)) return r;
    PyErr_Clear(); /* the other operand may know */
    return Py_NewRef(Py_NotImplemented);
}

/* ---- attributes ---- */

int gs_property_set(const char *name, gs_method set, PyObject *self, PyObject *value) {
    if (!value) {
        PyErr_Format(PyExc_AttributeError, "the attribute '%s' can't be deleted", name);
        return -1;
    }
    PyObject *r = set(self, &value, 1);
    Py_XDECREF(r);
    return r ? 0 : -1;
}

/* ---- methods ---- */

PyObject *gs_protocol_enter(PyObject *self, PyObject *unused) {
    (void)unused;
    return Py_NewRef(self);
}

PyObject *gs_protocol_exit(const gs_protocol *p, PyObject *self) {
    PyObject *r = p->close(self, NULL, 0);
    if (!r) return NULL;
    Py_DECREF(r);
    return Py_NewRef(Py_None);
}

PyObject *gs_protocol_format(const gs_protocol *p, PyObject *self, PyObject *spec) {
    if (PyUnicode_Check(spec) && !PyUnicode_CompareWithASCIIString(spec, "")) return PyObject_Str(self);
    return p->format(self, &spec, 1);
}

/* The items from the end, one by one: map(self.__getitem__, range(len - 1, -1, -1)). */
PyObject *gs_protocol_reversed(PyObject *self, PyObject *unused) {
    (void)unused;
    Py_ssize_t n = PyObject_Size(self);
    if (n < 0) return NULL;
    PyObject *get = PyObject_GetAttrString(self, "__getitem__");
    PyObject *range = get ? PyObject_CallFunction((PyObject *)&PyRange_Type, "nnn", n - 1, (Py_ssize_t)-1, (Py_ssize_t)-1) : NULL;
    PyObject *r = range ? PyObject_CallFunctionObjArgs((PyObject *)&PyMap_Type, get, range, NULL) : NULL;
    Py_XDECREF(range);
    Py_XDECREF(get);
    return r;
}

/* index(value[, start[, stop]]), as that of a tuple. */
PyObject *gs_protocol_index(PyObject *self, PyObject *const *args, Py_ssize_t n) {
    if (n < 1 || n > 3) return PyErr_Format(PyExc_TypeError, "index() takes 1 to 3 arguments (%zd given)", n);
    Py_ssize_t len = PyObject_Size(self), at[2] = { 0, len };
    if (len < 0) return NULL;
    for (Py_ssize_t i = 1; i < n; i++) {
        at[i - 1] = PyNumber_AsSsize_t(args[i], NULL); /* which clips */
        if (at[i - 1] == -1 && PyErr_Occurred()) return NULL;
        if (at[i - 1] < 0 && (at[i - 1] += len) < 0) at[i - 1] = 0;
    }
    for (Py_ssize_t i = at[0]; i < at[1] && i < len; i++) {
        PyObject *v = PySequence_GetItem(self, i);
        int same = v ? PyObject_RichCompareBool(v, args[0], Py_EQ) : -1;
        Py_XDECREF(v);
        if (same) return same < 0 ? NULL : PyLong_FromSsize_t(i);
    }
    PyErr_SetString(PyExc_ValueError, "the value is not in the sequence");
    return NULL;
}

PyObject *gs_protocol_count(PyObject *self, PyObject *x) {
    Py_ssize_t n = PySequence_Count(self, x);
    return n < 0 ? NULL : PyLong_FromSsize_t(n);
}

/* get(key[, default]), as that of a dict. */
PyObject *gs_protocol_get(PyObject *self, PyObject *const *args, Py_ssize_t n, PyObject *names) {
    Py_ssize_t keywords = names ? PyTuple_Size(names) : 0;
    for (Py_ssize_t i = 0; i < keywords; i++) {
        PyObject *name = PyTuple_GetItem(names, i);
        if (PyUnicode_CompareWithASCIIString(name, "default"))
            return PyErr_Format(PyExc_TypeError, "get() got an unexpected keyword argument '%U'", name);
    }
    if (n < 1 || n + keywords > 2)
        return PyErr_Format(PyExc_TypeError, "get() takes 1 or 2 arguments (%zd given)", n + keywords);
    PyObject *v = PyObject_GetItem(self, args[0]);
    if (v || !PyErr_ExceptionMatches(PyExc_KeyError)) return v;
    PyErr_Clear();
    return Py_NewRef(n + keywords == 2 ? args[1] : Py_None);
}

PyObject *gs_box_reversed(PyObject *self, PyObject *unused) {
    (void)unused;
    PyObject *l = PySequence_List(self), *r = l ? PyObject_CallMethod(l, "__reversed__", NULL) : NULL;
    Py_XDECREF(l);
    return r;
}

PyObject *gs_box_index(PyObject *self, PyObject *const *args, Py_ssize_t n) {
    PyObject *l = PySequence_Tuple(self);
    PyObject *r = l ? gs_protocol_index(l, args, n) : NULL;
    Py_XDECREF(l);
    return r;
}

PyObject *gs_box_count(PyObject *self, PyObject *x) { return gs_protocol_count(self, x); }

/* An attribute of collections.abc, which Python itself has imported at its start. */
static PyObject *gs_abc(const char *name) { return gs_import_attribute("collections.abc", name); }

static PyObject *gs_view(PyObject *self, const char *name) {
    PyObject *c = gs_abc(name), *view = c ? PyObject_CallFunctionObjArgs(c, self, NULL) : NULL;
    Py_XDECREF(c);
    return view;
}

PyObject *gs_protocol_keys(PyObject *self, PyObject *unused) {
    (void)unused;
    return gs_view(self, "KeysView");
}

PyObject *gs_protocol_values(PyObject *self, PyObject *unused) {
    (void)unused;
    return gs_view(self, "ValuesView");
}

PyObject *gs_protocol_items(PyObject *self, PyObject *unused) {
    (void)unused;
    return gs_view(self, "ItemsView");
}

/* ---- at import ---- */

GS_COLD int gs_protocol_finish(gs_class *c) {
    if (!c->protocol->abc) return 0;
    PyObject *abc = gs_abc(c->protocol->abc);
    PyObject *r = abc ? PyObject_CallMethod(abc, "register", "O", (PyObject *)(c->exception ? c->exception : c->type)) : NULL;
    Py_XDECREF(abc);
    Py_XDECREF(r);
    return r ? 0 : -1;
}

/* Adds the functions that a piece of Python defines to a class. */
static GS_COLD int gs_define(PyTypeObject *t, PyObject *source) {
    const char *text = source ? PyUnicode_AsUTF8AndSize(source, NULL) : NULL;
    PyObject *code = text ? Py_CompileString(text, "<gophersnake>", Py_file_input) : NULL;
    PyObject *globals = code ? PyDict_New() : NULL, *defined = globals ? PyDict_New() : NULL;
    PyObject *done = defined ? PyEval_EvalCode(code, globals, defined) : NULL, *name, *f;
    Py_ssize_t pos = 0;
    int r = done ? 0 : -1;
    while (!r && PyDict_Next(defined, &pos, &name, &f)) r = PyObject_SetAttr((PyObject *)t, name, f);
    Py_XDECREF(done);
    Py_XDECREF(defined);
    Py_XDECREF(globals);
    Py_XDECREF(code);
    Py_XDECREF(source);
    return r;
}

GS_COLD int gs_protocol_async(gs_class *c) {
    const gs_protocol *p = c->protocol;
    if (p->aclose && gs_define(c->type, PyUnicode_FromFormat(
        "async def __aenter__(self):\n    return self\n\n"
        "async def __aexit__(self, *args):\n    await self.%s()\n", p->aclose)))
        return -1;
    if (!p->anext) return 0;
    return gs_define(c->type, PyUnicode_FromFormat("def __aiter__(self):\n    return self.%s().__aiter__()\n", p->anext));
}
