#include "objects/overload.h"
#include "abi/attributes.h"
#include "abi/imported.h"
#include "core/extension.h"
#include "objects/generic.h"
#include "objects/object.h"
#include "objects/raisable.h"
#include "os/stack.h"
#include "values/list.h"
#include "values/number.h"
#include "values/pointee.h"
#include <stdint.h>
#include <string.h>

/* How well a value fits a type. */
enum { GS_FITS_NOT, GS_FITS_MAYBE, GS_FITS, GS_FITS_ITSELF };

/* How it is looked at: all items of containers, or the first; values of named types as instances alone. */
enum { GS_DEEP = 1, GS_NARROW = 2 };

static int gs_fits(const gs_type *ty, PyObject *v, int deep);

static int gs_fits_number(int kind, PyObject *v) {
    if (kind == GS_BOOL) return Py_TYPE(v) == &PyBool_Type ? GS_FITS : GS_FITS_NOT;
    if (Py_TYPE(v) == &PyBool_Type) return GS_FITS_NOT;
    if (PyLong_Check(v)) return GS_FITS;
    if (PyUnicode_Check(v)) return GS_FITS_NOT;
    PyTypeObject *t = Py_TYPE(v);
    if (PyType_GetSlot(t, Py_nb_index)) return GS_FITS;
    if (kind < GS_F32) return GS_FITS_NOT;
    if (PyType_GetSlot(t, Py_nb_float)) return GS_FITS;
    return kind >= GS_C64 && (t == &PyComplex_Type || PyType_IsSubtype(t, &PyComplex_Type)) ? GS_FITS : GS_FITS_NOT;
}

/* The letter of a buffer's items: i, f, c, b or 0. */
static char gs_buffer_letter(PyObject *v) {
    Py_buffer view;
    if (PyObject_GetBuffer(v, &view, PyBUF_FORMAT | PyBUF_STRIDES)) {
        PyErr_Clear();
        return 0;
    }
    const char *f = view.format ? view.format : "B";
    while (*f && strchr("@=<>!", *f)) f++;
    char letter = 0;
    if (*f && strchr("bBhHiIlLqQnN", *f)) letter = 'i';
    else if (*f && strchr("efd", *f)) letter = 'f';
    else if (*f == '?') letter = 'b';
    else if (*f == 'Z') letter = 'c';
    PyBuffer_Release(&view);
    return letter;
}

static int gs_fits_buffer(const gs_type *elem, PyObject *v) {
    char letter = gs_buffer_letter(v);
    while (elem->kind == GS_NAMED) elem = elem->elem;
    switch (letter) {
    case 'i': return elem->kind != GS_BOOL && elem->kind <= GS_C128 ? GS_FITS : GS_FITS_NOT;
    case 'f': return elem->kind >= GS_F32 && elem->kind <= GS_C128 ? GS_FITS : GS_FITS_NOT;
    case 'c': return elem->kind == GS_C64 || elem->kind == GS_C128 ? GS_FITS : GS_FITS_NOT;
    case 'b': return elem->kind == GS_BOOL ? GS_FITS : GS_FITS_NOT;
    }
    return GS_FITS_MAYBE;
}

/* All items of a list, or the first. */
static int gs_fits_items(const gs_type *elem, PyObject *v, int deep) {
    int list = PyList_Check(v), fits = GS_FITS_MAYBE;
    const PyTypeObject *last = NULL;
    for (Py_ssize_t i = 0; fits && i < (list ? PyList_Size(v) : PyTuple_Size(v)); i++) {
        PyObject *o = list ? gs_list_item(v, i) : Py_XNewRef(PyTuple_GetItem(v, i));
        if (!o) return GS_FITS_NOT;
        const int same = Py_TYPE(o) == last && (elem->kind <= GS_STR || (deep & GS_NARROW && elem->kind == GS_NAMED)); /* as the one before */
        last = Py_TYPE(o);
        const int one = same ? fits : gs_fits(elem, o, deep);
        Py_DECREF(o);
        fits = !one || one > fits ? one : fits;
        if (same) continue;
        if (!(deep & GS_DEEP)) break;
    }
    return fits;
}

