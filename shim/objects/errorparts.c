#include "objects/errorparts.h"
#include "abi/attributes.h"
#include "abi/exclusion.h"
#include "abi/typespec.h"
#include "call/call.h"
#include "call/frame.h"
#include "core/extension.h"
#include "objects/class.h"
#include "objects/errorclass.h"
#include "objects/errors.h"
#include "objects/errorvalue.h"
#include "objects/goerror.h"
#include "objects/named.h"
#include "objects/object.h"
#include "objects/raisable.h"
#include "values/text.h"
#include <string.h>

int gs_sentinel_number(PyTypeObject *t) {
    for (int i = 0; i < gs_this.nsentinels; i++)
        if (PyType_IsSubtype(t, (PyTypeObject *)gs_sentinels[i])) return i;
    return -1;
}

/* ---- the classes of Python's ---- */

/* The class of OSErrors with a number: Python knows. Borrowed. */
static PyObject *gs_os_class(int number) {
    enum { KNOWN = 256 };
    static PyObject *known[KNOWN];
    if (number <= 0) return PyExc_OSError;
    PyObject *class = number < KNOWN ? GS_ACQUIRE(&known[number]) : NULL;
    if (class) return class;
    PyObject *e = PyObject_CallFunction(PyExc_OSError, "is", number, "");
    if (!e) return NULL;
    class = (PyObject *)Py_TYPE(e); /* one of Python's own, which stay */
    if (number < KNOWN) class = gs_first(&known[number], Py_NewRef(class));
    Py_DECREF(e);
    return class;
}

/* socket.gaierror, if somebody has imported the module, without which nobody can name it. */
static PyObject *gs_name_class(void) {
    PyObject *modules = PySys_GetObject("modules");
    PyObject *socket = modules && PyDict_Check(modules) ? PyDict_GetItemString(modules, "socket") : NULL;
    PyObject *c = socket ? PyObject_GetAttrString(socket, "gaierror") : NULL;
    if (!c) PyErr_Clear();
    int fits = c && PyType_Check(c) && PyType_IsSubtype((PyTypeObject *)c, (PyTypeObject *)PyExc_OSError);
    Py_XDECREF(c); /* the module keeps it */
    return fits ? c : PyExc_OSError;
}

static PyObject *gs_python_class(uint64_t kind, int number) {
    switch (kind) {
    case GS_PYTHON_OS: return gs_os_class(number);
    case GS_PYTHON_TIMEOUT: return PyExc_TimeoutError;
    case GS_PYTHON_EOF: return PyExc_EOFError;
    case GS_PYTHON_VALUE: return PyExc_ValueError;
    case GS_PYTHON_UNSUPPORTED: return PyExc_NotImplementedError;
    }
    return gs_name_class();
}

/* ---- reading ---- */

enum { GS_MOST_BASES = 16 }; /* an error in more roles than that has these alone */

typedef struct gs_parts {
    PyObject *bases[GS_MOST_BASES], *values[GS_MOST_BASES]; /* borrowed; owned */
    int nbases, nvalues;
    PyObject *python, *files[2]; /* borrowed; owned */
    int number, nfiles, failed;
    int kept;          /* the exception keeps the Go error */
    int plain;         /* the first value is a number or a text, which nobody changes */
    PyObject *members; /* a list, or NULL */
} gs_parts;

/* One more class, but for those that are bases of others. */
static void gs_parts_add(gs_parts *p, PyObject *c) {
    for (int i = 0; i < p->nbases; i++) {
        if (PyType_IsSubtype((PyTypeObject *)p->bases[i], (PyTypeObject *)c)) return;
        if (!PyType_IsSubtype((PyTypeObject *)c, (PyTypeObject *)p->bases[i])) continue;
        p->bases[i] = c;
        for (int k = i + 1; k < p->nbases; k++)
            if (PyType_IsSubtype((PyTypeObject *)c, (PyTypeObject *)p->bases[k])) p->bases[k--] = p->bases[--p->nbases];
        return;
    }
    if (p->nbases < GS_MOST_BASES) p->bases[p->nbases++] = c;
}

