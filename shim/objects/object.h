/* object.h: instances of Go types. Twins: rt/object.go, internal/convert/object.go.

   An instance holds the address of a Go value and what keeps that value alive:
   a handle of the core's table, or the object that it is a part of. Go's heap
   does not move, so scalar fields are read and written in place. */
#ifndef GS_OBJECTS_OBJECT_H
#define GS_OBJECTS_OBJECT_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "call/argerror.h"
#include "call/call.h"
#include "call/frame.h"
#include "values/number.h"
#include "values/wire.h"
#include <stdint.h>
#pragma GCC visibility push(hidden)

typedef struct gs_async_function gs_async_function;
typedef struct gs_object {
    PyObject_HEAD
    char *ptr;          /* the Go value; never NULL */
    PyObject *owner;    /* the object this one is a part of, or NULL */
    PyObject *weakrefs;
    int32_t handle;       /* the core's handle, or GS_NO_HANDLE */
    uint8_t unseen : 1;   /* by Go code of the author's (holder.h) */
    uint8_t readonly : 1; /* a copy of a map's value: assigning to it would be lost */
    uint8_t api;       /* GS_*_API */
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
    int package;            /* index into gs_this.packages */
    int size;               /* index into gs_layout of the type's size */
    int zero, eq, hash, str;/* functions of the core, or GS_NO_FN */
    int order;              /* the same: a < b where it gives less than 0, or true if less is set */
    int less;
    int copy;               /* its number among the core's copies, or GS_NO_FN: the async API takes none by value */
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
    PyTypeObject *aio;      /* the async API; filled when it is first asked for */
    struct gs_async_function *const *async; /* its methods there; NULL at the end */
    int api_getset;             /* index into getset of the attribute that is the other API, or -1 */
    const char *plain;      /* the name of that attribute on the async API */
    PyObject *by_value;     /* enums: dict from value to member */
};

extern const int64_t *gs_layout; /* sizes and offsets of Go's types, from the core */
extern PyTypeObject *gs_holder_type; /* holder.h */

/* The address of an instance, or of a part of it, crosses for the author's code. */
void gs_instance_shown(PyObject *o);
extern PyTypeObject *gs_block; /* keeps a slice alive whose items are instances */

/* A new object of any type that begins as an instance does. */
PyObject *gs_object_new(PyTypeObject *t, char *ptr, int32_t handle, PyObject *owner);

/* A new instance of a class itself. Python's collector looks at views alone, since
   no other instance refers to anything that may refer to it; those of subclasses
   made in Python have a __dict__, and are looked at from their beginning. */
PyObject *gs_instance_new(PyTypeObject *t, char *ptr, int32_t handle, PyObject *owner);
GS_INLINE PyTypeObject *gs_class_api(const gs_class *cls, int api) { return api == GS_SYNC_API ? cls->type : cls->aio; }
GS_INLINE int gs_api_of(PyObject *o) { return ((gs_object *)o)->api; }

/* A new instance of a class with one of its APIs. */
GS_INLINE PyObject *gs_object_with_api(const gs_class *cls, int api, char *ptr, int32_t handle, PyObject *owner) {
    PyObject *o = gs_instance_new(gs_class_api(cls, api), ptr, handle, owner);
    if (GS_LIKELY(o != NULL)) ((gs_object *)o)->api = (uint8_t)api;
    return o;
}

/* Whether it is an instance, with either API. */
GS_INLINE int gs_is_of(const gs_class *cls, PyObject *o) {
    return GS_LIKELY(gs_isinstance(o, cls->type)) || (cls->aio && gs_isinstance(o, cls->aio));
}

/* Made by the core of a parent process, from before a fork: Go's value is still
   to be seen here, but this process's core knows neither its type nor its locks. */
#define GS_STALE(o) GS_UNLIKELY(((gs_object *)(o))->generation != gs_the_core.generation)
int gs_object_refuse(PyObject *o);
void gs_object_dealloc(PyObject *self);