static int gs_fits_iterable(const gs_type *ty, PyObject *v, int deep) {
    if (v == Py_None) return GS_FITS_MAYBE;
    if (PyList_Check(v) || PyTuple_Check(v)) return gs_fits_items(ty->elem, v, deep);
    if (PyUnicode_Check(v) || PyDict_Check(v)) return GS_FITS_NOT;
    if (PyObject_CheckBuffer(v)) return deep & GS_NARROW && ty->elem->kind == GS_NAMED ? GS_FITS_NOT : gs_fits_buffer(ty->elem, v);
    int iterable = PyType_GetSlot(Py_TYPE(v), Py_tp_iter) || PyType_GetSlot(Py_TYPE(v), Py_sq_item);
    return iterable ? GS_FITS_MAYBE : GS_FITS_NOT;
}

static int gs_fits_dict(const gs_type *ty, PyObject *v, int deep) {
    if (v == Py_None) return GS_FITS_MAYBE;
    if (!PyDict_Check(v)) return GS_FITS_MAYBE;
    PyObject *keys = PyDict_Keys(v), *values = PyDict_Values(v);
    int fits = keys && values ? gs_fits_items(ty->key, keys, deep) : GS_FITS_NOT;
    if (fits) {
        int other = gs_fits_items(ty->elem, values, deep);
        fits = !other || other > fits ? other : fits;
    }
    Py_XDECREF(keys);
    Py_XDECREF(values);
    PyErr_Clear();
    return fits;
}

static int gs_fits_pair(const gs_type *ty, PyObject *v, int deep) {
    if (!PyTuple_Check(v) || PyTuple_Size(v) != 2) return GS_FITS_MAYBE;
    int key = gs_fits(ty->key, PyTuple_GetItem(v, 0), deep), elem = key ? gs_fits(ty->elem, PyTuple_GetItem(v, 1), deep) : key;
    if (!key || !elem) return GS_FITS_NOT;
    return key == GS_FITS_ITSELF || elem == GS_FITS_ITSELF ? GS_FITS_ITSELF : GS_FITS;
}

/* Numbers where Python has them: of just this kind. */
static int gs_fits_view(const gs_type *ty, PyObject *v) {
    Py_buffer b;
    if (!PyObject_CheckBuffer(v)) return GS_FITS_MAYBE;
    if (PyObject_GetBuffer(v, &b, PyBUF_FULL_RO)) return PyErr_Clear(), GS_FITS_MAYBE;
    int fits = gs_format_kind(b.format, b.itemsize) == ty->elem->kind;
    PyBuffer_Release(&b);
    return fits ? GS_FITS : GS_FITS_NOT;
}

/* Items of an iterator or a set. */
static int gs_fits_stream(const gs_type *ty, PyObject *v, int deep) {
    if (!PyList_Check(v) && !PyTuple_Check(v)) return GS_FITS_MAYBE;
    if (!ty->key) return gs_fits_items(ty->elem, v, deep);
    int list = PyList_Check(v), fits = GS_FITS_MAYBE;
    for (Py_ssize_t i = 0; fits && i < (list ? PyList_Size(v) : PyTuple_Size(v)); i++) {
        PyObject *pair = list ? gs_list_item(v, i) : Py_XNewRef(PyTuple_GetItem(v, i));
        if (!pair) return GS_FITS_NOT; /* __buffer__ of what it holds may change the list */
        fits = gs_fits_pair(ty, pair, deep);
        Py_DECREF(pair);
    }
    return fits;
}

/* By what a Pointer leads to now. */
static GS_NOINLINE int gs_fits_pointer(const gs_type *elem, PyObject *v, int deep) {
    PyObject *now = gs_pointer_by.value(v);
    int fits = now ? gs_fits(elem, now, deep) : GS_FITS_NOT;
    if (!now) PyErr_Clear(); /* converting it says so */
    Py_XDECREF(now);
    return fits;
}

