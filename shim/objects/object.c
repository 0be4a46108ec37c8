#include "objects/matrix.h"
#include "objects/object.h"
#include "objects/state.h"
#include "os/stack.h"
#include "call/args.h"
#include "values/text.h"
#include "objects/errors.h"
#include "objects/holder.h"
#include "objects/raisable.h"
#include "objects/repr.h"
#include "objects/snapshot.h"
#include "objects/identity.h"
#include "objects/subclass.h"
#include <string.h>

const int64_t *gs_layout;
PyTypeObject *gs_holder_type;
PyTypeObject *gs_function_type;
PyTypeObject *gs_block;

/* Fills a new object. Takes over handle and owner, also if o is NULL. */
GS_INLINE PyObject *gs_object_fill(gs_object *o, char *ptr, int32_t handle, PyObject *owner) {
    if (GS_UNLIKELY(!o)) {
        gs_handle_free(handle, 0);
        Py_XDECREF(owner);
        return NULL;
    }
    o->ptr = ptr;
    o->owner = owner;
    o->handle = handle;
    o->generation = gs_the_core.generation;
    return (PyObject *)o;
}

GS_NOINLINE PyObject *gs_object_new(PyTypeObject *t, char *ptr, int32_t handle, PyObject *owner) {
    return gs_object_fill((gs_object *)PyType_GenericAlloc(t, 0), ptr, handle, owner);
}

/* Lists of structs are read often, so the memory of some instances is kept for the next, of whatever class: all have one
   layout. Where there is a GIL, which guards it. */
#ifdef GS_GUARDED
GS_INLINE PyObject *gs_spare_take(void) { return NULL; }
GS_INLINE int gs_spare_keep(PyObject *o) { return (void)o, 0; }
#else
enum { GS_INSTANCES = 1024 };
static struct {
    int n;
    PyObject *all[GS_INSTANCES];
} gs_spare;

GS_INLINE PyObject *gs_spare_take(void) { return gs_spare.n ? gs_spare.all[--gs_spare.n] : NULL; }

GS_INLINE int gs_spare_keep(PyObject *o) {
    if (gs_spare.n == GS_INSTANCES) return 0;
    gs_spare.all[gs_spare.n++] = o;
    return 1;
}
#endif

GS_INLINE PyObject *gs_instance_made(PyTypeObject *t, char *ptr, int32_t handle, PyObject *owner) {
    PyObject *spare = gs_spare_take();
    gs_object *o = (gs_object *)(spare ? PyObject_Init(spare, t) : _PyObject_GC_New(t));
    if (GS_LIKELY(o != NULL)) {
        o->exact = 1;
        o->weakrefs = NULL;
        o->unseen = o->readonly = o->readonly_nil = o->pickled = o->pending = o->remembered = o->api = 0;
        o->quick = 0;
    }
    PyObject *i = gs_object_fill(o, ptr, handle, owner);
    if (i && owner && Py_TYPE(owner) != gs_block) PyObject_GC_Track(i);
    return i;
}

GS_NOINLINE PyObject *gs_instance_new(PyTypeObject *t, char *ptr, int32_t handle, PyObject *owner) {
    return gs_instance_made(t, ptr, handle, owner);
}

GS_COLD int gs_object_refuse(PyObject *o) {
    if (((gs_object *)o)->generation == GS_UNMADE) return gs_subclass_unmade(o);
    PyObject *name = PyType_GetName(Py_TYPE(o));
    if (name)
        PyErr_Format(PyExc_RuntimeError,
            "this %U was made before the process was forked and belongs to the parent's Go runtime; make it anew in "
            "the child",
            name);
    Py_XDECREF(name);
    return -1;
}

void gs_object_dealloc(PyObject *self) {
    gs_object *o = (gs_object *)self;
    PyTypeObject *t = Py_TYPE(self);
    if (o->weakrefs) PyObject_ClearWeakRefs(self);
    if (!GS_STALE(self)) gs_handle_free(o->handle, 0);
    Py_XDECREF(o->owner);
    if (!o->exact) ((freefunc)PyType_GetSlot(t, Py_tp_free))(self);
    else if (!gs_spare_keep(self)) PyObject_GC_Del(self);
    Py_DECREF(t); /* an instance of a heap type owns a reference to it */
}

int gs_instance_traverse(PyObject *self, visitproc visit, void *arg) {
    PyObject *owner = ((gs_object *)self)->owner;
    int r = visit((PyObject *)Py_TYPE(self), arg);
    return r || !owner ? r : visit(owner, arg);
}

