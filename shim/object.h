/* object.h: instances of Go types. Twins: rt/object.go, internal/convert/object.go.

   An instance holds the address of a Go value and what keeps that value alive:
   a slot of the core's table, or the object that it is a part of. Go's heap
   does not move, so scalar fields are read and written in place. */
#ifndef GS_OBJECT_H
#define GS_OBJECT_H
#include "errors.h"
#include "list.h"

typedef struct gs_object {
    PyObject_HEAD
    char *ptr;          /* the Go value; never NULL */
    PyObject *owner;    /* the object this one is a part of, or NULL */
    PyObject *weakrefs;
    int32_t slot;       /* the core's slot, or GS_NO_SLOT */
    uint8_t unseen : 1;   /* by Go code of the author's (holder.h) */
    uint8_t readonly : 1; /* a copy of a map's value: assigning to it would be lost */
    uint8_t face;       /* GS_*_FACE */
    uint16_t generation;/* of the core that made it */
} gs_object;

enum { GS_CLASS_STRUCT, GS_CLASS_BOX, GS_CLASS_INT, GS_CLASS_FLOAT, GS_CLASS_STR, GS_CLASS_ENUM };
enum { GS_NO_FN = -1 };

typedef struct gs_member { /* of an enum */
    const char *name;
    const char *value; /* a Python literal */
} gs_member;

struct gs_class {
    const char *name;       /* "Point" */
    const char *doc;
    int what;               /* GS_CLASS_* */
    int package;            /* index into gs_packages */
    int size;               /* index into gs_layout of the type's size */
    int zero, eq, hash, str;/* functions of the core, or GS_NO_FN */
    int copy;               /* its number among the core's copies, or GS_NO_FN: the async face takes none by value */
    int nfields;            /* the first ones of getset are the fields, in Go's order */
    PyGetSetDef *getset;
    PyMethodDef *methods;
    const gs_fn *fields;    /* the fields as parameters, all optional */
    newfunc make;           /* tp_new; NULL: no constructor */
    const gs_type *value;   /* boxes and named basics: the plain value */
    int get;                /* boxes: function that gives the plain value */
    const gs_member *members; /* enums */
    int nmembers;
    const char *text;       /* named numbers and strings: the method that is str(), or NULL */
    PyTypeObject *type;     /* filled at import */
    PyTypeObject *aio;      /* the async face; filled when it is first asked for */
    struct gs_async *const *async; /* its methods there; NULL at the end */
    int aspect;             /* index into getset of the attribute that is the other face, or -1 */
    const char *plain;      /* the name of that attribute on the async face */
    PyObject *by_value;     /* enums: dict from value to member */
};

static const int64_t *gs_layout; /* sizes and offsets of Go's types, from the core */
static PyTypeObject *gs_holder_type; /* holder.h */
GS_COLD void gs_instance_shown(PyObject *o);
static void gs_holder_forsaken(PyObject *o);
static PyTypeObject *gs_block;   /* keeps a slice alive whose items are instances */

/* Fills a new object; takes over slot and owner also where there is none. */
GS_INLINE PyObject *gs_object_fill(gs_object *o, char *ptr, int32_t slot, PyObject *owner) {
    if (GS_UNLIKELY(!o)) {
        gs_slot_free(slot, 0);
        Py_XDECREF(owner);
        return NULL;
    }
    o->ptr = ptr;
    o->owner = owner;
    o->slot = slot;
    o->generation = gs_the_core.generation;
    return (PyObject *)o;
}
/* A new object of any type that begins as an instance does. */
GS_FUNC PyObject *gs_object_new(PyTypeObject *t, char *ptr, int32_t slot, PyObject *owner) {
    return gs_object_fill((gs_object *)PyType_GenericAlloc(t, 0), ptr, slot, owner);
}
/* A new instance of a class itself. Python's collector looks at views alone, since
   no other instance refers to anything that may refer to it; those of subclasses
   made in Python have a __dict__, and are looked at from their beginning. */
