/* object.h: instances of Go types. Twins: rt/object.go, internal/convert/object.go.

   An instance holds the address of a Go value, and what keeps the value alive: a handle of the
   core's table, or the object that contains it. Go's heap does not move, so scalar fields are
   read and written in place. */
#ifndef GS_OBJECTS_OBJECT_H
#define GS_OBJECTS_OBJECT_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "abi/exclusion.h"
#include "call/argerror.h"
#include "call/call.h"
#include "call/frame.h"
#include "values/number.h"
#include "values/wire.h"
#include <stdint.h>
#pragma GCC visibility push(hidden)

typedef struct gs_async_function gs_async_function; /* async/async.h */
typedef struct gs_state gs_state;                   /* state.h */

/* An instance. */
typedef struct gs_object {
    PyObject_HEAD
    char *ptr;          /* the Go value; never NULL */
    PyObject *owner;    /* the object that contains the value, a gs_holder, or NULL */
    PyObject *weakrefs;
    int32_t handle;       /* the core's handle, or GS_NO_HANDLE */
    uint8_t unseen GS_FLAG;   /* no code of the author's has seen the value (holder.h) */
    uint8_t readonly GS_FLAG; /* a copy of what a map or an interface holds: an assignment would be lost */
    uint8_t readonly_nil GS_FLAG; /* the same where it is a nil map; others are shared */
    uint8_t pickled GS_FLAG;  /* it stands for its Go value in pickles (identity.h) */
    uint8_t pending GS_FLAG;  /* a zero value of a derived class, which waits for __init__() (subclass.h) */
    uint8_t remembered GS_FLAG; /* it comes back from Go as itself (subclass.h) */
    uint8_t api GS_FLAG; /* the API of its attributes: GS_*_API */
    uint8_t of_dict GS_FLAG; /* its fields are being set to what a dict has, which gets nothing back */
    uint8_t exact;       /* gs_instance_new() has made it: its type is none that Python has derived */
    uint8_t quick;       /* of an interface's class: a bit for each method that is bounded for what it is over */
    uint16_t generation;/* the core that made it */
} gs_object;

enum { GS_CLASS_STRUCT, GS_CLASS_BOX, GS_CLASS_INT, GS_CLASS_FLOAT, GS_CLASS_STR, GS_CLASS_ENUM, GS_CLASS_INTERFACE };
enum { GS_NO_FN = -1 };

/* A member of an enum. */
typedef struct gs_member {
    const char *name;
    const char *value; /* a Python literal */
} gs_member;

/* A field as a column of a table (batch/table.h). */
typedef struct gs_class_column {
    const char *name;
    const gs_type *type;
} gs_class_column;