void gs_instance_dealloc(PyObject *self) {
    PyObject *owner = ((gs_object *)self)->owner;
    PyObject_GC_UnTrack(self);
    if (GS_UNLIKELY(((gs_object *)self)->pickled)) gs_identity_forget(self);
    if (GS_UNLIKELY(((gs_object *)self)->remembered)) gs_subclass_forget(self);
    if (owner && Py_TYPE(owner) == gs_holder_type) gs_holder_forsaken(owner);
    gs_object_dealloc(self);
}

/* A new instance, a zero value. */
static PyObject *gs_object_zero(gs_class *cls, PyTypeObject *t) {
    GS_FRAME(f, 2, 0);
    const int64_t *layout = GS_ACQUIRE(&gs_layout); /* another thread may be loading the core */
    int r = gs_enter(&f.h, cls->zero, layout && layout[cls->size] <= GS_AT_ONCE ? GS_HOLD : GS_RELEASE);
    if (GS_UNLIKELY(r)) return gs_raise(r, f.w, NULL);
    PyObject *o = gs_object_of(t, cls, (char *)(uintptr_t)f.w[0], (int32_t)f.w[1], NULL);
    if (o) ((gs_object *)o)->unseen = 1;
    return o;
}

/* Sets fields of a new instance to those of v that are not NULL. Takes over o, which may be NULL, and returns it; NULL with an
   exception. of_dict: they are what a dict has. */
static PyObject *gs_object_set(PyObject *o, gs_class *cls, PyObject *const *v, int of_dict) {
    if (!o) return NULL;
    ((gs_object *)o)->of_dict = of_dict != 0;
    for (int i = 0; i < cls->fields->nparams; i++)
        if (v[i] && cls->getset[i].set(o, v[i], cls->getset[i].closure)) {
            Py_DECREF(o);
            return NULL;
        }
    ((gs_object *)o)->of_dict = 0;
    return o;
}

/* A new instance from a dict of its fields. n: the number of fields. */
static GS_NOINLINE PyObject *gs_object_of_dict(gs_class *cls, PyObject *v, int n) {
    PyObject *args = PyTuple_New(0), *o = NULL, *vals[n > 0 ? n : 1];
    gs_call made = { .fn = cls->fields };
    gs_cleanup u;
    if (args && !gs_args_tuple(&made, args, v, vals, &u)) {
        /* the dict belongs to the caller: __float__ of one value may drop the others */
        for (int i = 0; i < n; i++)
            if (vals[i]) Py_INCREF(vals[i]);
        o = gs_object_set(gs_object_zero(cls, cls->type), cls, vals, 1);
        for (int i = 0; i < n; i++) Py_XDECREF(vals[i]);
    }
    gs_done(&made);
    Py_XDECREF(args);
    return o;
}

PyObject *gs_object_of_fields(gs_class *cls, PyObject *fields) {
    return gs_object_of_dict(cls, fields, cls->fields->nparams);
}

/* The same as an argument; the call owns the instance. */
static GS_NOINLINE int gs_object_from_dict(gs_call *c, gs_class *cls, PyObject *v, uint64_t *w) {
    if (!cls->fields || cls->fields->nparams > 256) return GS_WRONG_TYPE;
    gs_dict_begin();
    PyObject *o = gs_stack_deep("a value") ? NULL : gs_object_of_dict(cls, v, cls->fields->nparams);
    if (!o) {
        gs_dict_failed();
        return GS_RAISED;
    }
    w[0] = gs_show(o);
    return gs_keep(c, o) ? GS_RAISED : GS_OK;
}

int gs_object_other(gs_call *c, gs_class *cls, PyObject *v, uint64_t *w, int flags) {
    int optional = flags & GS_OBJECT_OR_NONE;
    if (!(v = GS_RAISABLE_IN(c, cls, v))) return GS_RAISED;
    if (gs_is_of(cls, v)) {
        if (GS_STALE(v)) {
            gs_object_refuse(v);
            return GS_RAISED;
        }
        w[0] = gs_show(v);
        return GS_OK;
    }
    if (optional && v == Py_None) {
        w[0] = 0;
        return GS_OK;
    }
    if ((!optional || c->rows) && !(flags & GS_OBJECT_ITSELF) && PyDict_Check(v)) return gs_object_from_dict(c, cls, v, w);
    if (cls->array) {
        int r = gs_matrix_in(c, cls, v, w, flags & GS_OBJECT_IN_PLACE);
        if (r != GS_WRONG_TYPE) return r;
    }
    return cls->other && !(flags & GS_OBJECT_ITSELF) ? cls->other(c, cls, v, w) : GS_WRONG_TYPE;
}

