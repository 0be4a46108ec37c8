#include "objects/holder.h"
#include "abi/attributes.h"
#include "abi/typespec.h"
#include "objects/object.h"
#include <stddef.h>
#include <stdlib.h>

static int gs_holder_traverse(PyObject *self, visitproc visit, void *arg) {
    gs_holder *h = (gs_holder *)self;
    int r = visit((PyObject *)Py_TYPE(self), arg);
    if (!h->of || h->seen || h->setting || GS_STALE(h->of)) return r;
    for (int i = 0; i < h->n && !r; i++)
        if (h->all[i].ref) r = visit(h->all[i].ref, arg);
    return r;
}

/* Sets the fields to None. Go releases the objects at its next collection. */
static int gs_holder_clear(PyObject *self) {
    gs_holder *h = (gs_holder *)self;
    if (!h->of || h->seen || h->setting || GS_STALE(h->of)) return 0;
    PyObject *t, *v, *b, *of = Py_NewRef(h->of);
    PyErr_Fetch(&t, &v, &b);
    for (int i = 0; i < h->n; i++)
        /* if the core cannot be reached any more, nor can what it holds */
        if (h->all[i].ref && h->all[i].set(of, Py_None, NULL)) PyErr_Clear();
    PyErr_Restore(t, v, b);
    Py_DECREF(of);
    return 0;
}

static void gs_holder_dealloc(PyObject *self) {
    PyTypeObject *t = Py_TYPE(self);
    PyObject_GC_UnTrack(self);
    free(((gs_holder *)self)->all);
    freefunc f = (freefunc)PyType_GetSlot(t, Py_tp_free);
    f(self);
    Py_DECREF(t);
}

GS_COLD int gs_holders_init(PyObject *native) {
    PyType_Slot slots[] = { { Py_tp_dealloc, (void *)gs_holder_dealloc },
        { Py_tp_traverse, (void *)gs_holder_traverse }, { Py_tp_clear, (void *)gs_holder_clear }, { 0, NULL } };
    PyType_Spec spec = { "_native.Holder", sizeof(gs_holder), 0,
        Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_DISALLOW_INSTANTIATION, slots };
    gs_holder_type = gs_type_new(native, &spec, NULL);
    return gs_holder_type ? 0 : -1;
}

void gs_holder_forsaken(PyObject *o) { ((gs_holder *)o)->of = NULL; }

GS_NOINLINE int gs_holder_begin(PyObject *self, PyObject *v, gs_holder **holder) {
    gs_object *o = (gs_object *)self;
    *holder = NULL;
    GS_ALONE(self);
    if (!o->unseen) return 0;
    if (!o->owner) {
        if (v == Py_None) return 0;
        gs_holder *h = (gs_holder *)PyType_GenericAlloc(gs_holder_type, 0);
        if (!h) return -1;
        h->of = self;
        o->owner = (PyObject *)h;
        if (!PyObject_GC_IsTracked(self)) PyObject_GC_Track(self);
    }
    /* a view of a part of another, or its other API: the holder would not know of it */
    if (Py_TYPE(o->owner) != gs_holder_type) {
        gs_instance_shown(self);
        return 0;
    }
    *holder = (gs_holder *)Py_NewRef(o->owner);
    GS_ALONE(*holder);
    /* two threads at once: the order of the assignments is unknown */
    if ((*holder)->setting++) gs_instance_shown(self);
    return 0;
}

GS_NOINLINE void gs_holder_end(gs_holder *h, setter set, PyObject *v, int held, int failed) {
    int i = 0;
    {
        GS_ALONE(h);
        h->setting--;
        while (i < h->n && h->all[i].set != set) i++;
        if (i == h->n && !failed) {
            gs_held *all = realloc(h->all, (size_t)(i + 1) * sizeof *all);
            if (all) {
                h->all = all;
                h->n++;
                all[i].set = set;
            } else failed = 1;
        }
        if (!failed) h->all[i].ref = held ? v : NULL;
        else if (h->of) gs_instance_shown(h->of); /* the content of the field is unknown */
    }
    Py_DECREF(h);
}