/* The description of a class. */
struct gs_class {
    const char *name;       /* "Point" */
    const char *doc;
    int what;               /* GS_CLASS_* */
    int package;            /* index into gs_this.packages */
    int size;               /* index into gs_layout of the type's size */
    int zero, eq, hash, str;/* functions of the core, or GS_NO_FN */
    int order, less;        /* the ordering function, or GS_NO_FN: less than 0 means a < b; with less: true means it */
    int lacks;              /* named numbers and strings: some methods could not be bound (absent.h) */
    /* its number among the core's copy functions, or GS_NO_FN if the async API takes none by
       value */
    int copy;
    int nfields;            /* the first so many of getset are the fields, in Go's order */
    int behind;             /* index into getset of the first attribute that is a field of what a pointer embeds */
    PyGetSetDef *getset;
    PyMethodDef *methods;
    const char *makers;     /* the functions of its package that make instances, for messages; or NULL */
    const gs_fn *fields;    /* the fields as parameters, all optional; they are the first of getset */
    const gs_fn *call;      /* the parameters of calling the class: those of its constructor, or the fields */
    int (*init)(PyObject *, PyObject *, PyObject *); /* tp_init; filled at import */
    newfunc make;           /* tp_new; NULL: no constructor. Of type NULL, it makes an instance of the class itself */
    const gs_type *value;   /* boxes and named basics: the plain value; interfaces: the type of the interface */
    int get;                /* boxes: the function that returns the plain value, */
    int shown;              /* and the one whose containers stand for those in Go, */
    const struct gs_live *live; /* as this says; NULL: it can't be changed in part */
    int mutable;            /* Python can change the items (boxedit.h) */
    int numbers;            /* that function returns numbers, and no wire buffer */
    int shows_items;        /* its items have such containers, or fields */
    const gs_member *members; /* enums */
    int nmembers;
    int flags;              /* enums: the members are bits */
    const char *text;       /* named numbers and strings: the method for str(), or NULL */
    PyTypeObject *type;     /* filled at import */
    PyTypeObject *aio;      /* the type with the async API; made at first use */
    int error;              /* its Go type is an error: what Python sees of it are exceptions (raisable.h) */
    const char *raises;     /* then a class of Python's that these are of too; or NULL */
    PyTypeObject *exception;/* and their class; filled at import */
    struct gs_class *const *error_bases; /* the interfaces of errors that it implements, bases of that class; NULL at the end; or NULL */
    struct gs_async_function *const *async; /* the methods of that type; the last is NULL */
    int api_getset;             /* index into getset of the attribute for the other API, or -1 */
    const char *plain;      /* the name of that attribute on the async API */
    PyObject *by_value;     /* enums: a dict from value to member */
    int as_pointer;         /* in an any, an instance is the pointer, and not a copy of the value */
    int is;                 /* interfaces: the function that returns whether what another holds implements it */
    int of_objects;         /* its type arguments stand for any Python object */
    int (*generic)(PyTypeObject *);       /* gs_generic_add, of a generic type; or NULL */
    const struct gs_instance *instances; /* of a generic type: its other classes; cls is NULL at the end */
    int (*other)(gs_call *, struct gs_class *, PyObject *, uint64_t *); /* gs_kin_in, where text is taken; or NULL */
    int from_text;          /* then the function that makes an instance of text */
    int kin;                /* Python's type of such values: GS_KIN_* (kin.h) */
    int from_array;         /* the function that makes an instance of an array (matrix.h), */
    const gs_type *array, *copied; /* the types of its parameter, or NULL, and of its second result */
    const struct gs_protocol *protocol; /* what Python's syntax does by its methods, or NULL */
    const PyType_Slot *slots;           /* then the slots for it, or NULL */
    int (*finish)(struct gs_class *), (*finish_async)(struct gs_class *); /* and gs_protocol_finish, gs_protocol_async */
    int reads;              /* as a file object */
    gs_state *state;        /* structs and boxes: what a value consists of */
    int frozen;             /* fields are set where an instance is made, and nowhere else */
    int file;               /* the function by which it is a file object, or GS_NO_FN */
    const gs_class_column *columns; /* structs: the fields that are columns of a table; the last has no name */
};

extern const int64_t *gs_layout; /* sizes and offsets of Go's types, from the core */
extern PyTypeObject *gs_holder_type; /* holder.h */
extern PyTypeObject *gs_function_type; /* of Go functions: callbacks/function.c */

/* Marks an instance as seen, and what contains it: the address crosses for the author's code. */
void gs_instance_shown(PyObject *o);
extern PyTypeObject *gs_block; /* the type of objects that keep a slice alive, for instances of its items */

/* A new object of any type whose struct begins as an instance. Takes over handle and owner,
   also if it fails: NULL with MemoryError. */
PyObject *gs_object_new(PyTypeObject *t, char *ptr, int32_t handle, PyObject *owner);

/* The same for an instance of a class itself. Python's collector tracks only views, since no
   other instance refers to anything that may refer to it. Instances of subclasses made in
   Python have a __dict__, and are tracked from the beginning. */
PyObject *gs_instance_new(PyTypeObject *t, char *ptr, int32_t handle, PyObject *owner);

/* An exception that holds an instance, of a class of errors (raisable.h). Takes over o, which may be NULL. */
PyObject *gs_raisable_of(gs_class *cls, PyObject *o);

GS_INLINE PyTypeObject *gs_class_api(const gs_class *cls, int api) { return api == GS_SYNC_API ? cls->type : cls->aio; }

/* Whether instances have two APIs: all but numbers and strings. */
GS_INLINE int gs_class_has_api(const gs_class *cls) {
    return !cls->error && (cls->what <= GS_CLASS_BOX || cls->what == GS_CLASS_INTERFACE);
}

GS_INLINE int gs_api_of(PyObject *o) { return ((gs_object *)o)->api; }

