#include "callbacks/key.h"
#include "abi/exclusion.h"
#include "abi/attributes.h"
#include "abi/typespec.h"
#include "call/argerror.h"
#include "call/call.h"
#include "call/frame.h"
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

/* An entry. Go owns the references to it, and nobody else but for the time of a look-up. When Go
   has dropped the last one, it leaves the table. */
typedef struct gs_key {
    PyObject_HEAD
    PyObject *object; /* the first of those that are equal */
    PyObject *latest; /* of another type than object: what a function was given last; or NULL */
    uint64_t stamp;   /* of the arguments among which that was */
    Py_hash_t hash;
    int itself;          /* it has no hash, and is equal to itself alone */
    uint64_t made;       /* in which order */
    struct gs_key *next; /* in its row: made before */
} gs_key;

/* The table. GS_ALONE(gs_once_object) is around all that uses it. */
static PyTypeObject *gs_key_type;
static gs_key **gs_key_rows;
static size_t gs_key_nrows, gs_key_entries; /* nrows: a power of two, or 0 */
static uint64_t gs_key_made, gs_key_stamp;

GS_INLINE gs_key **gs_key_row(Py_hash_t hash) {
    uint64_t h = (uint64_t)hash * 0x9E3779B97F4A7C15u; /* hashes of ints are in sequence */
    return &gs_key_rows[(h >> 32) & (gs_key_nrows - 1)];
}

/* Makes room for one more; 0, or -1 with MemoryError. */
static int gs_key_grow(void) {
    if (gs_key_entries < gs_key_nrows) return 0;
    size_t before = gs_key_nrows, n = before ? before * 2 : 64;
    gs_key **rows = calloc(n, sizeof *rows), **old = gs_key_rows;
    if (!rows) {
        PyErr_NoMemory();
        return -1;
    }
    gs_key_rows = rows;
    gs_key_nrows = n;
    for (size_t i = 0; i < before; i++) {
        for (gs_key *k = old[i], *next; k; k = next) {
            gs_key **row = gs_key_row(k->hash);
            next = k->next;
            k->next = *row;
            *row = k;
        }
    }
    free(old);
    return 0;
}

static void gs_key_dealloc(PyObject *self) {
    GS_ALONE(gs_once_object);
    gs_key *k = (gs_key *)self;
    PyTypeObject *t = Py_TYPE(self);
    for (gs_key **at = gs_key_row(k->hash); *at; at = &(*at)->next) {
        if (*at == k) {
            *at = k->next;
            gs_key_entries--;
            break;
        }
    }
    PyObject *o = k->object, *latest = k->latest;
    ((freefunc)PyType_GetSlot(t, Py_tp_free))(self);
    Py_DECREF(t);
    Py_DECREF(o); /* last, since it may run Python code */
    Py_XDECREF(latest);
}

/* The first in a row from k on that is not being deallocated, with a new reference; or NULL. */
GS_INLINE gs_key *gs_key_held(gs_key *k) {
    while (k && !gs_try_ref((PyObject *)k)) k = k->next;
    return k;
}

/* Looks for the entry of an object among those with its hash that were made after one time and
   until another: 1 and a new reference, 0, or -1 with an exception. Comparing runs Python code, so
   it may make and drop entries, but not those that are referred to here. */
static GS_NOINLINE int gs_key_find(PyObject *o, Py_hash_t hash, int itself, uint64_t after, uint64_t until, gs_key **found) {
    size_t rows;
again:
    rows = gs_key_nrows;
    gs_key *k = gs_key_held(*gs_key_row(hash));
    while (k) {
        int same = 0;
        if (k->hash == hash && k->made > after && k->made <= until)
            same = k->object == o ? 1 : itself || k->itself ? 0 : PyObject_RichCompareBool(k->object, o, Py_EQ);
        if (same > 0) {
            *found = k;
            return 1;
        }
        gs_key *next = gs_key_held(k->next);
        Py_DECREF((PyObject *)k); /* which may run Python code too */
        int moved = rows != gs_key_nrows; /* the entries are in other rows */
        if (same < 0 || moved) Py_XDECREF((PyObject *)next);
        if (same < 0) return -1;
        if (moved) goto again;
        k = next;
    }
    return 0;
}

