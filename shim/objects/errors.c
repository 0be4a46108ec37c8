#include "objects/errors.h"
#include "call/call.h"
#include "call/guard.h"
#include "values/text.h"
#include "values/wire.h"
#include "objects/errorparts.h"
#include "objects/goerror.h"
#include "objects/object.h"
#include "objects/raisable.h"
#include <stddef.h>
#include <string.h>

PyObject *gs_GoError, *gs_PanicError;

/* The tuple (class, arguments, attributes) of BaseException.__reduce__(). *attributes: the dict
   as a new reference, which nobody else changes; or NULL. */
static PyObject *gs_error_parts(PyObject *self, PyObject **attributes) {
    PyObject *r = PyObject_CallMethod(PyExc_BaseException, "__reduce__", "O", self);
    PyObject *d = r && PyTuple_Size(r) > 2 ? PyTuple_GetItem(r, 2) : NULL;
    *attributes = NULL;
    if (!d || !PyDict_Check(d) || (*attributes = gs_private(d))) return r;
    Py_DECREF(r);
    return NULL;
}

/* Trials within one another, of an error that holds an error and so on. Each pickles what it tries twice, so beyond a few
   the innermost one is left to the one around it. */
static __thread int gs_error_trials;

int gs_error_can_pickle(PyObject *results) {
    enum { MOST = 3 };
    if (gs_error_trials == MOST) return 1;
    PyObject *m = PyImport_ImportModule("pickle");
    gs_error_trials++;
    PyObject *data = m ? PyObject_CallMethod(m, "dumps", "(O)", results) : NULL;
    gs_error_trials--;
    int r = data != NULL;
    if (!data && (!m || PyErr_ExceptionMatches(PyExc_MemoryError) || !PyErr_ExceptionMatches(PyExc_Exception))) r = -1;
    if (!r) PyErr_Clear();
    Py_XDECREF(m);
    Py_XDECREF(data);
    return r;
}

/* The attributes of an exception, d, without the Go error and, if it can't be pickled, its value:
   a new dict. The error may be of another extension. */
static PyObject *gs_error_kept(PyObject *d) {
    PyObject *left = PyDict_New(), *value = PyDict_GetItemString(d, "value"); /* borrowed from d */
    int keeps = left && !PyDict_Update(left, d) ? value ? gs_error_can_pickle(value) : 1 : -1;
    if (keeps >= 0 && PyDict_GetItemString(left, GS_GO_ERROR) && PyDict_DelItemString(left, GS_GO_ERROR)) keeps = -1;
    if (!keeps && PyDict_DelItemString(left, "value")) keeps = -1;
    if (keeps >= 0) return left;
    Py_XDECREF(left);
    return NULL;
}

/* The same with the text in the arguments. Takes over parts, which may be NULL. */
static PyObject *gs_error_shown(PyObject *parts, PyObject *attributes) {
    PyObject *args = parts ? gs_go_error_shown(Py_NewRef(PyTuple_GetItem(parts, 1))) : NULL, *r = NULL;
    if (args && args == PyTuple_GetItem(parts, 1)) r = Py_NewRef(parts);
    else if (args)
        r = attributes ? PyTuple_Pack(3, PyTuple_GetItem(parts, 0), args, attributes)
                       : PyTuple_Pack(2, PyTuple_GetItem(parts, 0), args);
    Py_XDECREF(args);
    Py_XDECREF(parts);
    return r;
}

/* __reduce__: if the results beside the error cannot be pickled, the error is pickled without
   them, and with a note. */
static PyObject *gs_error_reduce(PyObject *self, PyObject *unused) {
    (void)unused;
    PyObject *d, *r = gs_error_parts(self, &d);
    r = gs_error_shown(r, d);
    if (r && d) {
        PyObject *left = gs_error_kept(d);
        PyObject *parts = left ? PyTuple_Pack(3, PyTuple_GetItem(r, 0), PyTuple_GetItem(r, 1), left) : NULL;
        Py_DECREF(d);
        Py_DECREF(r);
        d = left;
        r = parts;
    }
    PyObject *results = d ? PyDict_GetItemString(d, "results") : NULL; /* borrowed from d */
    int can = !results || results == Py_None ? 1 : gs_error_can_pickle(results);
    if (r && can <= 0) {
        PyObject *left = can ? NULL : PyDict_New(), *notes = NULL, *note = NULL, *out = NULL;
        if (left && !PyDict_Update(left, d) && !PyDict_SetItemString(left, "results", Py_None)) {
            PyObject *before = PyDict_GetItemString(left, "__notes__");
            notes = before ? PySequence_List(before) : PyList_New(0);
            note = notes
                ? PyUnicode_FromString("what came beside the error was left out when it was pickled: it can't be")
                : NULL;
        }
        if (note && !PyList_Append(notes, note) && !PyDict_SetItemString(left, "__notes__", notes))
            out = PyTuple_Pack(3, PyTuple_GetItem(r, 0), PyTuple_GetItem(r, 1), left);
        Py_XDECREF(note);
        Py_XDECREF(notes);
        Py_XDECREF(left);
        Py_DECREF(r);
        r = out;
    }
    Py_XDECREF(d);
    return r;
}