/* The same, with one of the class's APIs. */
GS_INLINE PyObject *gs_object_with_api(const gs_class *cls, int api, char *ptr, int32_t handle, PyObject *owner) {
    if (GS_UNLIKELY(cls->error)) return gs_raisable_of((gs_class *)cls, gs_instance_new(cls->type, ptr, handle, owner));
    PyObject *o = gs_instance_new(gs_class_api(cls, api), ptr, handle, owner);
    if (GS_LIKELY(o != NULL)) ((gs_object *)o)->api = (uint8_t)api;
    return o;
}

/* Whether o is an instance of the class, with either API. */
GS_INLINE int gs_is_of(const gs_class *cls, PyObject *o) {
    return GS_LIKELY(gs_isinstance(o, cls->type)) || (cls->aio && gs_isinstance(o, cls->aio));
}

/* Whether the core of a parent process made the instance, before a fork. The Go value can still
   be read here, but this process's core knows neither its type nor its locks. */
#define GS_STALE(o) GS_UNLIKELY(((gs_object *)(o))->generation != gs_the_core.generation)

/* What a call of a method of an interface does with the GIL. bit: of the method. */
#define GS_QUICK(self, bit) (((gs_object *)(self))->quick & (bit) ? GS_HOLD : GS_RELEASE)

/* Raises RuntimeError for such an instance; always -1. */
int gs_object_refuse(PyObject *o);

/* tp_dealloc of objects that the collector does not know. */
void gs_object_dealloc(PyObject *self);

/* tp_traverse and tp_dealloc of instances. There is no tp_clear: an owner is older than what it
   owns, so no cycle consists of owners alone, and another member of the cycle clears its
   references. */
int gs_instance_traverse(PyObject *self, visitproc visit, void *arg);
void gs_instance_dealloc(PyObject *self);

/* The address of the Go value, for the shim and the core. */
#define GS_PTR(o) (((gs_object *)(o))->ptr)
/* The same for the author's code, which sees the value from then on. */
GS_INLINE uint64_t gs_show(PyObject *o) {
    if (GS_UNLIKELY(((gs_object *)o)->unseen)) gs_instance_shown(o);
    return (uint64_t)(uintptr_t)GS_PTR(o);
}

extern int gs_subclass_any; /* there are instances that come back as themselves: subclass.h */

/* gs_object_out() where there are. */
PyObject *gs_object_found(gs_class *cls, const uint64_t *w, int api);

/* A result (address and handle) as an instance; address 0 is a nil pointer: None. */
GS_INLINE PyObject *gs_object_out(gs_class *cls, const uint64_t *w, int api) {
    if (!w[0]) return Py_NewRef(Py_None);
    if (GS_UNLIKELY(__atomic_load_n(&gs_subclass_any, __ATOMIC_RELAXED))) return gs_object_found(cls, w, api);
    return gs_object_with_api(cls, api, (char *)(uintptr_t)w[0], (int32_t)w[1], NULL);
}

/* The same of a method of self, which may return its receiver: that is the same object. */
GS_INLINE PyObject *gs_object_out_or_self(gs_class *cls, PyObject *self, const uint64_t *w, int api) {
    if (GS_PTR(self) != (char *)(uintptr_t)w[0] || gs_api_of(self) != api) return gs_object_out(cls, w, api);
    gs_handle_free((int32_t)w[1], 0);
    return Py_NewRef(self);
}

/* A new instance of type t, a zero value, with those of the fields v set that are not NULL; v may
   be NULL itself. NULL with an exception. */
PyObject *gs_object_make(gs_class *cls, PyTypeObject *t, PyObject *const *v);

/* The same from a dict of the fields. */
PyObject *gs_object_of_fields(gs_class *cls, PyObject *fields);

/* The slow path of gs_object_in(). */
int gs_object_other(gs_call *c, gs_class *cls, PyObject *v, uint64_t *w, int flags);

/* Flags of an argument. A struct may be given as a dict of its fields, which gets nothing back. So a pointer to one may not:
   Go may write to what it leads to, and keep it. But where everything is a copy anyway it may: in rows of columns, and in
   a dict that stands for a struct. */
enum {
    GS_OBJECT_OR_NONE = 1, /* it is a pointer, for which None is nil */
    GS_OBJECT_ITSELF = 2,  /* Go writes to it, so that an instance made of text or of a dict will not do */
    GS_OBJECT_IN_PLACE = 4 /* an instance made of an array is over the array's memory */
};