/* Whether there is an instance of an interface already, as one of a class that is derived from it. */
static int gs_parts_has(const gs_parts *p, const gs_class *cls) {
    for (int i = 0; i < p->nvalues; i++)
        for (int k = 0; gs_this.errors[k]; k++) {
            const gs_class *c = gs_this.errors[k]->cls;
            if (gs_is_of(c, p->values[i]) && PyType_IsSubtype(c->exception, cls->exception)) return 1;
        }
    return 0;
}

/* The instance of an error's type, as it is. */
static PyObject *gs_parts_instance(gs_decoder *r, const gs_type *ty, int by_value) {
    if (ty->kind == GS_NAMED) return gs_named_new(ty->cls, gs_decode(r, ty->elem));
    char *at = (char *)(uintptr_t)gs_decoder_word(r);
    PyObject *o = gs_instance_new(ty->cls->type, at, (int32_t)gs_decoder_word(r), NULL);
    if (o && by_value && ty->cls->what == GS_CLASS_STRUCT) ((gs_object *)o)->readonly = 1;
    return o;
}

static void gs_parts_typed(gs_parts *p, gs_decoder *r, uint64_t what) {
    const gs_type *ty = gs_this.errors[(what & ~GS_PART_BY_VALUE) - GS_ERROR_CHOICE];
    int again = p->nvalues == GS_MOST_BASES || p->failed;
    for (int i = 0; !again && i < p->nvalues; i++) again = gs_is_of(ty->cls, p->values[i]);
    if (again || (ty->kind == GS_DYNAMIC && gs_parts_has(p, ty->cls))) {
        if (ty->kind == GS_DYNAMIC) gs_decode_skip_handle(r, ty);
        else gs_decode_skip(r, ty);
        return;
    }
    PyObject *o = gs_parts_instance(r, ty, (what & GS_PART_BY_VALUE) != 0);
    if (!p->nvalues) p->plain = ty->kind == GS_NAMED;
    if (!o) p->failed = 1;
    else p->values[p->nvalues++] = o;
    gs_parts_add(p, (PyObject *)ty->cls->exception);
}

static void gs_parts_python(gs_parts *p, gs_decoder *r) {
    uint64_t kind = gs_decoder_word(r);
    p->number = (int)gs_decoder_word(r);
    p->nfiles = (int)gs_decoder_word(r);
    for (int i = 0; i < p->nfiles; i++) {
        size_t n = (size_t)gs_decoder_word(r);
        p->files[i] = gs_text(gs_decoder_bytes(r, n), (Py_ssize_t)n);
        p->failed |= !p->files[i];
    }
    if (!p->failed) p->failed = !(p->python = gs_python_class(kind, p->number));
}

static void gs_parts_members(gs_parts *p, gs_decoder *r) {
    Py_ssize_t n = (Py_ssize_t)gs_decoder_word(r);
    if (!p->failed) p->failed = !(p->members = PyList_New(0));
    for (Py_ssize_t i = 0; i < n; i++) {
        if (p->failed) {
            gs_error_ops.skip(r, NULL);
            continue;
        }
        PyObject *e = gs_error_ops.take(r, NULL);
        p->failed = !e || PyList_Append(p->members, e);
        Py_XDECREF(e);
    }
}

static void gs_parts_read(gs_parts *p, gs_decoder *r) {
    for (;;) {
        uint64_t what = gs_decoder_word(r);
        switch (what) {
        case GS_PART_END: return;
        case GS_PART_SENTINEL: gs_parts_add(p, gs_sentinels[gs_decoder_word(r)]); break;
        case GS_PART_PYTHON: gs_parts_python(p, r); break;
        case GS_PART_MEMBERS: gs_parts_members(p, r); break;
        default: gs_parts_typed(p, r, what);
        }
    }
}

