#include "objects/errorvalue.h"
#include "core/extension.h"
#include "call/argerror.h"
#include "call/call.h"
#include "values/text.h"
#include "objects/errors.h"
#include "objects/interface.h"
#include "objects/object.h"

GS_INLINE int gs_is_exception(PyTypeObject *t) { return PyType_IsSubtype(t, (PyTypeObject *)PyExc_BaseException); }

/* The number of the sentinel of a class, or -1. */
static int gs_sentinel_of(PyTypeObject *t) {
    for (int i = 0; i < gs_this.nsentinels; i++)
        if (PyType_IsSubtype(t, (PyTypeObject *)gs_sentinels[i])) return i;
    return -1;
}

/* The object that holds the Go error of an exception, a new reference, or NULL: there is none,
   or it is of another extension or of a parent's. A class that is derived from ours may say
   anything of its __dict__. */
static PyObject *gs_go_error(PyObject *e) {
    if (!PyType_IsSubtype(Py_TYPE(e), (PyTypeObject *)gs_GoError)) return NULL;
    PyObject *d = PyObject_GetAttrString(e, "__dict__");
    PyObject *held = d && PyDict_Check(d) ? PyDict_GetItemString(d, GS_GO_ERROR) : NULL;
    if (!d) PyErr_Clear();
    int ours = held && Py_TYPE(held) == gs_block && ((gs_object *)held)->generation == gs_the_core.generation;
    if (ours) Py_INCREF(held);
    Py_XDECREF(d);
    return ours ? held : NULL;
}

/* Whether an exception has been made without arguments. */
static int gs_error_silent(PyObject *e) {
    PyObject *args = PyObject_GetAttrString(e, "args");
    int r = args && PyTuple_Check(args) && !PyTuple_Size(args);
    if (!args) PyErr_Clear();
    Py_XDECREF(args);
    return r;
}

PyObject *gs_error_cause(PyObject *e, uint64_t *w) {
    PyObject *held = gs_go_error(e);
    int sentinel = held ? -1 : gs_sentinel_of(Py_TYPE(e));
    w[0] = GS_CAUSE_NONE;
    w[1] = 0;
    if (held) {
        w[0] = GS_CAUSE_GO;
        w[1] = (uint64_t)(uintptr_t)GS_PTR(held);
    } else if (sentinel >= 0) {
        int exact = (PyObject *)Py_TYPE(e) == gs_sentinels[sentinel] && gs_error_silent(e);
        w[0] = exact ? GS_CAUSE_EXACT : GS_CAUSE_SENTINEL;
        w[1] = (uint64_t)sentinel;
    } else if (PyType_IsSubtype(Py_TYPE(e), (PyTypeObject *)PyExc_TimeoutError)) w[0] = GS_CAUSE_DEADLINE;
    return held;
}

PyObject *gs_error_text(PyObject *e) {
    PyObject *name = PyType_GetName(Py_TYPE(e)), *message = name ? PyObject_Str(e) : NULL, *all = NULL;
    if (message) all = PyObject_Size(message) ? PyUnicode_FromFormat("%U: %U", name, message) : Py_NewRef(name);
    Py_XDECREF(name);
    Py_XDECREF(message);
    return all;
}

/* Stores an attribute of an exception. Takes over v. */
static int gs_error_set(PyObject *e, const char *name, PyObject *v) {
    int r = v ? PyObject_SetAttrString(e, name, v) : -1;
    Py_XDECREF(v);
    return r;
}

int gs_error_detail(PyObject *e, gs_decoder *r) {
    char *at = (char *)(uintptr_t)gs_decoder_word(r);
    int32_t handle = (int32_t)gs_decoder_word(r);
    uint64_t what = gs_decoder_word(r);
    int failed = !e;
    if (at && failed) gs_handle_free(handle, 0);
    else if (at) failed = gs_error_set(e, GS_GO_ERROR, gs_object_new(gs_block, at, handle, NULL));
    if (what == GS_ERROR_NIL) return failed ? -1 : 0;
    const gs_type *ty = gs_this.errors[what - GS_ERROR_CHOICE];
    if (failed) gs_decode_skip(r, ty);
    else failed = gs_error_set(e, "value", gs_decode(r, ty));
    return failed ? -1 : 0;
}