GS_FUNC PyObject *gs_instance_new(PyTypeObject *t, char *ptr, int32_t slot, PyObject *owner) {
    gs_object *o = (gs_object *)_PyObject_GC_New(t);
    if (GS_LIKELY(o != NULL)) {
        o->weakrefs = NULL;
        o->unseen = o->readonly = o->face = 0;
    }
    PyObject *i = gs_object_fill(o, ptr, slot, owner);
    if (i && owner && Py_TYPE(owner) != gs_block) PyObject_GC_Track(i);
    return i;
}
GS_INLINE PyTypeObject *gs_class_face(const gs_class *cls, int face) { return face == GS_PLAIN_FACE ? cls->type : cls->aio; }
GS_INLINE int gs_face(PyObject *o) { return ((gs_object *)o)->face; }
/* A new instance of a class with one of its faces. */
GS_INLINE PyObject *gs_object_facing(const gs_class *cls, int face, char *ptr, int32_t slot, PyObject *owner) {
    PyObject *o = gs_instance_new(gs_class_face(cls, face), ptr, slot, owner);
    if (GS_LIKELY(o != NULL)) ((gs_object *)o)->face = (uint8_t)face;
    return o;
}
/* Whether it is an instance, with either face. */
GS_INLINE int gs_is_of(const gs_class *cls, PyObject *o) {
    return GS_LIKELY(gs_isinstance(o, cls->type)) || (cls->aio && gs_isinstance(o, cls->aio));
}
/* Made by the core of a parent process, from before a fork: Go's value is still
   to be seen here, but this process's core knows neither its type nor its locks. */
#define GS_STALE(o) GS_UNLIKELY(((gs_object *)(o))->generation != gs_the_core.generation)
GS_COLD int gs_object_refuse(PyObject *o) {
    PyObject *name = PyType_GetName(Py_TYPE(o));
    if (name) PyErr_Format(PyExc_RuntimeError, "this %U was made before the process was forked and belongs to the parent's Go runtime; make it anew in the child", name);
    Py_XDECREF(name);
    return -1;
}
static void gs_object_dealloc(PyObject *self) {
    gs_object *o = (gs_object *)self;
    PyTypeObject *t = Py_TYPE(self);
    if (o->weakrefs) PyObject_ClearWeakRefs(self);
    if (!GS_STALE(self)) gs_slot_free(o->slot, 0);
    Py_XDECREF(o->owner);
    freefunc f = (freefunc)PyType_GetSlot(t, Py_tp_free);
    f(self);
    Py_DECREF(t); /* instances of heap types own a reference to their type */
}
/* Of instances, for Python's collector. An owner is older than what it owns, so
   no cycle is of owners alone: another member of it clears what it holds. */
static int gs_instance_traverse(PyObject *self, visitproc visit, void *arg) {
    PyObject *owner = ((gs_object *)self)->owner;
    int r = visit((PyObject *)Py_TYPE(self), arg);
    return r || !owner ? r : visit(owner, arg);
}
static void gs_instance_dealloc(PyObject *self) {
    PyObject *owner = ((gs_object *)self)->owner;
    PyObject_GC_UnTrack(self);
    if (owner && Py_TYPE(owner) == gs_holder_type) gs_holder_forsaken(owner);
    gs_object_dealloc(self);
}
#define GS_PTR(o) (((gs_object *)(o))->ptr)
/* The same, for code of the author's to see. */
GS_INLINE uint64_t gs_show(PyObject *o) {
    if (GS_UNLIKELY(((gs_object *)o)->unseen)) gs_instance_shown(o);
    return (uint64_t)(uintptr_t)GS_PTR(o);
}

/* Result words address and slot; address 0 is a nil pointer: None. */
GS_INLINE PyObject *gs_object_out(gs_class *cls, const uint64_t *w, int face) {
    if (!w[0]) return Py_NewRef(Py_None);
    return gs_object_facing(cls, face, (char *)(uintptr_t)w[0], (int32_t)w[1], NULL);
}

static PyObject *gs_object_make(gs_class *cls, PyTypeObject *t, PyObject *const *v);