/* The list operation of structs: the instances of a slice. Each is Go's &s[i], and all share
   one owner, which keeps the slice's memory. */
int gs_objects_append(gs_decoder *r, const gs_type *elem, Py_ssize_t n, PyObject *l) {
    if (!n) return 0;
    char *base = (char *)(uintptr_t)gs_decoder_word(r);
    PyObject *owner = gs_object_new(gs_block, base, (int32_t)gs_decoder_word(r), NULL);
    int bad = !owner;
    for (Py_ssize_t i = 0; !bad && i < n; i++) {
        char *at = base + i * gs_layout[elem->cls->size];
        PyObject *o = gs_object_with_api(elem->cls, r->api, at, GS_NO_HANDLE, Py_NewRef(owner));
        bad = !o || PyList_Append(l, o);
        Py_XDECREF(o);
    }
    Py_XDECREF(owner);
    return bad ? -1 : 0;
}

static PyObject *gs_objects_take(gs_decoder *r, const gs_type *elem, Py_ssize_t n) {
    PyObject *l = PyList_New(n);
    if (!n) return l;
    char *base = (char *)(uintptr_t)gs_decoder_word(r);
    PyObject *owner = gs_object_new(gs_block, base, (int32_t)gs_decoder_word(r), NULL);
    if (!owner || !l) {
        Py_XDECREF(owner);
        Py_XDECREF(l);
        return NULL;
    }
    int64_t size = gs_layout[elem->cls->size];
    for (Py_ssize_t i = 0; i < n; i++) {
        PyObject *o = gs_object_with_api(elem->cls, r->api, base + i * size, GS_NO_HANDLE, Py_NewRef(owner));
        if (!o) {
            Py_DECREF(l);
            l = NULL;
            break;
        }
        PyList_SetItem(l, i, o);
    }
    Py_DECREF(owner);
    return l;
}

GS_COLD int gs_field_refuses(const char *name, PyObject *v) {
    if (!v) PyErr_Format(PyExc_AttributeError, "a Go field can't be deleted: '%s'", name);
    else
        PyErr_Format(PyExc_AttributeError,
            "'%s' belongs to a copy of a map's value, or of what an interface holds: put a changed copy there instead", name);
    return -1;
}

void gs_object_copied(const gs_class *cls, PyObject *v) {
    /* an exception is no instance: it holds one */
    PyObject *o = GS_UNLIKELY(cls->exception != NULL) ? gs_exception_held(cls, v) : Py_NewRef(v);
    if (!o || !gs_is_of(cls, o)) {
        Py_XDECREF(o);
        return;
    }
    if (cls->what == GS_CLASS_STRUCT) {
        ((gs_object *)o)->readonly = 1;
    } else if (cls->what == GS_CLASS_BOX && cls->live) {
        int k = cls->value->kind, map = k == GS_DICT || k == GS_SET;
        ((gs_object *)o)->readonly = !map;
        ((gs_object *)o)->readonly_nil = map;
    }
    Py_DECREF(o);
}

GS_COLD int gs_field_error(const char *name, int kind, const char *expected, int why, PyObject *v) {
    gs_path p = { NULL, GS_AT_ARG, name, NULL, 0, NULL };
    return gs_argerror_value(&p, why, why == GS_OUT_OF_RANGE ? gs_number_fits(kind) : expected, v);
}

GS_COLD void gs_self_error(int why, PyObject *self, const char *expected, const char *fits) {
    gs_path p = { NULL, GS_AT_ARG, "self", NULL, 0, NULL };
    gs_argerror_value(&p, why, fits && why == GS_OUT_OF_RANGE ? fits : expected, self);
}

/* ---- instances ---- */

PyObject *gs_object_of(PyTypeObject *t, const gs_class *cls, char *ptr, int32_t handle, PyObject *owner) {
    PyObject *o = t == cls->type || t == cls->aio ? gs_instance_new(t, ptr, handle, owner)
                                                  : gs_object_new(t, ptr, handle, owner);
    if (!o) return NULL;
    ((gs_object *)o)->api = !PyType_IsSubtype(t, cls->type);
    if (t == cls->type || t == cls->aio || !gs_subclass_remember(cls, o)) return o;
    Py_DECREF(o);
    return NULL;
}