/* __copy__: a copy in this process has the same results. */
static PyObject *gs_error_copy(PyObject *self, PyObject *unused) {
    (void)unused;
    PyObject *d, *r = gs_error_parts(self, &d);
    PyObject *e = r ? PyObject_CallObject(PyTuple_GetItem(r, 0), PyTuple_GetItem(r, 1)) : NULL;
    PyObject *own = e && d ? PyObject_GetAttrString(e, "__dict__") : NULL;
    if (e && d && (!own || PyDict_Update(own, d))) {
        Py_DECREF(e);
        e = NULL;
    }
    Py_XDECREF(own);
    Py_XDECREF(r);
    Py_XDECREF(d);
    return e;
}

/* __str__: of Python's own classes, those that are also of this one have texts of Go. */
static PyObject *gs_error_str(PyObject *self, PyObject *unused) {
    (void)unused;
    if (PyType_IsSubtype(Py_TYPE(self), (PyTypeObject *)PyExc_BaseExceptionGroup))
        return PyObject_GetAttrString(self, "message");
    return ((reprfunc)PyType_GetSlot((PyTypeObject *)PyExc_BaseException, Py_tp_str))(self);
}

/* __cause__: what was set; else what Go's error wraps, as the extension knows that made the
   exception. It is asked when somebody wants it. */
static PyObject *gs_error_get_cause(PyObject *self, void *unused) {
    (void)unused;
    PyObject *cause = PyException_GetCause(self), *held = cause ? NULL : gs_go_error_in_args(self);
    PyObject *d = cause || held ? NULL : PyObject_GenericGetDict(self, NULL);
    if (d) held = gs_dict_named(d, GS_GO_ERROR);
    Py_XDECREF(d);
    if (!held) return cause ? cause : PyErr_Occurred() ? NULL : Py_NewRef(Py_None);
    cause = PyObject_HasAttrString(held, "cause") ? PyObject_CallMethod(held, "cause", NULL) : Py_NewRef(Py_None);
    Py_DECREF(held);
    if (cause && cause != Py_None) PyException_SetCause(self, Py_NewRef(cause));
    return cause;
}

static int gs_error_set_cause(PyObject *self, PyObject *cause, void *unused) {
    (void)unused;
    if (!cause || (cause != Py_None && !PyType_IsSubtype(Py_TYPE(cause), (PyTypeObject *)PyExc_BaseException))) {
        PyErr_SetString(PyExc_TypeError, "exception cause must be None or derive from BaseException");
        return -1;
    }
    PyException_SetCause(self, cause == Py_None ? NULL : Py_NewRef(cause));
    return 0;
}

static PyGetSetDef gs_error_cause_def = { "__cause__", gs_error_get_cause, gs_error_set_cause, NULL, NULL };
static PyMethodDef gs_error_str_def = { "__str__", gs_error_str, METH_NOARGS, NULL };

static PyMethodDef gs_error_methods[] = { { "__reduce__", gs_error_reduce, METH_NOARGS, NULL },
    { "__copy__", gs_error_copy, METH_NOARGS, NULL } };

static GS_COLD int gs_error_method(PyObject *cls, PyMethodDef *d) {
    PyObject *m = PyDescr_NewMethod((PyTypeObject *)cls, d);
    int r = m ? PyObject_SetAttrString(cls, d->ml_name, m) : -1;
    Py_XDECREF(m);
    return r;
}

/* An error class in the module that all extensions share, m; made if it is not there. Its
   __module__ is the extension that made it: a process that unpickles an error can import that.
   Earlier releases had a module name there that nobody can import, so it is replaced. */