/* Of instances, for Python's collector. An owner is older than what it owns, so
   no cycle is of owners alone: another member of it clears what it holds. */
int gs_instance_traverse(PyObject *self, visitproc visit, void *arg);
void gs_instance_dealloc(PyObject *self);
#define GS_PTR(o) (((gs_object *)(o))->ptr)
/* The same, for code of the author's to see. */
GS_INLINE uint64_t gs_show(PyObject *o) {
    if (GS_UNLIKELY(((gs_object *)o)->unseen)) gs_instance_shown(o);
    return (uint64_t)(uintptr_t)GS_PTR(o);
}

/* Result words address and handle; address 0 is a nil pointer: None. */
GS_INLINE PyObject *gs_object_out(gs_class *cls, const uint64_t *w, int api) {
    if (!w[0]) return Py_NewRef(Py_None);
    return gs_object_with_api(cls, api, (char *)(uintptr_t)w[0], (int32_t)w[1], NULL);
}

/* A zero value, with the fields that are given set. */
PyObject *gs_object_make(gs_class *cls, PyTypeObject *t, PyObject *const *v);
int gs_object_other(gs_call *c, gs_class *cls, PyObject *v, uint64_t *w, int optional);

/* An argument of a struct type. optional: a pointer, for which None is nil.
   The caller of a fastcall holds its arguments; what stands inside a list must
   be kept. */
GS_INLINE int gs_object_in(gs_call *c, gs_class *cls, PyObject *v, uint64_t *w, int optional) {
    if (GS_UNLIKELY(!gs_isinstance(v, cls->type)) || GS_STALE(v)) return gs_object_other(c, cls, v, w, optional);
    w[0] = gs_show(v);
    return GS_OK;
}

/* ---- fields ---- */
int gs_field_refuses(const char *name, PyObject *v);
#define GS_FIELD_WRITABLE(self, name, v)                                                        \
    if (GS_UNLIKELY(!(v) || ((gs_object *)(self))->readonly)) return gs_field_refuses(name, v); \
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

int gs_field_error(const char *name, int kind, const char *expected, int why, PyObject *v);

GS_INLINE int gs_field_number_set(int kind, PyObject *self, int at, PyObject *v, const char *name,
    const char *expected) {
    uint64_t w[2];
    GS_FIELD_WRITABLE(self, name, v);
    int r = gs_number_in(kind, v, w);
    if (GS_UNLIKELY(r)) return gs_field_error(name, kind, expected, r, v);
    gs_field_store(kind, GS_PTR(self) + gs_layout[at], w);
    return 0;
}

/* A receiver that is a number or a string, out of its Go type's range. */
void gs_self_error(int why, PyObject *self, const char *expected, const char *fits);

/* A nested struct: a live view that keeps its parent. */
GS_INLINE PyObject *gs_field_view(gs_class *cls, PyObject *self, int at) {
    if (GS_STALE(self)) return gs_object_refuse(self), NULL;
    PyObject *o = gs_object_with_api(cls, gs_api_of(self), GS_PTR(self) + gs_layout[at], GS_NO_HANDLE, Py_NewRef(self));
    if (o) {
        ((gs_object *)o)->readonly = ((gs_object *)self)->readonly;
        ((gs_object *)o)->unseen = ((gs_object *)self)->unseen;
    }
    return o;
}

/* A result instance re-made for a subclass: takes over o. */
PyObject *gs_object_as(PyTypeObject *t, gs_class *cls, PyObject *o);

/* Point(x=1.0, y=2.0); what has no exported field shows its str(). */
PyObject *gs_object_repr(gs_class *cls, PyObject *self);
PyObject *gs_object_str(gs_class *cls, PyObject *self);
PyObject *gs_object_compare(gs_class *cls, PyObject *a, PyObject *b, int op);
Py_hash_t gs_object_hash(gs_class *cls, PyObject *self);
PyObject *gs_object_take(gs_decoder *r, const gs_type *ty);
extern const gs_ops gs_object_ops;
extern const gs_ops gs_reference_ops;
#pragma GCC visibility pop
#endif