PyObject *gs_object_make(gs_class *cls, PyTypeObject *t, PyObject *const *v) {
    PyObject *o = gs_object_zero(cls, t);
    return v ? gs_object_set(o, cls, v, 0) : o;
}

GS_NOINLINE PyObject *gs_object_found(gs_class *cls, const uint64_t *w, int api) {
    PyObject *o = gs_subclass_of(cls, api, (char *)(uintptr_t)w[0]);
    if (!o) return gs_object_with_api(cls, api, (char *)(uintptr_t)w[0], (int32_t)w[1], NULL);
    gs_handle_free((int32_t)w[1], 0);
    return o;
}

GS_COLD PyObject *gs_object_refused(const gs_class *cls, PyObject *args, PyObject *kw) {
    PyMethodDef *zero = cls->zero == GS_NO_FN ? NULL : cls->methods;
    while (zero && zero->ml_name && !((zero->ml_flags & METH_CLASS) && !strncmp(zero->ml_name, "zero", 4))) zero++;
    if (!zero || !zero->ml_name || PyTuple_Size(args) || (kw && PyDict_Size(kw))) return NULL;
    PyObject *t, *e, *b;
    PyErr_Fetch(&t, &e, &b);
    PyErr_NormalizeException(&t, &e, &b);
    PyObject *note = PyUnicode_FromFormat("%s.%s() makes Go's zero value", cls->name, zero->ml_name);
    if (note && e) gs_note_once(e, note);
    PyErr_Clear(); /* of a note for which there is no memory */
    Py_XDECREF(note);
    PyErr_Restore(t, e, b);
    return NULL;
}

GS_NOINLINE PyObject *gs_object_as(PyTypeObject *t, gs_class *cls, PyObject *o) {
    if (!o || !t || t == cls->type || Py_TYPE(o) != cls->type) return o;
    gs_object *g = (gs_object *)o;
    PyObject *s = gs_object_of(t, cls, g->ptr, g->handle, g->owner);
    g->handle = GS_NO_HANDLE;
    g->owner = NULL;
    Py_DECREF(o);
    return s;
}

GS_NOINLINE PyObject *gs_object_str(gs_class *cls, PyObject *self) {
    GS_FRAME(f, 4, 512);
    if (GS_STALE(self)) return gs_object_repr(cls, self);
    f.w[0] = gs_show(self);
    int r = gs_enter(&f.h, cls->str, GS_RELEASE);
    return r ? gs_raise(r, f.w, NULL) : gs_str_out(f.w + 1);
}

/* What a function of the core says of two values; -1 with an exception. */
static GS_NOINLINE int gs_object_ask(int function, PyObject *a, PyObject *b, int64_t *answer) {
    if ((GS_STALE(a) && gs_object_refuse(a)) || (GS_STALE(b) && gs_object_refuse(b))) return -1;
    GS_FRAME(f, 3, 0);
    f.w[0] = gs_show(a);
    f.w[1] = gs_show(b);
    int r = gs_enter(&f.h, function, GS_RELEASE);
    if (r) {
        gs_raise(r, f.w, NULL);
        return -1;
    }
    *answer = (int64_t)f.w[2];
    return 0;
}

/* By Less alone, a <= b is a < b or a == b, as functools.total_ordering has it. */
static PyObject *gs_object_order(gs_class *cls, PyObject *a, PyObject *b, int op) {
    int64_t answer;
    int swap = cls->less && (op == Py_GT || op == Py_GE), holds;
    if (gs_object_ask(cls->order, swap ? b : a, swap ? a : b, &answer)) return NULL;
    if (cls->less) {
        holds = answer != 0;
        if (!holds && (op == Py_LE || op == Py_GE)) return PyObject_RichCompare(a, b, Py_EQ);
    } else {
        holds = op == Py_LT ? answer < 0 : op == Py_LE ? answer <= 0 : op == Py_GT ? answer > 0 : answer >= 0;
    }
    return Py_NewRef(holds ? Py_True : Py_False);
}