static GS_COLD PyObject *gs_shared_class(PyObject *m, const char *package, const char *name, const char *doc,
    PyObject *base) {
    PyObject *d = PyModule_GetDict(m);
    PyObject *c = PyDict_GetItemString(d, name);
    PyObject *module = PyUnicode_FromString(package);
    PyObject *is = NULL;
    PyObject *qualified = NULL;
    int r = module ? 0 : -1;
    if (c) {
        Py_INCREF(c);
        is = r ? NULL : PyObject_GetAttrString(c, "__module__");
        if (!is ||
            (PyUnicode_Check(is) && !PyUnicode_CompareWithASCIIString(is, GS_SHARED) &&
                PyObject_SetAttrString(c, "__module__", module)))
            r = -1;
    } else {
        qualified = r ? NULL : PyUnicode_FromFormat("%U.%s", module, name);
        const char *text = qualified ? PyUnicode_AsUTF8AndSize(qualified, NULL) : NULL;
        c = text ? PyErr_NewExceptionWithDoc(text, doc, base, NULL) : NULL;
        r = c && !PyObject_SetAttrString(c, "results", Py_None) && !gs_error_method(c, &gs_error_methods[0]) &&
                !gs_error_method(c, &gs_error_methods[1]) && !PyDict_SetItemString(d, name, c)
            ? 0
            : -1;
    }
    Py_XDECREF(qualified);
    Py_XDECREF(is);
    Py_XDECREF(module);
    if (!r) return c;
    Py_XDECREF(c);
    return NULL;
}

GS_COLD int gs_errors_init(const char *package, PyObject *native, const char *native_name) {
    PyObject *m = PyImport_AddModule(GS_SHARED); /* borrowed from sys.modules, where it stays */
    if (!m) return -1;
    GS_ALONE(m); /* extensions that are imported at the same time have one class */
    gs_GoError = gs_shared_class(m, package, "GoError",
        "An error returned by a Go function. str() is its text; `results` holds what it\nreturned beside the error, or "
        "None.",
        PyExc_Exception);
    gs_PanicError = gs_shared_class(m, package, "PanicError",
        "A Go function panicked. str() is the value; the Go stack is a note.", PyExc_RuntimeError);
    if (!gs_GoError || !gs_PanicError || PyObject_SetAttrString(gs_GoError, "value", Py_None)) return -1;
    PyObject *cause = PyDescr_NewGetSet((PyTypeObject *)gs_GoError, &gs_error_cause_def);
    int bad = !cause || PyObject_SetAttrString(gs_GoError, "__cause__", cause) || gs_error_method(gs_GoError, &gs_error_str_def) ||
        gs_goerrors_share(m, gs_GoError);
    Py_XDECREF(cause);
    if (bad) return -1;
    gs_GuardError = gs_shared_class(m, native_name, "GuardError",
        "Guard mode: a Go function kept, overran or wrote an argument that it borrowed.", gs_PanicError);
    return gs_GuardError ? PyModule_AddObjectRef(native, "GuardError", gs_GuardError) : -1;
}

PyObject **gs_sentinels;

/* The class of an error, as the core writes it. */
enum { GS_ERR_PLAIN, GS_ERR_PYTHON, GS_ERR_SENTINELS };

/* The class of exceptions with a number of Go's, borrowed. */
static PyObject *gs_error_class(uint64_t n) {
    return n == GS_ERR_PLAIN ? gs_GoError : gs_sentinels[n - GS_ERR_SENTINELS];
}

/* Adds the Go stack as a note to the GuardError that is set. Takes over text and note. */
static GS_COLD PyObject *gs_guard_noted(int32_t handle, PyObject *text, PyObject *note) {
    PyObject *t, *e, *b;
    gs_handle_free(handle, 0);
    PyErr_Fetch(&t, &e, &b);
    PyErr_NormalizeException(&t, &e, &b);
    PyObject *x = e ? PyObject_CallMethod(e, "add_note", "O", note) : NULL;
    Py_XDECREF(x);
    Py_DECREF(text);
    Py_DECREF(note);
    if (!x) {
        Py_XDECREF(t);
        Py_XDECREF(e);
        Py_XDECREF(b);
        return NULL;
    }
    PyErr_Restore(t, e, b);
    return NULL;
}

GS_COLD void gs_note_once(PyObject *e, PyObject *note) {
    PyObject *has = PyObject_GetAttrString(e, "__notes__"), *done = NULL;
    PyErr_Clear(); /* there is none yet */
    if (!has || !PyList_Check(has) || PySequence_Contains(has, note) < 1) done = PyObject_CallMethod(e, "add_note", "O", note);
    PyErr_Clear();
    Py_XDECREF(has);
    Py_XDECREF(done);
}

/* Raises the exception that a callback raised: the same object with its traceback, and Go's
   text as a note if Go has wrapped it. */
