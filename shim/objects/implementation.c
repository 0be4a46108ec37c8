#include "objects/implementation.h"
#include "abi/imported.h"
#include "call/argerror.h"
#include "call/call.h"
#include "core/extension.h"
#include "gil/context.h"
#include "objects/class.h"
#include "objects/errorvalue.h"
#include "objects/interface.h"
#include "objects/raisable.h"
#include <string.h>

static PyObject *gs_method_type; /* types.MethodType */

GS_COLD int gs_implementations_init(void) {
    return (gs_method_type = gs_import_attribute("types", "MethodType")) ? 0 : -1;
}

/* A method; NULL with an exception, or without one if there is none that can be called. */
static PyObject *gs_method_of(PyObject *v, const char *name) {
    PyObject *m = PyObject_GetAttrString(v, name);
    if (!m && PyErr_ExceptionMatches(PyExc_AttributeError)) PyErr_Clear();
    if (!m || PyCallable_Check(m)) return m;
    Py_DECREF(m);
    return NULL;
}

/* An attribute, or NULL if there is none; -1 with an exception. */
static int gs_attribute_of(PyObject *o, const char *name, PyObject **v) {
    *v = PyObject_GetAttrString(o, name);
    if (*v) return 0;
    if (!PyErr_ExceptionMatches(PyExc_AttributeError)) return -1;
    PyErr_Clear();
    return 0;
}

/* An attribute that is a number, or the length of one that is a tuple; 0 if there is none. */
static int gs_number_of(PyObject *o, const char *name, long *n) {
    PyObject *v;
    int over = 0;
    *n = 0;
    if (gs_attribute_of(o, name, &v)) return -1;
    if (v && PyTuple_Check(v)) *n = (long)PyTuple_Size(v);
    else if (v && PyLong_Check(v)) *n = (long)PyLong_AsLongLongAndOverflow(v, &over);
    Py_XDECREF(v);
    return 0;
}

/* Whether a callable takes n arguments, as far as one can see: Python functions say it. -1 with
   an exception. */
static int gs_callable_takes(PyObject *f, int n) {
    enum { VARARGS = 4 };
    PyObject *code, *self;
    long most, flags, defaults;
    if (gs_attribute_of(f, "__code__", &code)) return -1;
    if (!code) return 1;
    int failed = gs_number_of(code, "co_argcount", &most) || gs_number_of(code, "co_flags", &flags);
    Py_DECREF(code);
    if (failed || gs_number_of(f, "__defaults__", &defaults) || gs_attribute_of(f, "__self__", &self)) return -1;
    long given = n + (self != NULL);
    Py_XDECREF(self);
    return given >= most - defaults && (given <= most || flags & VARARGS);
}

/* Whether it is an exception over a Go error of a class. What Python derives from an interface is none. */
static int gs_is_error_of(const gs_class *c, PyObject *v) {
    if (c->what != GS_CLASS_INTERFACE) return gs_is_of_raisable(c, v);
    PyObject *o = gs_exception_held(c, v);
    if (!o) PyErr_Clear();
    Py_XDECREF(o);
    return o != NULL;
}

int gs_is_gos(PyObject *v) {
    for (int i = 0; i < gs_this.nclasses; i++) {
        const gs_class *c = gs_this.classes[i];
        if (c->of_objects && Py_TYPE(v) == c->type) return 0;
        if (Py_TYPE(v) == c->type || Py_TYPE(v) == c->aio || (c->error && gs_is_error_of(c, v))) return 1;
        if (v == (PyObject *)c->type || v == (PyObject *)c->aio) return 1;
    }
    return 0;
}

/* The callable by which Go calls a method of an object: its own, or the object itself where
   the interface has one method. NULL as gs_method_of(). */
static PyObject *gs_implementing(const gs_calls *calls, int i, PyObject *v) {
    PyObject *m = gs_method_of(v, calls->names[i]);
    return m || PyErr_Occurred() || calls->n > 1 || !PyCallable_Check(v) ? m : Py_NewRef(v);
}

enum { GS_IMPLEMENTS_NOT, GS_IMPLEMENTS, GS_IMPLEMENTS_ITSELF };

/* The class over a func type that implements the interface, as http.HandlerFunc does, or NULL. */
static GS_COLD const gs_class *gs_adapter_of(const gs_type *ty) {
    for (const gs_type *const *choice = ty->choices; *choice; choice++) {
        const gs_class *c = (*choice)->cls;
        if (c && c->what == GS_CLASS_BOX && c->value->kind == GS_CALLABLE) return c;
    }
    return NULL;
}