/* A new reference to the entry of an object, or NULL with an exception. any: it need have no hash. */
static GS_NOINLINE gs_key *gs_key_of(PyObject *o, int any) {
    Py_hash_t hash = PyObject_Hash(o);
    int itself = hash == -1 && any && PyErr_ExceptionMatches(PyExc_TypeError);
    if (hash == -1 && !itself) return NULL;
    if (itself) {
        PyErr_Clear();
        hash = (Py_hash_t)(uintptr_t)o;
    }
    gs_key *k;
    for (uint64_t after = 0; gs_key_nrows && after < gs_key_made;) {
        uint64_t until = gs_key_made;
        int r = gs_key_find(o, hash, itself, after, until, &k);
        if (r) return r > 0 ? k : NULL;
        after = until; /* what was made meanwhile may be equal */
    }
    if (gs_key_grow()) return NULL;
    k = (gs_key *)PyType_GenericAlloc(gs_key_type, 0);
    if (!k) return NULL;
    gs_can_try_ref((PyObject *)k);
    k->object = Py_NewRef(o);
    k->hash = hash;
    k->itself = itself;
    k->made = ++gs_key_made;
    gs_key **row = gs_key_row(hash);
    k->next = *row;
    *row = k;
    gs_key_entries++;
    return k;
}

/* Notes the object that a function is given: its results show the first of its own arguments,
   and not the 1 that stands for a True of before. */
static GS_NOINLINE void gs_key_show(gs_encoder *t, gs_key *k, PyObject *o) {
    if (!t->stamp) t->stamp = ++gs_key_stamp;
    if (k->stamp == t->stamp) return;
    PyObject *before = k->latest;
    k->stamp = t->stamp;
    k->latest = Py_TYPE(o) == Py_TYPE(k->object) ? NULL : Py_NewRef(o);
    Py_XDECREF(before);
}

static GS_NOINLINE int gs_key_put(gs_encoder *t, const gs_type *ty, PyObject *v, const gs_path *path) {
    GS_ALONE(gs_once_object);
    if (v == Py_None) return gs_encoder_word(t, 0);
    gs_key *k = gs_key_of(v, (ty->n & GS_KEY_OF_ANY) != 0);
    if (!k) return gs_argerror_value(path, GS_RAISED, ty->expected, v);
    if (!(ty->n & GS_KEY_OF_TYPE)) gs_key_show(t, k, v);
    return gs_give(t->call, (PyObject *)k) || gs_encoder_word(t, (uint64_t)(uintptr_t)k) ? -1 : 0;
}

static GS_NOINLINE PyObject *gs_key_take(gs_decoder *r, const gs_type *ty) {
    GS_ALONE(gs_once_object);
    gs_key *k = (gs_key *)(uintptr_t)gs_decoder_word(r);
    PyObject *o = Py_NewRef(!k ? Py_None : !(ty->n & GS_KEY_OF_TYPE) && k->latest ? k->latest : k->object);
    gs_handle_free((int32_t)gs_decoder_word(r), 0); /* it kept Go's reference until this one was taken */
    return o;
}

GS_OPS(key, gs_key_put, gs_key_take, gs_decode_skip_handle, gs_decode_items, gs_decode_skip_items, 8);

/* What Go prints of a key. */
static PyObject *gs_key_str(PyObject *self) { return PyObject_Str(((gs_key *)self)->object); }
static PyObject *gs_key_repr(PyObject *self) { return PyObject_Repr(((gs_key *)self)->object); }

static PyMemberDef gs_key_members[] = { { "object", Py_T_OBJECT_EX, offsetof(gs_key, object), Py_READONLY, NULL },
    { NULL, 0, 0, 0, NULL } };

GS_COLD int gs_key_load(void) {
    if (gs_key_type) return 0;
    PyType_Slot slots[] = { { Py_tp_dealloc, (void *)gs_key_dealloc }, { Py_tp_str, (void *)gs_key_str },
        { Py_tp_repr, (void *)gs_key_repr }, { Py_tp_members, gs_key_members }, { 0, NULL } };
    PyType_Spec spec = { "_native.Key", sizeof(gs_key), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION,
        slots };
    gs_key_type = gs_type_new(NULL, &spec, NULL);
    return gs_key_type ? 0 : -1;
}