static int gs_fits(const gs_type *ty, PyObject *v, int deep) {
    if (gs_stack_deep("an argument")) {
        PyErr_Clear();
        return GS_FITS_MAYBE; /* converting it says so */
    }
    switch (ty->kind) {
    case GS_STR: return PyUnicode_Check(v) ? GS_FITS : GS_FITS_NOT;
    case GS_BYTES: return !PyUnicode_Check(v) && PyObject_CheckBuffer(v) ? GS_FITS : GS_FITS_NOT;
    case GS_NAMED:
        if (deep & GS_NARROW) return gs_is_of(ty->cls, v) ? GS_FITS_ITSELF : GS_FITS_NOT;
        return ty->cls->error && gs_is_of_raisable(ty->cls, v) ? GS_FITS : gs_fits(ty->elem, v, deep);
    case GS_OPT: return v == Py_None ? GS_FITS_MAYBE : gs_is_pointer(v) ? gs_fits_pointer(ty->elem, v, deep) : gs_fits(ty->elem, v, deep);
    case GS_LIST:
    case GS_ARRAY: return gs_fits_iterable(ty, v, deep);
    case GS_DICT: return gs_fits_dict(ty, v, deep);
    case GS_SET: return GS_FITS_MAYBE;
    case GS_VIEW: return gs_fits_view(ty, v);
    case GS_STREAM: return gs_fits_stream(ty, v, deep);
    case GS_OBJ: return gs_is_of_raisable(ty->cls, v) ? GS_FITS : PyDict_Check(v) ? GS_FITS_MAYBE : GS_FITS_NOT;
    case GS_REF: return gs_is_of_raisable(ty->cls, v) ? GS_FITS : v == Py_None ? GS_FITS_MAYBE : GS_FITS_NOT;
    case GS_BOX: return gs_is_of_raisable(ty->cls, v) ? GS_FITS : GS_FITS_MAYBE; /* or a plain value */
    }
    return ty->kind <= GS_C128 ? gs_fits_number(ty->kind, v) : GS_FITS_MAYBE;
}

/* An iterator of which the first item has been read. */
static PyObject *gs_overload_peek(PyObject *v, PyObject **first) {
    *first = PyIter_Next(v);
    if (!*first && PyErr_Occurred()) return NULL;
    PyObject *items = *first ? PyTuple_Pack(1, *first) : PyTuple_New(0);
    PyObject *chain = items ? gs_import_attribute("itertools", "chain") : NULL;
    PyObject *all = chain ? PyObject_CallFunctionObjArgs(chain, items, v, NULL) : NULL;
    Py_XDECREF(items);
    Py_XDECREF(chain);
    if (!all) {
        Py_XDECREF(*first);
        *first = NULL;
    }
    return all;
}

/* The kind of a parameter, which is the same for all overloads, but for numbers and text. */
static int gs_overload_kind(const gs_overloads *o, int i) {
    for (int k = 0; k < o->n; k++)
        if (o->params[k][i]) return o->params[k][i]->kind;
    return -1;
}

/* Makes an argument one that can be looked at. look: what to look at instead; a new reference.
   0, or -1 with an exception. */
static int gs_overload_gather(const gs_overloads *o, int i, PyObject **v, PyObject **own, PyObject **look) {
    int kind = gs_overload_kind(o, i);
    *look = NULL;
    PyObject *a = v[i];
    if (PyList_Check(a) || PyTuple_Check(a) || PyUnicode_Check(a) || PyDict_Check(a) || PyObject_CheckBuffer(a) ||
        !PyType_GetSlot(Py_TYPE(a), Py_tp_iter))
        return 0;
    if ((kind == GS_LIST || kind == GS_ARRAY) && o->gathers[i]) {
        v[i] = own[i] = PySequence_List(a);
        return v[i] ? 0 : -1;
    }
    if (kind == GS_STREAM && PyType_GetSlot(Py_TYPE(a), Py_tp_iternext)) {
        PyObject *first, *all = gs_overload_peek(a, &first);
        if (!all) return -1;
        v[i] = own[i] = all;
        *look = first ? PyTuple_Pack(1, first) : PyTuple_New(0);
        Py_XDECREF(first);
        return *look ? 0 : -1;
    }
    if (kind == GS_STREAM || kind == GS_SET) {
        *look = PySequence_List(a);
        return *look ? 0 : -1;
    }
    return 0;
}

static int gs_overload_fits(const gs_type *ty, PyObject *v, PyObject *look, int deep) {
    if (!ty) return GS_FITS_MAYBE;
    if (!look) return gs_fits(ty, v, deep);
    return ty->kind == GS_SET ? gs_fits_items(ty->key, look, deep) : gs_fits_stream(ty, look, deep);
}