/* ---- in a wire buffer ---- */

static int gs_exception_put(gs_encoder *t, PyObject *e) {
    uint64_t w[2], text[2];
    PyObject *held = gs_error_cause(e, w);
    if (held) return gs_keep(t->call, held) || gs_encoder_word(t, GS_ERROR_GO) || gs_encoder_word(t, w[1]) ? -1 : 0;
    if (w[0] == GS_CAUSE_EXACT) return gs_encoder_word(t, GS_ERROR_SENTINEL) || gs_encoder_word(t, w[1]) ? -1 : 0;
    PyObject *all = gs_error_text(e);
    gs_call c = { .fn = NULL };
    int r = all && !gs_str_in(&c, all, text) ? 0 : -1;
    if (!r) Py_INCREF(e);
    if (!r && gs_give(t->call, e)) r = -1;
    if (!r) r = gs_encoder_word(t, GS_ERROR_OBJECT) || gs_encoder_word(t, (uint64_t)(uintptr_t)e) ? -1 : 0;
    if (!r) r = gs_encoder_word(t, w[0]) || gs_encoder_word(t, w[1]) || gs_encoder_word(t, text[1]) ? -1 : 0;
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
    int r = gs_is_exception(Py_TYPE(e)) ? gs_exception_put(t, e) : gs_argerror_value(path, GS_WRONG_TYPE, ty->expected, e);
    Py_DECREF(e);
    return r;
}

static GS_NOINLINE int gs_error_put(gs_encoder *t, const gs_type *ty, PyObject *v, const gs_path *path) {
    if (v == Py_None) return gs_encoder_word(t, GS_ERROR_NIL);
    if (gs_is_exception(Py_TYPE(v))) return gs_exception_put(t, v);
    if (PyType_Check(v) && gs_is_exception((PyTypeObject *)v)) return gs_exception_class_put(t, v, ty, path);
    for (int i = 0; ty->choices[i]; i++)
        if (gs_is_of(ty->choices[i]->cls, v))
            return gs_encoder_word(t, GS_ERROR_CHOICE + (uint64_t)i) ? -1 : gs_encode(t, ty->choices[i], v, path);
    if (!gs_is_held_error(v)) return PyErr_Occurred() ? -1 : gs_argerror_value(path, GS_WRONG_TYPE, ty->expected, v);
    Py_INCREF(v);
    return gs_keep(t->call, v) || gs_encoder_word(t, GS_ERROR_HELD) || gs_encoder_word(t, gs_show(v)) ? -1 : 0;
}

static GS_NOINLINE PyObject *gs_error_take(gs_decoder *r, const gs_type *ty) {
    (void)ty;
    uint64_t what = gs_decoder_word(r);
    if (what == GS_ERROR_NIL) return Py_NewRef(Py_None);
    if (what == GS_ERROR_OBJECT) return gs_decode(r, gs_this.object);
    PyObject *cls = gs_error_class(gs_decoder_word(r));
    size_t n = (size_t)gs_decoder_word(r);
    PyObject *text = gs_text(gs_decoder_bytes(r, n), (Py_ssize_t)n);
    PyObject *e = text ? PyObject_CallFunctionObjArgs(cls, text, NULL) : NULL;
    Py_XDECREF(text);
    int failed = gs_error_detail(e, r);
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
        gs_decoder_word(r);
        size_t n = (size_t)gs_decoder_word(r);
        gs_decoder_bytes(r, n);
        gs_error_detail(NULL, r);
    }
    gs_decode_skip(r, gs_this.object);
}

GS_OPS(error, gs_error_put, gs_error_take, gs_error_skip, gs_decode_items, gs_decode_skip_items, 8);
