/* state.h: instances are copied and pickled. Twins: rt/state.go, internal/bind/state.go.

   A pickle has the values of the fields, by their names, or what the type's own encoder has
   written; never an address. pickle.h and clone.h have the methods. */
#ifndef GS_OBJECTS_STATE_H
#define GS_OBJECTS_STATE_H
#include "abi/abi3.h"
#include "objects/object.h"
#pragma GCC visibility push(hidden)

/* What there is to know of a field beside its Python value. Twin: model.StateForm. */
enum gs_state_form {
    GS_STATE_PLAIN,
    GS_STATE_NILABLE,  /* a slice or a map: a nil one is None */
    GS_STATE_DURATION, /* as nanoseconds */
    GS_STATE_TIME,     /* with the nanoseconds that a datetime has no room for */
    GS_STATE_LIVE,     /* a function or a stream: only some can be pickled */
};

typedef struct gs_state_field {
    short at;    /* index into gs_class.getset */
    short form;  /* enum gs_state_form */
    int place;   /* index into gs_layout of its offset, or -1 */
} gs_state_field;

/* What a value of a class consists of. Generated code has one for each struct and box. */
struct gs_state {
    int (*install)(PyObject *, PyTypeObject *, struct gs_state *); /* gs_state_install */
    gs_class *cls;
    const gs_state_field *fields;
    int n;
    const char *hidden; /* why the fields are not all of it, or NULL */
    int links;          /* other values may be reached from it, and perhaps itself */
    int value;          /* a copy shares nothing with it */
    int copies, deep;   /* there is a __copy__, and a __deepcopy__ */
    int encode, decode; /* the type's own encoder: functions of the core, or GS_NO_FN */
    int copy;           /* the function that copies it, or GS_NO_FN */
    const char *locked; /* then why not */
    PyObject *names;    /* of the fields; made at import */
    PyObject *known;    /* the names in the pickle that was read last, which are the same; or NULL */
};

/* Adds the methods to a type of the class, at import; 0, or -1 with an exception. */
int gs_state_install(PyObject *native, PyTypeObject *t, gs_state *s);

/* The fields that repr() and rich show: those of the struct itself, and those of what it embeds
   without a name in Python. The first is how many there are, the second an index into getset. */
GS_INLINE int gs_state_shown(const gs_class *c) { return c->state ? c->state->n : c->nfields; }
GS_INLINE int gs_state_shown_at(const gs_class *c, int i) { return c->state ? c->state->fields[i].at : i; }

/* What instances of a type, or of a class derived from it, consist of; NULL for all others. */
gs_state *gs_state_of(PyTypeObject *t);

/* Whether a type is one of the two of the class, and not derived from them in Python. */
GS_INLINE int gs_state_exact(const gs_state *s, PyTypeObject *t) { return t == s->cls->type || t == s->cls->aio; }

/* What a pickle or, where deep is set, a copy has of a field: a new reference. */
PyObject *gs_state_value(const gs_state *s, const gs_state_field *f, PyObject *o, int deep);

/* Sets a field of a new instance to it; 0, or -1 with an exception. */
int gs_state_set(const gs_state *s, const gs_state_field *f, PyObject *o, PyObject *v);

/* What helps where something can't be pickled. */
#define GS_STATE_CURE "register a function with copyreg.pickle() that returns a constructor and its arguments"

/* For tables by address. */
GS_INLINE size_t gs_state_address(const void *p) { return (size_t)(((uintptr_t)p >> 4) * 0x9E3779B97F4A7C15u >> 20); }
#pragma GCC visibility pop
#endif