static void gs_parts_done(gs_parts *p) {
    for (int i = 0; i < p->nvalues; i++) Py_DECREF(p->values[i]);
    for (int i = 0; i < 2; i++) Py_XDECREF(p->files[i]);
    Py_XDECREF(p->members);
}

/* The member that can't be in a group, since it is no Exception: borrowed, or NULL. */
static PyObject *gs_parts_alone(const gs_parts *p) {
    for (Py_ssize_t i = 0; i < PyList_Size(p->members); i++)
        if (!PyType_IsSubtype(Py_TYPE(PyList_GetItem(p->members, i)), (PyTypeObject *)PyExc_Exception))
            return PyList_GetItem(p->members, i);
    return NULL;
}

/* The class of the first n bases and of Python's own: a new reference, NULL with an exception. */
static PyTypeObject *gs_parts_class_of(const gs_parts *p, int n, PyObject *own) {
    if (n == 1 && !own) return (PyTypeObject *)Py_NewRef(p->bases[0]);
    PyObject *bases = PyTuple_New(n + (own != NULL));
    if (!bases) return NULL;
    for (int i = 0; i < n; i++) PyTuple_SetItem(bases, i, Py_NewRef(p->bases[i]));
    if (own) PyTuple_SetItem(bases, n, Py_NewRef(own));
    PyTypeObject *t = gs_error_class_of(bases);
    Py_DECREF(bases);
    return t;
}

static int gs_parts_cannot(void) { /* the classes can't be bases of one */
    if (!PyErr_ExceptionMatches(PyExc_TypeError)) return 0;
    PyErr_Clear();
    return 1;
}

/* The class of what has been read: a new reference, NULL with an exception. If a directive gives two of
   the bases classes of Python's that can't be combined, the first base is kept; a group is a
   group in any case. */
static PyTypeObject *gs_parts_class(gs_parts *p) {
    PyObject *own = p->members ? gs_group_class : p->python;
    for (int i = 0; own && i < p->nbases; i++) /* a directive may have said it */
        if (PyType_IsSubtype((PyTypeObject *)p->bases[i], (PyTypeObject *)own)) own = NULL;
    if (!p->nbases) p->bases[p->nbases++] = gs_GoError;
    PyTypeObject *t = gs_parts_class_of(p, p->nbases, own);
    if (t || !gs_parts_cannot()) return t;
    if (p->members) {
        p->bases[0] = gs_GoError;
        return gs_parts_class_of(p, 1, own);
    }
    t = gs_parts_class_of(p, p->nbases, NULL);
    return t || !gs_parts_cannot() ? t : (PyTypeObject *)Py_NewRef(p->bases[0]);
}

/* errno, strerror and the files. */
static int gs_parts_os(const gs_parts *p, PyObject *e) {
    PyObject *number = p->number ? PyLong_FromLongLong(p->number) : Py_NewRef(Py_None);
    const char *said = p->number ? strerror(p->number) : NULL;
    PyObject *text = said ? gs_text(said, (Py_ssize_t)strlen(said)) : Py_NewRef(Py_None);
    int r = number && text ? PyObject_SetAttrString(e, "errno", number) || PyObject_SetAttrString(e, "strerror", text) : -1;
    if (!r && p->nfiles > 0) r = PyObject_SetAttrString(e, "filename", p->files[0]);
    if (!r && p->nfiles > 1) r = PyObject_SetAttrString(e, "filename2", p->files[1]);
    Py_XDECREF(number);
    Py_XDECREF(text);
    return r;
}