/* An instance for a dict of its fields. n: how many fields there are. */
GS_FUNC PyObject *gs_object_of_dict(gs_class *cls, PyObject *v, int n) {
    PyObject *args = PyTuple_New(0), *o = NULL, *vals[n > 0 ? n : 1];
    gs_call made = { cls->fields, NULL, NULL, 0, 0 };
    gs_undo u;
    if (args && !gs_args_tuple(&made, args, v, vals, &u)) {
        /* the dict is the caller's own: __float__ of one value may drop the others */
        for (int i = 0; i < n; i++)
            if (vals[i]) Py_INCREF(vals[i]);
        o = gs_object_make(cls, cls->type, vals);
        for (int i = 0; i < n; i++) Py_XDECREF(vals[i]);
    }
    gs_done(&made);
    Py_XDECREF(args);
    return o;
}
/* The same, kept by the call. */
GS_FUNC int gs_object_from_dict(gs_call *c, gs_class *cls, PyObject *v, uint64_t *w) {
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
/* An argument of a struct type. optional: a pointer, for which None is nil.
   The caller of a fastcall holds its arguments; what stands inside a list must
   be kept. */
GS_INLINE int gs_object_in(gs_call *c, gs_class *cls, PyObject *v, uint64_t *w, int optional) {
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
    if (!optional && PyDict_Check(v)) return gs_object_from_dict(c, cls, v, w);
    return GS_WRONG_TYPE;
}

/* The instances of a slice of structs: each is Go's &s[i], and all share one
   owner, which keeps the slice's memory. */
static PyObject *gs_objects_take(gs_reader *r, const gs_type *elem, Py_ssize_t n) {
    PyObject *l = PyList_New(n);
    if (!n) return l;
    char *base = (char *)(uintptr_t)gs_read_word(r);
    PyObject *owner = gs_object_new(gs_block, base, (int32_t)gs_read_word(r), NULL);
    if (!owner || !l) {
        Py_XDECREF(owner);
        Py_XDECREF(l);
        return NULL;
    }
    int64_t size = gs_layout[elem->cls->size];
    for (Py_ssize_t i = 0; i < n; i++) {
        PyObject *o = gs_object_facing(elem->cls, r->face, base + i * size, GS_NO_SLOT, Py_NewRef(owner));
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

/* ---- fields ---- */
GS_COLD int gs_field_refuses(PyObject *self, const char *name, PyObject *v) {
    if (!v) PyErr_Format(PyExc_AttributeError, "a Go field can't be deleted: '%s'", name);
    else PyErr_Format(PyExc_AttributeError, "'%s' belongs to a copy of a map's value: put a changed copy into the map instead", name);
    return -1;
}
#define GS_FIELD_WRITABLE(self, name, v)                                                                                       \
    if (GS_UNLIKELY(!(v) || ((gs_object *)(self))->readonly)) return gs_field_refuses(self, name, v);                           \
    if (GS_STALE(self)) return gs_object_refuse(self)

/* A number of one word at most, in one access: whoever reads it meanwhile, Python's
   threads or Go's, sees the old value or the new. What has more words goes through
   the core and its locks (rt/stripes.go). */
GS_INLINE void gs_field_load(int kind, const void *p, uint64_t *w) {
    union { uint8_t u1; uint16_t u2; uint32_t u4; uint64_t u8; } x;
    switch (gs_number_size[kind]) {
    case 1: x.u1 = __atomic_load_n((const uint8_t *)p, __ATOMIC_RELAXED); break;
    case 2: x.u2 = __atomic_load_n((const uint16_t *)p, __ATOMIC_RELAXED); break;
    case 4: x.u4 = __atomic_load_n((const uint32_t *)p, __ATOMIC_RELAXED); break;
    default: x.u8 = __atomic_load_n((const uint64_t *)p, __ATOMIC_RELAXED);
    }
    gs_number_load(kind, &x, w);
}
GS_INLINE void gs_field_store(int kind, void *p, const uint64_t *w) {
    union { uint8_t u1; uint16_t u2; uint32_t u4; uint64_t u8; } x;
    gs_number_store(kind, &x, w);
    switch (gs_number_size[kind]) {
    case 1: __atomic_store_n((uint8_t *)p, x.u1, __ATOMIC_RELAXED); break;
    case 2: __atomic_store_n((uint16_t *)p, x.u2, __ATOMIC_RELAXED); break;
    case 4: __atomic_store_n((uint32_t *)p, x.u4, __ATOMIC_RELAXED); break;
    default: __atomic_store_n((uint64_t *)p, x.u8, __ATOMIC_RELAXED);
    }
}
GS_INLINE PyObject *gs_field_number_get(int kind, PyObject *self, int at) {
    uint64_t w[2];
    if (GS_STALE(self)) return gs_object_refuse(self), NULL;
    gs_field_load(kind, GS_PTR(self) + gs_layout[at], w);
    return gs_number_out(kind, w);
}
GS_COLD int gs_field_blame(const char *name, int kind, const char *expected, int why, PyObject *v) {
    gs_path p = { NULL, GS_AT_ARG, name, NULL, 0, NULL };
    return gs_blame_value(&p, why, why == GS_OUT_OF_RANGE ? gs_number_fits(kind) : expected, v);
}
GS_INLINE int gs_field_number_set(int kind, PyObject *self, int at, PyObject *v, const char *name, const char *expected) {
    uint64_t w[2];
    GS_FIELD_WRITABLE(self, name, v);
    int r = gs_number_in(kind, v, w);
    if (GS_UNLIKELY(r)) return gs_field_blame(name, kind, expected, r, v);
    gs_field_store(kind, GS_PTR(self) + gs_layout[at], w);
    return 0;
}
/* A receiver that is a number or a string, out of its Go type's range. */
GS_COLD void gs_self_blame(int why, PyObject *self, const char *expected, const char *fits) {
    gs_path p = { NULL, GS_AT_ARG, "self", NULL, 0, NULL };
    gs_blame_value(&p, why, fits && why == GS_OUT_OF_RANGE ? fits : expected, self);
}
/* A nested struct: a live view that keeps its parent. */
GS_INLINE PyObject *gs_field_view(gs_class *cls, PyObject *self, int at) {
    if (GS_STALE(self)) return gs_object_refuse(self), NULL;
    PyObject *o = gs_object_facing(cls, gs_face(self), GS_PTR(self) + gs_layout[at], GS_NO_SLOT, Py_NewRef(self));
    if (o) {
        ((gs_object *)o)->readonly = ((gs_object *)self)->readonly;
        ((gs_object *)o)->unseen = ((gs_object *)self)->unseen;
    }
    return o;
}

/* ---- what every instance can do ---- */
/* A new instance of a class, or of a subclass of one of its faces. */
static PyObject *gs_object_of(PyTypeObject *t, const gs_class *cls, char *ptr, int32_t slot, PyObject *owner) {
    PyObject *o = t == cls->type || t == cls->aio ? gs_instance_new(t, ptr, slot, owner) : gs_object_new(t, ptr, slot, owner);
    if (o) ((gs_object *)o)->face = !PyType_IsSubtype(t, cls->type);
    return o;
}
/* A zero value, with the fields that are given set. */
static PyObject *gs_object_make(gs_class *cls, PyTypeObject *t, PyObject *const *v) {
    GS_FRAME(f, 2, 0);
    int r = gs_enter(&f.h, cls->zero, gs_layout && gs_layout[cls->size] <= GS_AT_ONCE ? GS_HOLD : GS_RELEASE);
    if (GS_UNLIKELY(r)) return gs_raise(r, f.w, NULL);
    PyObject *o = gs_object_of(t, cls, (char *)(uintptr_t)f.w[0], (int32_t)f.w[1], NULL);
    if (o) ((gs_object *)o)->unseen = 1;
    for (int i = 0; o && i < cls->nfields; i++)
        if (v[i] && cls->getset[i].set(o, v[i], cls->getset[i].closure)) {
            Py_DECREF(o);
            return NULL;
        }
    return o;
}
/* A result instance re-made for a subclass: takes over o. */
GS_FUNC PyObject *gs_object_as(PyTypeObject *t, gs_class *cls, PyObject *o) {
    if (!o || t == cls->type || Py_TYPE(o) != cls->type) return o;
    gs_object *g = (gs_object *)o;
    PyObject *s = gs_object_of(t, cls, g->ptr, g->slot, g->owner);
    g->slot = GS_NO_SLOT;
    g->owner = NULL;
    Py_DECREF(o);
    return s;
}
/* The Go values whose repr is being made in this thread: a value may hold
   itself, and each look at it is another Python object. */
typedef struct gs_shown {
    const struct gs_shown *up;
    const gs_class *cls;
    const char *ptr;
} gs_shown;
static __thread const gs_shown *gs_showing;

GS_FUNC PyObject *gs_object_fields_text(gs_class *cls, PyObject *self) {
    PyObject *parts = PyList_New(0), *sep = PyUnicode_FromString(", "), *all = NULL;
    int bad = !parts || !sep;
    for (int i = 0; !bad && i < cls->nfields; i++) {
        PyObject *v = cls->getset[i].get(self, cls->getset[i].closure);
        PyObject *s = v ? PyUnicode_FromFormat("%s=%R", cls->getset[i].name, v) : NULL;
        bad = !s || PyList_Append(parts, s);
        Py_XDECREF(v);
        Py_XDECREF(s);
    }
    if (!bad) all = PyUnicode_Join(sep, parts);
    Py_XDECREF(parts);
    Py_XDECREF(sep);
    return all;
}
/* Point(x=1.0, y=2.0); what has no exported field shows its str(). */
GS_FUNC PyObject *gs_object_repr(gs_class *cls, PyObject *self) {
    PyObject *name = PyType_GetName(Py_TYPE(self)), *text = NULL, *r = NULL;
    if (!name) return NULL;
    if (GS_STALE(self)) {
        r = PyUnicode_FromFormat("<%U of a parent process>", name);
        Py_DECREF(name);
        return r;
    }
    if (gs_stack_deep("a value")) {
        Py_DECREF(name);
        return NULL;
    }
    gs_shown here = { gs_showing, cls, GS_PTR(self) };
    for (const gs_shown *s = gs_showing; s; s = s->up)
        if (s->ptr == here.ptr && s->cls == cls) {
            r = PyUnicode_FromFormat("%U(...)", name);
            Py_DECREF(name);
            return r;
        }
    gs_showing = &here;
    if (cls->nfields || cls->str == GS_NO_FN) {
        text = gs_object_fields_text(cls, self);
        r = text ? PyUnicode_FromFormat("%U(%U)", name, text) : NULL;
    } else {
        text = PyObject_Str(self);
        r = text ? PyUnicode_FromFormat("<%U %R>", name, text) : NULL;
    }
    gs_showing = here.up;
    Py_XDECREF(text);
    Py_DECREF(name);
    return r;
}
GS_FUNC PyObject *gs_object_str(gs_class *cls, PyObject *self) {
    GS_FRAME(f, 4, 512);
    if (GS_STALE(self)) return gs_object_repr(cls, self);
    f.w[0] = gs_show(self);
    int r = gs_enter(&f.h, cls->str, GS_RELEASE);
    return r ? gs_raise(r, f.w, NULL) : gs_str_out(f.w + 1);
}
GS_FUNC PyObject *gs_object_compare(gs_class *cls, PyObject *a, PyObject *b, int op) {
    if ((op != Py_EQ && op != Py_NE) || !gs_is_of(cls, b)) return Py_NewRef(Py_NotImplemented);
    int same = GS_PTR(a) == GS_PTR(b);
    if (cls->eq != GS_NO_FN) {
        if ((GS_STALE(a) && gs_object_refuse(a)) || (GS_STALE(b) && gs_object_refuse(b))) return NULL;
        GS_FRAME(f, 3, 0);
        f.w[0] = gs_show(a);
        f.w[1] = gs_show(b);
        int r = gs_enter(&f.h, cls->eq, GS_RELEASE);
        if (r) return gs_raise(r, f.w, NULL);
        same = f.w[2] != 0;
    }
    return Py_NewRef(same == (op == Py_EQ) ? Py_True : Py_False);
}
GS_FUNC Py_hash_t gs_object_hash(gs_class *cls, PyObject *self) {
    Py_hash_t h = (Py_hash_t)((uintptr_t)GS_PTR(self) >> 4); /* identity, where equality is */
    if (cls->hash != GS_NO_FN) {
        if (GS_STALE(self)) return gs_object_refuse(self);
        GS_FRAME(f, 3, 0);
        f.w[0] = gs_show(self);
        int r = gs_enter(&f.h, cls->hash, GS_RELEASE);
        if (r) {
            gs_raise(r, f.w, NULL);
            return -1;
        }
        h = (Py_hash_t)f.w[1];
    }
    return h == -1 ? -2 : h; /* -1 means an error */
}
#endif
