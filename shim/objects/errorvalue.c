#include "objects/errorvalue.h"
#include "core/extension.h"
#include "call/argerror.h"
#include "call/call.h"
#include "values/text.h"
#include "objects/errorparts.h"
#include "objects/errors.h"
#include "objects/goerror.h"
#include "objects/implementation.h"
#include "objects/interface.h"
#include "objects/object.h"
#include "objects/raisable.h"
#include <errno.h>

GS_INLINE int gs_is_exception(PyTypeObject *t) { return PyType_IsSubtype(t, (PyTypeObject *)PyExc_BaseException); }

/* Whether a class is asyncio.CancelledError or one derived from it, without an import of asyncio. */
static int gs_is_cancelled(PyTypeObject *t) {
    if (PyType_IsSubtype(t, (PyTypeObject *)PyExc_Exception)) return 0; /* which most are */
    PyObject *name = PyType_GetName(t);
    int r = name && !PyUnicode_CompareWithASCIIString(name, "CancelledError");
    if (!name) PyErr_Clear();
    Py_XDECREF(name);
    return r;
}

static PyObject *gs_go_error_if_ours(PyObject *held) {
    if (!held || gs_go_error_ours(held)) return held;
    Py_DECREF(held);
    return NULL;
}

/* The object that holds the Go error of an exception, a new reference, or NULL: there is none,
   or it is of another extension or of a parent's. A class that is derived from ours may say
   anything of its __dict__. */
static PyObject *gs_go_error_of(PyObject *e) {
    if (!PyType_IsSubtype(Py_TYPE(e), (PyTypeObject *)gs_GoError)) return NULL;
    PyObject *in_args = gs_go_error_in_args(e);
    if (in_args) return gs_go_error_if_ours(in_args);
    PyObject *d = PyObject_GetAttrString(e, "__dict__");
    PyObject *held = d && PyDict_Check(d) ? gs_dict_get(d, gs_go_error_key) : NULL;
    if (!d) PyErr_Clear();
    Py_XDECREF(d);
    return gs_go_error_if_ours(held);
}

/* Whether an exception has been made without arguments. */
static int gs_error_silent(PyObject *e) {
    PyObject *args = PyObject_GetAttrString(e, "args");
    int r = args && PyTuple_Check(args) && !PyTuple_Size(args);
    if (!args) PyErr_Clear();
    Py_XDECREF(args);
    return r;
}

/* The instance of an error type that an exception holds, the first of its classes, and the number of
   that; or NULL, also if it is of a parent's core. What Python has derived from an interface of errors, with its methods, is the instance itself. */
static PyObject *gs_error_typed(PyObject *e, uint64_t *number) {
    gs_class *c = gs_raisable_class(Py_TYPE(e));
    PyObject *o = c ? gs_exception_held(c, e) : NULL;
    int derived = c && !o && c->what == GS_CLASS_INTERFACE && !PyErr_Occurred();
    if (derived && c->value->calls && gs_implementation_fits(c->value->calls, e) > 0) o = Py_NewRef(e);
    int plain = c && c->what > GS_CLASS_BOX && c->what != GS_CLASS_INTERFACE; /* a number or text, which is over no Go value */
    if (o && o != e && !plain && GS_STALE(o)) {
        Py_DECREF(o);
        o = NULL;
    }
    for (*number = 0; o && gs_this.errors[*number]->cls != c;) ++*number;
    if (!o) PyErr_Clear();
    return o;
}

/* What an exception of Python's own is in Go: errors.Is finds the number of a failed system call in an
   OSError, also where its class alone says which. */