/* The type of items of a list or an array, or NULL. */
static const gs_type *gs_overload_elem(const gs_type *ty) {
    return ty && (ty->kind == GS_LIST || ty->kind == GS_ARRAY) ? ty->elem : NULL;
}

/* Whether a value, or the first item of a list, is a plain number or text. */
static int gs_overload_plain(PyObject *v) {
    const PyTypeObject *t = Py_TYPE(v);
    if (t == &PyLong_Type || t == &PyFloat_Type || t == &PyUnicode_Type) return 1;
    int list = t == &PyList_Type;
    if (list ? !PyList_Size(v) : t != &PyTuple_Type || !PyTuple_Size(v)) return 0;
    PyObject *first = list ? gs_list_item(v, 0) : Py_XNewRef(PyTuple_GetItem(v, 0));
    if (!first) return PyErr_Clear(), 0;
    t = Py_TYPE(first);
    Py_DECREF(first);
    return t == &PyLong_Type || t == &PyFloat_Type || t == &PyUnicode_Type;
}

/* The overload for a named type of which the arguments have instances, and no other values; 0: there is none. */
static uint32_t gs_overload_narrow(const gs_overloads *o, PyObject **v, PyObject *const *look) {
    if (o->teller < -1 || (o->teller >= 0 && gs_overload_plain(v[o->teller]))) return 0;
    for (int k = 0; k < o->n; k++) {
        int fits = GS_FITS_MAYBE;
        for (int i = 0; fits && i < o->nparams; i++) {
            int one = gs_overload_fits(o->params[k][i], v[i], look[i], GS_DEEP | GS_NARROW);
            fits = !one || one > fits ? one : fits;
        }
        if (fits == GS_FITS_ITSELF) return (uint32_t)1 << k;
    }
    return 0;
}

/* The first item of argument i that is for no overload, as a new reference, and its index; or
   NULL without an exception, if it is the argument itself that is for none. */
static GS_COLD PyObject *gs_overload_item(const gs_overloads *o, int i, PyObject *v, Py_ssize_t *at) {
    int list = PyList_Check(v);
    if (!list && !PyTuple_Check(v)) return NULL;
    for (int k = 0; k < o->wide; k++)
        if (o->params[k][i] && !gs_overload_elem(o->params[k][i])) return NULL;
    for (*at = 0; *at < (list ? PyList_Size(v) : PyTuple_Size(v)); ++*at) {
        PyObject *item = list ? gs_list_item(v, *at) : Py_XNewRef(PyTuple_GetItem(v, *at));
        if (!item) return PyErr_Clear(), NULL;
        int fits = 0;
        for (int k = 0; !fits && k < o->wide; k++) {
            const gs_type *elem = gs_overload_elem(o->params[k][i]);
            fits = !elem || gs_fits(elem, item, 0);
        }
        if (!fits) return item;
        Py_DECREF(item);
    }
    return NULL;
}

/* What a value is, in a message. An instance of a generic class over any objects is never one of the instances over
   numbers or text, so it says how these are made. */
static GS_COLD PyObject *gs_overload_got(const gs_type *ty, PyObject *v) {
    static const char *const kinds[] = { "int", "float", "str", "bool", "complex" };
    PyObject *name = PyType_GetQualName(Py_TYPE(v)), *more = NULL;
    for (int i = 0; name && !more && i < gs_this.nclasses; i++) {
        const gs_class *c = gs_this.classes[i];
        if (!c->of_objects || c->type != Py_TYPE(v)) continue;
        for (const gs_instance *one = c->instances; one && one->cls && !more; one++)
            for (size_t k = 0; one->cls == ty->cls && !more && k < sizeof kinds / sizeof *kinds; k++)
                if (one->args[0] == kinds[k][0] && !one->args[1])
                    more = PyUnicode_FromFormat("%U of any objects; %U[%s](...), say, makes one of these", name, name, kinds[k]);
    }
    if (!more) return name;
    Py_DECREF(name);
    return more;
}

