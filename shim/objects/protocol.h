/* protocol.h: what Python's syntax and builtins do with instances by methods of Go's types:
   len(), x[k], in, for, with, format(), operators. Decided in internal/bind/protocol.go; a class
   has a gs_protocol and the slots that GS_PROTOCOL_* make of it, and only those that it needs. */
#ifndef GS_OBJECTS_PROTOCOL_H
#define GS_OBJECTS_PROTOCOL_H
#include "abi/abi3.h"
#include "objects/object.h"
#pragma GCC visibility push(hidden)

/* A method: its thunk, called with n positional arguments. */
typedef PyObject *(*gs_method)(PyObject *, PyObject *const *, Py_ssize_t n);

/* How a method says that there is nothing: model.Finds. */
enum { GS_FINDS_ALWAYS, GS_FINDS_OR_NONE, GS_FINDS_OR_FALSE, GS_FINDS_OR_FAILS, GS_FINDS_TRUTH };
/* How instances are iterated: model.Iteration. */
enum { GS_ITER_NONE, GS_ITER_RESULT, GS_ITER_FIRSTS, GS_ITER_INDEXES, GS_ITER_ITSELF };

/* The methods of a class. */
typedef struct gs_protocol {
    gs_method len, get, set, del, has;
    gs_method iter;                  /* what iter() goes over, or NULL */
    gs_method more, next, key, value, err; /* of an iterator */
    gs_method close, format;
    uint8_t sequence;                /* x[i], and not x[k] */
    uint8_t finds, has_finds, next_finds; /* GS_FINDS_* of get, has and next */
    uint8_t how;                     /* GS_ITER_* */
    const char *abc;                 /* the class of collections.abc that it is too, or NULL */
    const char *anext;               /* the async method over whose result `async for` goes, or NULL */
    const char *aclose;              /* the async method that `async with` calls, or NULL */
} gs_protocol;

Py_ssize_t gs_protocol_len(const gs_protocol *p, PyObject *self);
PyObject *gs_protocol_at(const gs_protocol *p, PyObject *self, Py_ssize_t i);
PyObject *gs_protocol_item(const gs_protocol *p, PyObject *self, PyObject *key);
int gs_protocol_assign(const gs_protocol *p, PyObject *self, PyObject *key, PyObject *value);
int gs_protocol_contains(const gs_protocol *p, PyObject *self, PyObject *x);
PyObject *gs_protocol_iter(const gs_protocol *p, PyObject *self);
PyObject *gs_protocol_next(const gs_protocol *p, PyObject *self);
int gs_protocol_true(PyObject *self);

#define GS_PROTOCOL_LEN(C) \
    static Py_ssize_t C##_plen(PyObject *s) { return gs_protocol_len(&C##_protocol, s); }
#define GS_PROTOCOL_AT(C) \
    static PyObject *C##_pat(PyObject *s, Py_ssize_t i) { return gs_protocol_at(&C##_protocol, s, i); }
#define GS_PROTOCOL_ITEM(C) \
    static PyObject *C##_pitem(PyObject *s, PyObject *k) { return gs_protocol_item(&C##_protocol, s, k); }
#define GS_PROTOCOL_ASSIGN(C) \
    static int C##_passign(PyObject *s, PyObject *k, PyObject *v) { return gs_protocol_assign(&C##_protocol, s, k, v); }
#define GS_PROTOCOL_CONTAINS(C) \
    static int C##_pcontains(PyObject *s, PyObject *x) { return gs_protocol_contains(&C##_protocol, s, x); }
#define GS_PROTOCOL_ITER(C) \
    static PyObject *C##_piter(PyObject *s) { return gs_protocol_iter(&C##_protocol, s); }
#define GS_PROTOCOL_NEXT(C) \
    static PyObject *C##_pnext(PyObject *s) { return gs_protocol_next(&C##_protocol, s); }

/* ---- operators ---- */

/* own: the other operand must be an instance of the class too. reflects: it may stand on the left. */
PyObject *gs_operator(const gs_class *cls, gs_method m, int own, int reflects, PyObject *a, PyObject *b);

#define GS_OPERATOR(C, name, m, own, reflects) \
    static PyObject *C##_##name(PyObject *a, PyObject *b) { return gs_operator(&C, m, own, reflects, a, b); }
#define GS_OPERATOR_POWER(C, name, m, own)                                      \
    static PyObject *C##_##name(PyObject *a, PyObject *b, PyObject *modulus) { \
        if (modulus != Py_None) return Py_NewRef(Py_NotImplemented);           \
        return gs_operator(&C, m, own, 0, a, b);                               \
    }
#define GS_OPERATOR_UNARY(C, name, m) \
    static PyObject *C##_##name(PyObject *s) { return m(s, NULL, 0); }

/* ---- attributes ---- */

int gs_property_set(const char *name, gs_method set, PyObject *self, PyObject *value);

#define GS_PROPERTY(P, name, get, set)                                               \
    static PyObject *P##_get(PyObject *s, void *unused) {                            \
        (void)unused;                                                                \
        return get(s, NULL, 0);                                                      \
    }                                                                                \
    static int P##_set(PyObject *s, PyObject *v, void *unused) {                     \
        (void)unused;                                                                \
        return gs_property_set(name, set, s, v);                                     \
    }

/* ---- methods ---- */

PyObject *gs_protocol_enter(PyObject *self, PyObject *unused);
PyObject *gs_protocol_exit(const gs_protocol *p, PyObject *self);
PyObject *gs_protocol_format(const gs_protocol *p, PyObject *self, PyObject *spec);
PyObject *gs_protocol_reversed(PyObject *self, PyObject *unused);
PyObject *gs_protocol_index(PyObject *self, PyObject *const *args, Py_ssize_t n);
PyObject *gs_protocol_count(PyObject *self, PyObject *x);
PyObject *gs_protocol_get(PyObject *self, PyObject *const *args, Py_ssize_t n, PyObject *names);
PyObject *gs_protocol_keys(PyObject *self, PyObject *unused);
PyObject *gs_protocol_values(PyObject *self, PyObject *unused);
PyObject *gs_protocol_items(PyObject *self, PyObject *unused);

/* Of a box over a list, an array or bytes, which are converted once. */
PyObject *gs_box_reversed(PyObject *self, PyObject *unused);
PyObject *gs_box_index(PyObject *self, PyObject *const *args, Py_ssize_t n);
PyObject *gs_box_count(PyObject *self, PyObject *x);

#define GS_PROTOCOL_EXIT(C) \
    static PyObject *C##_pexit(PyObject *s, PyObject *args) { (void)args; return gs_protocol_exit(&C##_protocol, s); }
#define GS_PROTOCOL_FORMAT(C) \
    static PyObject *C##_pformat(PyObject *s, PyObject *spec) { return gs_protocol_format(&C##_protocol, s, spec); }

/* At import, of the class and of its async one: 0, or -1 with an exception. */
int gs_protocol_finish(gs_class *c);
int gs_protocol_async(gs_class *c);
#pragma GCC visibility pop
#endif