static void gs_error_own_cause(PyObject *e, uint64_t *w) {
    const struct { PyObject *cls; int number; } classes[] = {
        { PyExc_FileNotFoundError, ENOENT }, { PyExc_FileExistsError, EEXIST }, { PyExc_PermissionError, EACCES },
        { PyExc_IsADirectoryError, EISDIR }, { PyExc_NotADirectoryError, ENOTDIR }, { PyExc_BrokenPipeError, EPIPE },
        { PyExc_ConnectionRefusedError, ECONNREFUSED }, { PyExc_ConnectionResetError, ECONNRESET },
        { PyExc_ConnectionAbortedError, ECONNABORTED }, { PyExc_InterruptedError, EINTR },
        { PyExc_ProcessLookupError, ESRCH }, { PyExc_ChildProcessError, ECHILD }, { PyExc_BlockingIOError, EAGAIN },
    };
    PyTypeObject *t = Py_TYPE(e);
    if (PyType_IsSubtype(t, (PyTypeObject *)PyExc_TimeoutError)) w[0] = GS_CAUSE_DEADLINE;
    else if (PyType_IsSubtype(t, (PyTypeObject *)PyExc_EOFError)) w[0] = GS_CAUSE_EOF;
    else if (PyType_IsSubtype(t, (PyTypeObject *)PyExc_NotImplementedError)) w[0] = GS_CAUSE_UNSUPPORTED;
    else if (gs_is_cancelled(t)) w[0] = GS_CAUSE_CANCELED;
    if (w[0] || !PyType_IsSubtype(t, (PyTypeObject *)PyExc_OSError)) return;
    PyObject *number = PyObject_GetAttrString(e, "errno");
    if (number && PyLong_Check(number)) w[1] = (uint64_t)PyLong_AsLongLong(number);
    PyErr_Clear();
    Py_XDECREF(number);
    for (size_t i = 0; !w[1] && i < sizeof classes / sizeof *classes; i++)
        if (PyType_IsSubtype(t, (PyTypeObject *)classes[i].cls)) w[1] = (uint64_t)classes[i].number;
    if (w[1]) w[0] = GS_CAUSE_ERRNO;
}

PyObject *gs_error_cause(PyObject *e, uint64_t *w) {
    PyObject *held = gs_go_error_of(e), *typed = NULL;
    int sentinel = held ? -1 : gs_sentinel_number(Py_TYPE(e));
    w[0] = GS_CAUSE_NONE;
    w[1] = 0;
    if (held) {
        w[0] = GS_CAUSE_GO;
        w[1] = gs_go_error_at(held);
    } else if (sentinel >= 0) {
        int exact = (PyObject *)Py_TYPE(e) == gs_sentinels[sentinel] && gs_error_silent(e);
        w[0] = exact ? GS_CAUSE_EXACT : GS_CAUSE_SENTINEL;
        w[1] = (uint64_t)sentinel;
    } else if ((typed = gs_error_typed(e, &w[1]))) {
        w[0] = GS_CAUSE_TYPED;
        w[1] += GS_ERROR_CHOICE;
        return typed;
    } else gs_error_own_cause(e, w);
    return held;
}

PyObject *gs_error_text(PyObject *e) {
    PyObject *name = PyType_GetName(Py_TYPE(e)), *message = name ? PyObject_Str(e) : NULL, *all = NULL;
    if (message) all = PyObject_Size(message) ? PyUnicode_FromFormat("%U: %U", name, message) : Py_NewRef(name);
    Py_XDECREF(name);
    Py_XDECREF(message);
    return all;
}

int gs_error_cause_put(gs_encoder *t, const uint64_t *w, PyObject *held, const gs_path *path) {
    if (held && gs_keep(t->call, held)) return -1;
    if (gs_encoder_word(t, w[0]) || gs_encoder_word(t, w[1])) return -1;
    return w[0] == GS_CAUSE_TYPED ? gs_encode(t, gs_this.errors[w[1] - GS_ERROR_CHOICE], held, path) : 0;
}

/* ---- in a wire buffer ---- */

static int gs_exception_put(gs_encoder *t, PyObject *e, const gs_path *path) {
    uint64_t w[2], text[2];
    PyObject *held = gs_error_cause(e, w);
    if (w[0] == GS_CAUSE_GO)
        return gs_keep(t->call, held) || gs_encoder_word(t, GS_ERROR_GO) || gs_encoder_word(t, w[1]) ? -1 : 0;
    if (w[0] == GS_CAUSE_TYPED && Py_TYPE(e) == gs_this.errors[w[1] - GS_ERROR_CHOICE]->cls->exception)
        return gs_keep(t->call, held) || gs_encoder_word(t, w[1]) ||
                gs_encode(t, gs_this.errors[w[1] - GS_ERROR_CHOICE], held, path)
            ? -1
            : 0;
    if (w[0] == GS_CAUSE_EXACT) return gs_encoder_word(t, GS_ERROR_SENTINEL) || gs_encoder_word(t, w[1]) ? -1 : 0;
    PyObject *all = gs_error_text(e);
    gs_call c = { .fn = NULL };
    int r = all && !gs_str_in(&c, all, text) ? 0 : -1;
    if (!r) Py_INCREF(e);
    if (!r && gs_give(t->call, e)) r = -1;
    if (!r) r = gs_encoder_word(t, GS_ERROR_OBJECT) || gs_encoder_word(t, (uint64_t)(uintptr_t)e) ? -1 : 0;
    if (r) Py_XDECREF(held);
    else r = gs_error_cause_put(t, w, held, path) || gs_encoder_word(t, text[1]) ? -1 : 0;
    char *p = r ? NULL : gs_encoder_alloc(t, (size_t)text[1]);
    if (p) memcpy(p, (const char *)(uintptr_t)text[0], (size_t)text[1]);
    gs_done(&c);
    Py_XDECREF(all);
    return p ? 0 : -1;
}