/* TypeError for a value that has not even the first method. */
static GS_COLD int gs_implementation_none(const gs_type *ty, PyObject *v, const gs_path *path) {
    const gs_class *adapter = PyCallable_Check(v) ? gs_adapter_of(ty) : NULL;
    if (!adapter) return gs_argerror_value(path, GS_WRONG_TYPE, ty->expected, v);
    PyObject *name = PyType_GetQualName(Py_TYPE(v));
    PyObject *why = name ? PyUnicode_FromFormat("%U; %s() makes one of a callable", name, adapter->name) : NULL;
    if (why) gs_argerror(path, PyExc_TypeError, "expected %s, got %U", ty->expected, why);
    Py_XDECREF(name);
    Py_XDECREF(why);
    return -1;
}

static GS_COLD int gs_implementation_refused(const gs_type *ty, PyObject *v, int i, int has, const gs_path *path) {
    PyObject *name = PyType_GetQualName(Py_TYPE(v)), *why = NULL;
    const char *method = ty->calls->names[i];
    int n = ty->calls->takes[i];
    if (name && has == GS_IMPLEMENTS_ITSELF) {
        why = PyUnicode_FromFormat("%U that does not take %d argument%s", name, n, n == 1 ? "" : "s");
    } else if (name && has) {
        why = PyUnicode_FromFormat("%U, whose %s() does not take %d argument%s", name, method, n, n == 1 ? "" : "s");
    } else if (name) {
        why = PyUnicode_FromFormat("%U, which has no %s()", name, method);
    }
    Py_XDECREF(name);
    if (why) gs_argerror(path, PyExc_TypeError, "expected %s, got %U", ty->expected, why);
    Py_XDECREF(why);
    return -1;
}

/* Writes what makes an object the same one: its address, or of a bound method, which is made anew each time that it is
   asked for, those of its object and its function, which it holds. */
static int gs_implementation_identity(gs_encoder *t, PyObject *v) {
    PyObject *self = NULL, *function = NULL;
    int r = (PyObject *)Py_TYPE(v) == gs_method_type &&
                    (gs_attribute_of(v, "__self__", &self) || gs_attribute_of(v, "__func__", &function))
                ? -1
                : gs_encoder_word(t, (uint64_t)(uintptr_t)(function ? self : v)) ||
                      gs_encoder_word(t, (uint64_t)(uintptr_t)function);
    Py_XDECREF(self);
    Py_XDECREF(function);
    return r;
}

/* Writes whether Go may have one value for each time that the object is passed, which it may not where the methods run on
   the loop of an asynchronous call, what it is one for, and the context in which they run; None where that is empty. */
static int gs_implementation_passing(gs_encoder *t, PyObject *v, const gs_path *path) {
    if (t->call->is_async) return gs_encoder_word(t, 0);
    PyObject *context = t->call->binds ? gs_context_here() : NULL;
    int r = PyErr_Occurred() || gs_encoder_word(t, 1) || gs_implementation_identity(t, v) ||
            gs_encode(t, gs_this.object, context ? context : Py_None, path) ? -1 : 0;
    Py_XDECREF(context);
    return r;
}

GS_NOINLINE int gs_implementation_put(gs_encoder *t, const gs_type *ty, PyObject *v, const gs_path *path) {
    const gs_calls *calls = ty->calls;
    if (!calls || gs_is_gos(v)) return gs_argerror_value(path, GS_WRONG_TYPE, ty->expected, v);
    for (int i = 0, r = 0; i < calls->n; i++) {
        PyObject *m = gs_implementing(calls, i, v);
        if (!m && PyErr_Occurred()) return gs_argerror_value(path, GS_RAISED, ty->expected, v);
        if (!m && !i) return gs_implementation_none(ty, v, path);
        int raised = ty->cls->error && PyType_IsSubtype(Py_TYPE(v), (PyTypeObject *)PyExc_BaseException);
        if (!i) {
            r = gs_encoder_word(t, m == v || raised ? GS_CHOICE_CALLABLE : GS_CHOICE_OBJECT) ||
                gs_encode(t, gs_this.object, v, path) || gs_implementation_passing(t, v, path);
        }
        int has = !m ? GS_IMPLEMENTS_NOT : m == v ? GS_IMPLEMENTS_ITSELF : GS_IMPLEMENTS;
        int takes = has && !r ? gs_callable_takes(m, calls->takes[i]) : 0; /* it runs Python: no exception may be set */
        if (takes < 0) r = -1;
        else if (!r && !takes) r = gs_implementation_refused(ty, v, i, has, path);
        if (!r) r = gs_encode(t, calls->types[i], m, path);
        Py_XDECREF(m);
        if (r) return -1;
    }
    return 0;
}