GS_NOINLINE PyObject *gs_object_compare(gs_class *cls, PyObject *a, PyObject *b, int op) {
    int equality = op == Py_EQ || op == Py_NE;
    if (!gs_is_of(cls, b) || (!equality && cls->order == GS_NO_FN)) return Py_NewRef(Py_NotImplemented);
    if (!equality) return gs_object_order(cls, a, b, op);
    int64_t same = GS_PTR(a) == GS_PTR(b);
    if (cls->eq != GS_NO_FN && gs_object_ask(cls->eq, a, b, &same)) return NULL;
    return Py_NewRef((same != 0) == (op == Py_EQ) ? Py_True : Py_False);
}

GS_NOINLINE Py_hash_t gs_object_hash(gs_class *cls, PyObject *self) {
    Py_hash_t h = (Py_hash_t)((uintptr_t)GS_PTR(self) >> 4); /* by identity, as equality then is */
    if (cls->hash != GS_NO_FN) {
        if (GS_STALE(self)) return gs_object_refuse(self);
        GS_FRAME(f, 3, 0);
        f.w[0] = gs_show(self);
        int r = gs_enter(&f.h, cls->hash, GS_RELEASE);
        if (r) {
            gs_raise(r, f.w, NULL);
            if (r == GS_CODE_PANIC) gs_unhashable(cls);
            return -1;
        }
        h = (Py_hash_t)f.w[1];
    }
    return h == -1 ? -2 : h; /* -1 means an error */
}

GS_COLD void gs_instance_shown(PyObject *o) {
    for (;; o = ((gs_object *)o)->owner) {
        GS_ALONE(o); /* a holder is made for it before that or after it, not meanwhile */
        if (Py_TYPE(o) == gs_holder_type) {
            ((gs_holder *)o)->seen = 1;
            return;
        }
        ((gs_object *)o)->unseen = 0;
        if (!((gs_object *)o)->owner) return;
    }
}

/* ---- instances in a wire buffer ---- */

static int gs_object_put(gs_encoder *t, const gs_type *ty, PyObject *v, const gs_path *path) {
    uint64_t w[1];
    if (!(v = GS_RAISABLE_IN(t->call, ty->cls, v))) return -1;
    int r = gs_object_in(t->call, ty->cls, v, w, ty->kind == GS_REF);
    if (r) return gs_argerror_value(path, r, ty->expected, v);
    if (v != Py_None && gs_is_of(ty->cls, v)) {
        /* a list that contains it may drop it while Go works */
        Py_INCREF(v);
        if (gs_keep(t->call, v) || (ty->kind == GS_OBJ && gs_snapshot_add(t->call, ty->cls->copy, v, t, NULL)))
            return -1;
    }
    return gs_encoder_word(t, w[0]);
}

PyObject *gs_object_take(gs_decoder *r, const gs_type *ty) {
    uint64_t w[2];
    w[0] = gs_decoder_word(r);
    w[1] = gs_decoder_word(r);
    return gs_object_out(ty->cls, w, r->api);
}

/* The list operation of pointers: instances that have a handle each. */
static PyObject *gs_references_take(gs_decoder *r, const gs_type *ty, Py_ssize_t n) {
    gs_class *cls = ty->cls;
    if (cls->error || __atomic_load_n(&gs_subclass_any, __ATOMIC_RELAXED)) return gs_decode_items(r, ty, n);
    PyTypeObject *t = gs_class_api(cls, r->api);
    PyObject *l = PyList_New(n), **items = l && n ? gs_items_inside(l) : NULL;
    for (Py_ssize_t i = 0; i < n; i++) {
        char *at = (char *)(uintptr_t)gs_decoder_word(r);
        int32_t handle = (int32_t)gs_decoder_word(r);
        PyObject *o = !l ? (gs_handle_free(handle, 0), NULL) : at ? gs_instance_made(t, at, handle, NULL) : Py_NewRef(Py_None);
        if (GS_UNLIKELY(!o)) {
            gs_decode_skip_items(r, ty, n - i - 1);
            Py_XDECREF(l);
            return NULL;
        }
        if (at) ((gs_object *)o)->api = (uint8_t)r->api;
        if (items) items[i] = o;
        else PyList_SetItem(l, i, o);
    }
    return l;
}

/* One handle keeps all structs of a list. */
static void gs_objects_skip(gs_decoder *r, const gs_type *ty, Py_ssize_t n) {
    if (n > 0) gs_decode_skip_handle(r, ty);
}

GS_OPS(object, gs_object_put, gs_object_take, gs_decode_skip_handle, gs_objects_take, gs_objects_skip, 8);
GS_OPS(reference, gs_object_put, gs_object_take, gs_decode_skip_handle, gs_references_take, gs_decode_skip_items, 8);