/* Says that an argument, or an item of it, is for no overload. */
static GS_COLD void gs_overload_unfit(const gs_overloads *o, int i, PyObject *v) {
    Py_ssize_t at = 0;
    PyObject *item = gs_overload_item(o, i, v, &at), *expected = NULL;
    PyObject *got = NULL;
    for (int k = 0; k < o->wide; k++) {
        const gs_type *ty = item ? gs_overload_elem(o->params[k][i]) : o->params[k][i];
        if (!ty) continue;
        if (!expected) got = gs_overload_got(ty, item ? item : v);
        PyObject *more = expected ? PyUnicode_FromFormat("%U or %s", expected, ty->expected) : PyUnicode_FromString(ty->expected);
        Py_XDECREF(expected);
        expected = more;
    }
    if (expected && got && item)
        PyErr_Format(PyExc_TypeError, "%s() argument '%s[%zd]': expected %U, got %U", o->name, o->names[i], at, expected, got);
    else if (expected && got)
        PyErr_Format(PyExc_TypeError, "%s() argument '%s': expected %U, got %U", o->name, o->names[i], expected, got);
    Py_XDECREF(expected);
    Py_XDECREF(got);
    Py_XDECREF(item);
}

static GS_COLD uint32_t gs_overload_none(const gs_overloads *o, PyObject **v, PyObject *const *look) {
    for (int k = 0; k < o->wide; k++) { /* one that the first items fit says which item does not */
        int fits = 1;
        for (int i = 0; fits && i < o->nparams; i++) fits = gs_overload_fits(o->params[k][i], v[i], look[i], 0);
        if (fits) return (uint32_t)1 << k;
    }
    for (int i = 0; i < o->nparams; i++) {
        int fits = 0;
        for (int k = 0; !fits && k < o->wide; k++) fits = gs_overload_fits(o->params[k][i], v[i], look[i], 0);
        if (fits) continue;
        gs_overload_unfit(o, i, v[i]);
        return 0;
    }
    PyErr_Format(PyExc_TypeError, "%s(): the arguments are of types that do not go together", o->name);
    return 0;
}

GS_NOINLINE uint32_t gs_overload_fit(const gs_overloads *o, PyObject **v, PyObject **own) {
    PyObject *look[o->nparams + 1];
    uint32_t fitting = 0;
    int bad = 0;
    memset(own, 0, (size_t)o->nparams * sizeof *own);
    memset(look, 0, sizeof look);
    for (int i = 0; !bad && i < o->nparams; i++) bad = gs_overload_gather(o, i, v, own, &look[i]);
    if (!bad) fitting = gs_overload_narrow(o, v, look);
    int told = fitting != 0;
    for (int k = 0; !bad && !told && k < o->wide; k++) {
        int fits = 1;
        for (int i = 0; fits && i < o->nparams; i++) fits = gs_overload_fits(o->params[k][i], v[i], look[i], GS_DEEP);
        fitting |= fits ? (uint32_t)1 << k : 0;
    }
    if (!bad && !fitting) fitting = gs_overload_none(o, v, look);
    for (int i = 0; i < o->nparams; i++) Py_XDECREF(look[i]);
    return fitting;
}

void gs_overload_done(const gs_overloads *o, PyObject **own) {
    for (int i = 0; i < o->nparams; i++) Py_XDECREF(own[i]);
}

static const char gs_misfit_name[] = "__gophersnake_misfit__";

GS_COLD int gs_overload_again(void) {
    PyObject *t, *e, *tb;
    if (!PyErr_ExceptionMatches(PyExc_TypeError)) return 0;
    PyErr_Fetch(&t, &e, &tb);
    PyErr_NormalizeException(&t, &e, &tb);
    PyObject *mark = e ? PyObject_GetAttrString(e, gs_misfit_name) : NULL;
    PyErr_Clear();
    if (!mark) {
        PyErr_Restore(t, e, tb);
        return 0;
    }
    Py_DECREF(mark);
    Py_XDECREF(t);
    Py_XDECREF(e);
    Py_XDECREF(tb);
    return 1;
}

GS_COLD void gs_overload_misfit(void) {
    PyObject *t, *e, *tb;
    if (!PyErr_ExceptionMatches(PyExc_TypeError)) return;
    PyErr_Fetch(&t, &e, &tb);
    PyErr_NormalizeException(&t, &e, &tb);
    if (e && PyObject_SetAttrString(e, gs_misfit_name, Py_True)) PyErr_Clear();
    PyErr_Restore(t, e, tb);
}