/* Stores the instances in an exception, and behind them its text where that is what Go says: str() asks again. */
static int gs_parts_hold(const gs_parts *p, PyObject *e, PyObject *text) {
    int asks = !p->plain && (p->kept || !p->members);
    PyObject *values = PyTuple_New(p->nvalues + asks);
    for (int i = 0; values && i < p->nvalues; i++) PyTuple_SetItem(values, i, Py_NewRef(p->values[i]));
    if (values && asks) PyTuple_SetItem(values, p->nvalues, Py_NewRef(text));
    return gs_exception_hold(e, values);
}

/* Makes the exception. */
static PyObject *gs_parts_exception(gs_parts *p, PyObject *text) {
    PyObject *alone = p->members ? gs_parts_alone(p) : NULL;
    if (alone) return Py_NewRef(alone);
    PyTypeObject *t = gs_parts_class(p);
    PyObject *e = !t ? NULL : p->members ? gs_error_group(t, text, p->members) : gs_exception_new(t, text);
    int r = e ? 0 : -1;
    if (!r && p->python && PyType_IsSubtype(t, (PyTypeObject *)PyExc_OSError)) r = gs_parts_os(p, e);
    if (!r && p->nvalues) r = gs_parts_hold(p, e, text);
    Py_XDECREF((PyObject *)t);
    if (!r) return e;
    Py_XDECREF(e);
    return NULL;
}

PyObject *gs_error_read(gs_decoder *r, PyObject *text) {
    gs_parts p = { .failed = !text };
    uint64_t type = gs_decoder_word(r), data = gs_decoder_word(r);
    int32_t handle = (int32_t)gs_decoder_word(r);
    PyObject *held = NULL;
    p.kept = type != 0;
    if (type && p.failed) gs_handle_free(handle, 0);
    else if (type) p.failed = !(held = gs_go_error_new(type, data, handle, 0));
    gs_parts_read(&p, r);
    PyObject *e = p.failed ? NULL : gs_parts_exception(&p, text);
    if (e && held && PyType_IsSubtype(Py_TYPE(e), (PyTypeObject *)gs_GoError) && gs_go_error_attach(e, held)) {
        Py_DECREF(e);
        e = NULL;
    }
    gs_parts_done(&p);
    Py_XDECREF(held);
    return e;
}

void gs_error_read_over(gs_decoder *r) {
    gs_parts p = { .failed = 1 };
    gs_decoder_word(r);
    gs_decoder_word(r);
    gs_handle_free((int32_t)gs_decoder_word(r), 0);
    gs_parts_read(&p, r);
    gs_parts_done(&p);
}

/* ---- questions to Go ---- */

/* Asks the core about an error: for another one, which is a new exception or None, or for a text; NULL with an exception. */
static GS_COLD PyObject *gs_error_ask(uint64_t what, uint64_t about) {
    GS_FRAME(f, 3, 0);
    int r = gs_enter_begin(&f.h, GS_CODE_OK);
    f.w[0] = what;
    f.w[1] = about;
    if (!r) {
        gs_run_released(&f.h, GS_NO_FUNCTION, gs_the_core.calls.cause);
        r = f.h.code;
    }
    if (r) return gs_raise(r, f.w, NULL);
    static const gs_type error = { .kind = GS_ERROR, .ops = &gs_error_ops, .n = -1, .expected = "an exception" };
    static const gs_type str = { .kind = GS_STR, .ops = &gs_str_ops, .n = -1, .expected = "str" };
    return gs_wire_out(what == GS_ASKS_TEXT ? &str : &error, f.w, GS_SYNC_API);
}

PyObject *gs_error_cause_now(PyObject *held) { return gs_error_ask(GS_ASKS_CAUSE, gs_go_error_at(held)); }

PyObject *gs_error_text_now(PyObject *held) {
    return gs_go_error_ours(held) ? gs_error_ask(GS_ASKS_TEXT, gs_go_error_at(held)) : NULL;
}

PyObject *gs_sentinel_value(PyTypeObject *t) {
    int n = gs_sentinel_number(t);
    return n < 0 ? NULL : gs_error_ask(GS_ASKS_SENTINEL, (uint64_t)n);
}