int gs_implementation_is(const gs_calls *calls, PyObject *v) {
    if (!calls || gs_is_gos(v)) return 0;
    for (int i = 0; i < calls->n; i++) {
        PyObject *m = gs_method_of(v, calls->names[i]);
        if (!m) return PyErr_Occurred() ? -1 : 0;
        Py_DECREF(m);
    }
    return 1;
}

/* Whether an object that is not Go's has the methods, and they can be called; -1 with an exception. lacks: a name that stands
   for no such method. */
static int gs_implementation_can(const gs_calls *calls, PyObject *v, const char **lacks) {
    int can = 1;
    for (int i = 0; can > 0 && i < calls->n; i++) {
        PyObject *m = gs_method_of(v, calls->names[i]);
        can = m ? gs_callable_takes(m, calls->takes[i]) : PyErr_Occurred() ? -1 : 0;
        if (!can && !m) *lacks = calls->names[i];
        Py_XDECREF(m);
    }
    return can;
}

int gs_implementation_fits(const gs_calls *calls, PyObject *v) {
    const char *lacks;
    return gs_is_gos(v) ? 0 : gs_implementation_can(calls, v, &lacks);
}

/* Whether one of some names is that of a method. */
static int gs_calls_one(const gs_calls *calls, const char *const *names, int n) {
    for (int i = 0; i < calls->n; i++)
        for (int k = 0; k < n; k++)
            if (!strcmp(calls->names[i], names[k])) return 1;
    return 0;
}

/* An object is asked once for each method that it lacks, since an AttributeError takes time. */
GS_NOINLINE int gs_implementation_wide(gs_encoder *t, const gs_type *ty, PyObject *v, const gs_path *path) {
    const char *lacks[16];
    int known = 0;
    uint64_t n = GS_FIRST_CHOICE;
    for (const gs_type *const *choice = ty->choices; *choice; choice++) n++;
    for (const gs_type *const *w = gs_is_gos(v) ? NULL : ty->wider; w && *w; w++, n++) {
        const char *lack = NULL;
        if (gs_calls_one((*w)->calls, lacks, known)) continue;
        int can = gs_implementation_can((*w)->calls, v, &lack);
        if (can < 0) return gs_argerror_value(path, GS_RAISED, ty->expected, v);
        if (lack && known < (int)(sizeof lacks / sizeof *lacks)) lacks[known++] = lack;
        if (can) return gs_encoder_word(t, n) ? -1 : gs_implementation_put(t, *w, v, path);
    }
    return gs_implementation_put(t, ty, v, path);
}

/* ---- classes that Python derives from ours ---- */
GS_NOINLINE int gs_method_overridden(const gs_class *c, PyObject *v, const char *name, int *lacks) {
    PyObject *of = (PyObject *)(c->aio && gs_isinstance(v, c->aio) ? c->aio : c->type), *own = NULL, *gos = NULL;
    int failed = gs_attribute_of(of, name, &gos) || gs_attribute_of((PyObject *)Py_TYPE(v), name, &own);
    int differs = own != gos;
    *lacks = !gos;
    Py_XDECREF(own);
    Py_XDECREF(gos);
    return failed ? -1 : differs;
}

GS_NOINLINE int gs_interface_overridden(const gs_calls *calls, const gs_class *c, PyObject *v) {
    int differs = 0, lacks = 0;
    if (!calls || c->error || Py_TYPE(v) == c->type || Py_TYPE(v) == c->aio || !gs_is_of(c, v)) return 0;
    for (int i = 0; i < calls->n; i++) {
        int own = gs_method_overridden(c, v, calls->names[i], &lacks);
        if (own < 0) return -1;
        if (lacks) return 0; /* it has another name in the class */
        differs |= own;
    }
    return differs;
}

int gs_interface_derived(const gs_type *ty, const gs_class *c, PyObject *v) {
    int r = gs_interface_overridden(ty->calls, c, v);
    for (const gs_type *const *w = ty->wider; w && *w && !r; w++) r = gs_interface_overridden((*w)->calls, c, v);
    return r;
}