static GS_COLD void gs_raise_again(gs_decoder *r, uint64_t at) {
    PyObject *e = Py_NewRef((PyObject *)(uintptr_t)at);
    gs_handle_free((int32_t)gs_decoder_word(r), 0); /* the handle kept Go's reference until here */
    size_t n = (size_t)gs_decoder_word(r);
    PyObject *note = n ? gs_text(gs_decoder_bytes(r, n), (Py_ssize_t)n) : NULL;
    if (note) gs_note_once(e, note);
    PyErr_Clear(); /* of a note for which there is no memory */
    Py_XDECREF(note);
    PyErr_Restore(Py_NewRef((PyObject *)Py_TYPE(e)), e, PyException_GetTraceback(e));
}

static PyObject *gs_refused(const uint64_t *w);

/* Raises an error that is in the words themselves, whose text nobody has asked for yet. Takes over results. Always NULL. */
static PyObject *gs_raise_kept(const uint64_t *w, PyObject *results) {
    PyTypeObject *t = (PyTypeObject *)gs_error_class(w[2] >> GS_KEPT_CLASS);
    PyObject *e = gs_go_error_exception(t, gs_go_error_new(w[0] & ~(uint64_t)GS_ERROR_KEPT, w[1], (int32_t)w[2], 1));
    if (e && !(results && PyObject_SetAttrString(e, "results", results))) PyErr_SetObject((PyObject *)t, e);
    Py_XDECREF(e);
    Py_XDECREF(results);
    return NULL;
}

/* Raises an error that is written. Takes over results. Always NULL. */
static PyObject *gs_raise_written(const uint64_t *w, PyObject *results) {
    gs_decoder r = { (const char *)(uintptr_t)w[0], GS_SYNC_API, NULL };
    uint64_t which = gs_decoder_word(&r);
    gs_decoder_word(&r); /* whether there are results */
    if (which == GS_ERR_PYTHON) {
        gs_raise_again(&r, gs_decoder_word(&r));
        gs_handle_free((int32_t)w[2], 0);
        Py_XDECREF(results);
        return NULL;
    }
    size_t n = (size_t)gs_decoder_word(&r);
    PyObject *text = gs_text(gs_decoder_bytes(&r, n), (Py_ssize_t)n), *e = gs_error_read(&r, text);
    gs_handle_free((int32_t)w[2], 0);
    if (e && !(results && PyObject_SetAttrString(e, "results", results))) PyErr_SetObject((PyObject *)Py_TYPE(e), e);
    Py_XDECREF(e);
    Py_XDECREF(text);
    Py_XDECREF(results);
    return NULL;
}

/* AttributeError for an attribute that is not there. Always NULL. */
static PyObject *gs_raise_absent(const uint64_t *w) {
    gs_decoder r = { (const char *)(uintptr_t)w[0], GS_SYNC_API, NULL };
    size_t n = (size_t)gs_decoder_word(&r);
    PyObject *text = gs_text(gs_decoder_bytes(&r, n), (Py_ssize_t)n);
    if (text) PyErr_SetObject(PyExc_AttributeError, text);
    gs_handle_free((int32_t)w[2], 0);
    Py_XDECREF(text);
    return NULL;
}

/* A panic. Always NULL. */
static PyObject *gs_raise_panicked(const uint64_t *w) {
    gs_decoder r = { (const char *)(uintptr_t)w[0], GS_SYNC_API, NULL };
    size_t n = (size_t)gs_decoder_word(&r);
    PyObject *text = gs_text(gs_decoder_bytes(&r, n), (Py_ssize_t)n);
    n = (size_t)gs_decoder_word(&r);
    PyObject *note = gs_text(gs_decoder_bytes(&r, n), (Py_ssize_t)n);
    uintptr_t at = (uintptr_t)gs_decoder_word(&r);
    if (at && gs_guarding && note && text && gs_guard_raise(at)) return gs_guard_noted((int32_t)w[2], text, note);
    uint64_t raised = gs_decoder_word(&r);
    if (raised) {
        PyErr_Clear(); /* there may have been no memory for the texts, which are not needed now */
        gs_raise_again(&r, raised);
    }
    gs_handle_free((int32_t)w[2], 0);
    PyObject *e = text && note && !raised ? PyObject_CallFunctionObjArgs(gs_PanicError, text, NULL) : NULL;
    PyObject *noted = e ? PyObject_CallMethod(e, "add_note", "O", note) : NULL;
    if (noted) PyErr_SetObject(gs_PanicError, e);
    Py_XDECREF(noted);
    Py_XDECREF(e);
    Py_XDECREF(text);
    Py_XDECREF(note);
    return NULL;
}

