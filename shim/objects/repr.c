#include "objects/repr.h"
#include "objects/errors.h"
#include "objects/named.h"
#include "objects/state.h"
#include "objects/subclass.h"
#include "os/stack.h"

/* As many instances as one repr shows. */
enum { GS_REPR_MOST = 1000 };

/* The Go values whose repr is being made on this thread. A value may contain itself, and each
   view of it is another Python object. */
typedef struct gs_shown {
    struct gs_shown *up, *outermost;
    const gs_class *cls;
    const char *ptr;
    int all; /* of the outermost: how many instances were shown */
} gs_shown;

static __thread gs_shown *gs_showing;

/* Begins to show an instance, until gs_shown_end; 0 if it is only to be named. */
static int gs_shown_begin(gs_shown *here, const gs_class *cls, PyObject *self) {
    *here = (gs_shown){ gs_showing, gs_showing ? gs_showing->outermost : here, cls, GS_PTR(self), 0 };
    if (here->outermost->all >= GS_REPR_MOST) return 0;
    for (const gs_shown *s = gs_showing; s; s = s->up)
        if (s->ptr == here->ptr && s->cls == cls) return 0;
    here->outermost->all++;
    gs_showing = here;
    return 1;
}

static void gs_shown_end(const gs_shown *here) { gs_showing = here->up; }

/* "x=1.0, y=2.0", as a new str. */
static GS_NOINLINE PyObject *gs_object_fields_text(gs_class *cls, PyObject *self) {
    PyObject *parts = PyList_New(0), *sep = PyUnicode_FromString(", "), *all = NULL;
    int bad = !parts || !sep;
    for (int i = 0; !bad && i < gs_state_shown(cls); i++) {
        const PyGetSetDef *g = &cls->getset[gs_state_shown_at(cls, i)];
        PyObject *v = g->get(self, g->closure);
        PyObject *s = v ? PyUnicode_FromFormat("%s=%R", g->name, v) : NULL;
        bad = !s || PyList_Append(parts, s);
        Py_XDECREF(v);
        Py_XDECREF(s);
    }
    if (!bad) all = PyUnicode_Join(sep, parts);
    Py_XDECREF(parts);
    Py_XDECREF(sep);
    return all;
}

/* The repr of a value whose String has just failed. Debuggers, pytest and logs show values of
   which they know nothing, so a panic of the zero value must not be theirs; str() raises it. */
static PyObject *gs_object_unsaid(PyObject *name, PyObject *self) {
    if (!PyErr_ExceptionMatches(gs_PanicError)) return NULL;
    PyErr_Clear();
    return PyUnicode_FromFormat("<%U at %p>", name, GS_PTR(self));
}

static PyObject *gs_object_shown(gs_class *cls, PyObject *self, PyObject *name) {
    PyObject *text, *r;
    if (cls->what == GS_CLASS_BOX) {
        text = gs_box_value(cls, self);
        r = text ? PyUnicode_FromFormat("%U(%R)", name, text) : NULL;
    } else if (gs_state_shown(cls) || cls->str == GS_NO_FN) {
        text = gs_object_fields_text(cls, self);
        r = text ? PyUnicode_FromFormat("%U(%U)", name, text) : NULL;
    } else {
        text = PyObject_Str(self);
        r = text ? PyUnicode_FromFormat("<%U %R>", name, text) : gs_object_unsaid(name, self);
    }
    Py_XDECREF(text);
    return r;
}

GS_NOINLINE PyObject *gs_object_repr(gs_class *cls, PyObject *self) {
    PyObject *name = PyType_GetName(Py_TYPE(self)), *r = NULL;
    if (!name) return NULL;
    gs_shown here;
    if (GS_STALE(self)) {
        const char *why = ((gs_object *)self)->generation == GS_UNMADE ? "without a Go value" : "of a parent process";
        r = PyUnicode_FromFormat("<%U %s>", name, why);
    } else if (gs_stack_deep("a value")) {
        r = NULL;
    } else if (!gs_shown_begin(&here, cls, self)) {
        r = PyUnicode_FromFormat("%U(...)", name);
    } else {
        r = gs_object_shown(cls, self, name);
        gs_shown_end(&here);
    }
    Py_DECREF(name);
    return r;
}