/* A class of exceptions is what it makes without arguments, as in a raise statement. */
static int gs_exception_class_put(gs_encoder *t, PyObject *cls, const gs_type *ty, const gs_path *path) {
    PyObject *e = PyObject_CallObject(cls, NULL);
    if (!e) return -1;
    int r = gs_is_exception(Py_TYPE(e)) ? gs_exception_put(t, e, path) : gs_argerror_value(path, GS_WRONG_TYPE, ty->expected, e);
    Py_DECREF(e);
    return r;
}

static GS_NOINLINE int gs_error_put(gs_encoder *t, const gs_type *ty, PyObject *v, const gs_path *path) {
    if (v == Py_None) return gs_encoder_word(t, GS_ERROR_NIL);
    if (gs_is_exception(Py_TYPE(v))) return gs_exception_put(t, v, path);
    if (PyType_Check(v) && gs_is_exception((PyTypeObject *)v)) return gs_exception_class_put(t, v, ty, path);
    if (!gs_is_held_error(v)) return PyErr_Occurred() ? -1 : gs_argerror_value(path, GS_WRONG_TYPE, ty->expected, v);
    Py_INCREF(v);
    return gs_keep(t->call, v) || gs_encoder_word(t, GS_ERROR_HELD) || gs_encoder_word(t, gs_show(v)) ? -1 : 0;
}

/* The exception that a member of a group wraps, with a note of what Go has made of it. */
static PyObject *gs_error_take_noted(gs_decoder *r) {
    PyObject *e = gs_decode(r, gs_this.object);
    size_t n = (size_t)gs_decoder_word(r);
    PyObject *note = gs_text(gs_decoder_bytes(r, n), (Py_ssize_t)n);
    if (e && note) gs_note_once(e, note);
    PyErr_Clear(); /* of the note */
    Py_XDECREF(note);
    return e;
}

static GS_NOINLINE PyObject *gs_error_take(gs_decoder *r, const gs_type *ty) {
    (void)ty;
    uint64_t what = gs_decoder_word(r);
    if (what == GS_ERROR_NIL) return Py_NewRef(Py_None);
    if (what == GS_ERROR_OBJECT) return gs_decode(r, gs_this.object);
    if (what == GS_ERROR_NOTED) return gs_error_take_noted(r);
    size_t n = (size_t)gs_decoder_word(r);
    PyObject *text = gs_text(gs_decoder_bytes(r, n), (Py_ssize_t)n);
    PyObject *e = gs_error_read(r, text);
    Py_XDECREF(text);
    int failed = !e;
    PyObject *cause = NULL;
    if (failed) gs_decode_skip(r, gs_this.object);
    else failed = !(cause = gs_decode(r, gs_this.object));
    if (!failed && cause != Py_None) PyException_SetCause(e, Py_NewRef(cause));
    Py_XDECREF(cause);
    if (!failed) return e;
    Py_XDECREF(e);
    return NULL;
}

static void gs_error_skip(gs_decoder *r, const gs_type *ty) {
    (void)ty;
    uint64_t what = gs_decoder_word(r);
    if (what == GS_ERROR_NIL) return;
    if (what == GS_ERROR_GO) {
        size_t n = (size_t)gs_decoder_word(r);
        gs_decoder_bytes(r, n);
        gs_error_read_over(r);
    }
    gs_decode_skip(r, gs_this.object);
    if (what == GS_ERROR_NOTED) gs_decoder_bytes(r, (size_t)gs_decoder_word(r));
}

GS_OPS(error, gs_error_put, gs_error_take, gs_error_skip, gs_decode_items, gs_decode_skip_items, 8);