/* Anything but what most errors are. */
static GS_COLD PyObject *gs_raise_other(int code, const uint64_t *w, PyObject *results) {
    if (code < 0) return NULL; /* an exception is set: the core could not be loaded, say */
    if (PyErr_Occurred()) {
        PyObject *t, *v, *b;
        PyErr_Fetch(&t, &v, &b);
        gs_raise(code, w, results); /* only to free what the failure holds */
        PyErr_Restore(t, v, b);
        return NULL;
    }
    PyObject *status;
    switch (code) {
    case GS_CODE_ERROR: return w[0] & GS_ERROR_KEPT ? gs_raise_kept(w, results) : gs_raise_written(w, results);
    case GS_CODE_ABSENT: return gs_raise_absent(w);
    case GS_CODE_REFUSED: return gs_refused(w);
    case GS_CODE_EXIT:
        status = PyLong_FromLongLong((long long)w[0]);
        if (status) PyErr_SetObject(PyExc_SystemExit, status);
        Py_XDECREF(status);
        return NULL;
    }
    return gs_raise_panicked(w);
}

PyObject *gs_raise(int code, const uint64_t *w, PyObject *results) {
    if (code == GS_CODE_ERROR && w[0] & GS_ERROR_KEPT && !(w[2] & GS_KEPT_RESULTS)) return gs_raise_kept(w, NULL);
    return gs_raise_other(code, w, results);
}

GS_COLD void gs_panic_hint(const gs_class *cls) {
    PyObject *t, *e, *b, *done = NULL;
    PyErr_Fetch(&t, &e, &b);
    PyErr_NormalizeException(&t, &e, &b);
    PyObject *text = e && t == gs_PanicError ? PyObject_Str(e) : NULL;
    const char *p = text ? PyUnicode_AsUTF8AndSize(text, NULL) : NULL;
    if (p && (strstr(p, "nil pointer dereference") || strstr(p, "nil map"))) {
        const char *format = "a zero value of %s may be of no use: instances come from %s";
        PyObject *note = PyUnicode_FromFormat(format, cls->name, cls->makers);
        done = note ? PyObject_CallMethod(e, "add_note", "O", note) : NULL;
        Py_XDECREF(note);
    }
    PyErr_Clear(); /* of the note, which matters less than the panic */
    Py_XDECREF(done);
    Py_XDECREF(text);
    PyErr_Restore(t, e, b);
}

GS_COLD void gs_unhashable(const gs_class *cls) {
    PyObject *t, *e, *b;
    PyErr_Fetch(&t, &e, &b);
    PyErr_NormalizeException(&t, &e, &b);
    PyObject *text = e && t == gs_PanicError ? PyObject_Str(e) : NULL;
    const char *p = text ? PyUnicode_AsUTF8AndSize(text, NULL) : NULL;
    int is = p && strstr(p, "hash of unhashable type");
    PyErr_Clear();
    if (is) PyErr_Format(PyExc_TypeError, "unhashable value of '%s': %s", cls->name, p);
    Py_XDECREF(text);
    if (!is) PyErr_Restore(t, e, b);
    else {
        Py_XDECREF(t);
        Py_XDECREF(e);
        Py_XDECREF(b);
    }
}

GS_COLD PyObject *gs_raise_panic(gs_frame *f, PyObject *out) {
    Py_XDECREF(out);
    PyErr_Clear();
    f->nfree = 0;
    /* without the GIL: the panic's value may have a String method */
    gs_run_released(f, GS_NO_FUNCTION, gs_the_core.calls.take_panic);
    return gs_raise(f->code, f->w, NULL);
}

/* A call that was refused, because a goroutine had panicked while no call was active, or the
   package's init had. w: the words of its frame. */
static GS_COLD PyObject *gs_refused(const uint64_t *w) {
    return gs_raise_panic((gs_frame *)((char *)(uintptr_t)w - offsetof(gs_frame, w)), NULL);
}

GS_NOINLINE PyObject *gs_tuple(PyObject **items, int n) {
    PyObject *t = PyTuple_New(n);
    int bad = !t;
    for (int i = 0; i < n; i++) bad |= !items[i];
    for (int i = 0; i < n; i++) {
        if (bad) Py_XDECREF(items[i]);
        else PyTuple_SetItem(t, i, items[i]);
    }
    if (bad) Py_XDECREF(t);
    return bad ? NULL : t;
}