/* An argument of a struct type: its address. flags: GS_OBJECT_*. The
   caller of a fastcall holds its arguments; the caller must keep an object that is inside a
   list. GS_OK, or what is wrong. */
GS_INLINE int gs_object_in(gs_call *c, gs_class *cls, PyObject *v, uint64_t *w, int flags) {
    if (GS_UNLIKELY(!gs_isinstance(v, cls->type)) || GS_STALE(v)) return gs_object_other(c, cls, v, w, flags);
    w[0] = gs_show(v);
    return GS_OK;
}

/* ---- fields ---- */

/* AttributeError for an assignment that is not possible; always -1. v is NULL for del. */
int gs_field_refuses(const char *name, PyObject *v);

/* Says of an instance, or of the one that an exception holds, that it is a copy of what a map or an interface holds.
   A map in there is shared, unless it is nil. */
void gs_object_copied(const gs_class *cls, PyObject *v);

/* Returns -1 from a setter if the field cannot be assigned. */
#define GS_FIELD_WRITABLE(self, name, v)                                                        \
    if (GS_UNLIKELY(!(v) || ((gs_object *)(self))->readonly)) return gs_field_refuses(name, v); \
    if (GS_STALE(self)) return gs_object_refuse(self)

/* Reads or writes a number of at most one word in one access. Other threads of Python or Go see
   the old or the new value. Larger values go through the core and its locks (rt/stripes.go). */
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

/* Getter and setter of a number. at: index into gs_layout of the field's offset. */
GS_INLINE PyObject *gs_field_number_get(int kind, PyObject *self, int at) {
    uint64_t w[2];
    if (GS_STALE(self)) return gs_object_refuse(self), NULL;
    gs_field_load(kind, GS_PTR(self) + gs_layout[at], w);
    return gs_number_out(kind, w);
}

/* Raises the error for a value that a field does not accept; always -1. */
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

/* Raises the error for a receiver (a number or a string) outside the range of its Go type. */
void gs_self_error(int why, PyObject *self, const char *expected, const char *fits);

/* A nested struct, as a new live view that keeps its parent alive. */
GS_INLINE PyObject *gs_field_view(gs_class *cls, PyObject *self, int at) {
    if (GS_STALE(self)) return gs_object_refuse(self), NULL;
    int api = cls->error ? GS_SYNC_API : gs_api_of(self);
    PyObject *o = gs_instance_new(gs_class_api(cls, api), GS_PTR(self) + gs_layout[at], GS_NO_HANDLE, Py_NewRef(self));
    if (o) {
        ((gs_object *)o)->api = (uint8_t)api;
        ((gs_object *)o)->readonly = ((gs_object *)self)->readonly;
        ((gs_object *)o)->unseen = ((gs_object *)self)->unseen;
    }
    return GS_UNLIKELY(cls->error) ? gs_raisable_of(cls, o) : o;
}

/* A new instance of a class, or of a subclass of one of its two types. Takes over handle and
   owner, also if it fails. */
PyObject *gs_object_of(PyTypeObject *t, const gs_class *cls, char *ptr, int32_t handle, PyObject *owner);

/* After a call of a class whose arguments are wrong: the exception that is set says of one without any how to make a zero
   value. Always NULL. */
PyObject *gs_object_refused(const gs_class *cls, PyObject *args, PyObject *kw);

/* Converts a result to an instance of the subclass t. Takes over o. */
PyObject *gs_object_as(PyTypeObject *t, gs_class *cls, PyObject *o);

/* The slots of instances. */
PyObject *gs_object_str(gs_class *cls, PyObject *self);
PyObject *gs_object_compare(gs_class *cls, PyObject *a, PyObject *b, int op);
Py_hash_t gs_object_hash(gs_class *cls, PyObject *self);

/* Adds the instances of a slice to a list, as the list operation of structs reads them; 0, or -1 with an exception,
   and all has been read. */
int gs_objects_append(gs_decoder *r, const gs_type *elem, Py_ssize_t n, PyObject *l);

/* The operation that decodes an instance, also of a box. */
PyObject *gs_object_take(gs_decoder *r, const gs_type *ty);
extern const gs_ops gs_object_ops;
extern const gs_ops gs_reference_ops;
#pragma GCC visibility pop
#endif
