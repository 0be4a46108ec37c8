/* live.h: the lists, dicts and sets that fields and variables give. Twin: rt/live.go.

   They are subclasses of list, dict and set with a copy of the content, so that reading them is
   reading a list. What changes them changes Go too: the change is sent to the place from which
   they came, and only then made here. Each knows that place (gs_spot). A container in another
   one refers to the spot of that, which is then an object of its own (gs_level), so that no
   container refers to what contains it. One that is taken out of the other is plain from then on. */
#ifndef GS_OBJECTS_LIVE_H
#define GS_OBJECTS_LIVE_H
#include "abi/abi3.h"
#include "abi/exclusion.h"
#include "abi/attributes.h"
#include "objects/html.h"
#include "values/wire.h"
#include <stdint.h>
#pragma GCC visibility push(hidden)

/* A field or a variable that holds containers. */
typedef struct gs_live {
    const char *name;     /* for messages */
    int edit;             /* the function of the core that changes a part; GS_NO_FN: nothing does */
    const gs_type *type;
    getter get;           /* fields; else NULL */
    PyCFunction variable; /* variables; else NULL */
    const void *closure;  /* of get */
} gs_live;

/* Where a container stands. */
typedef struct gs_spot {
    const gs_live *live;
    const gs_type *type;   /* of the container; NULL: it stands nowhere any more */
    PyObject *up;          /* with inner, the gs_level around it; else the instance, or what the variable's getter takes */
    PyObject *key;         /* in a dict; or NULL */
    Py_ssize_t index;      /* in a list */
    uint64_t data;         /* address of the slice or the map in Go, as far as known; or 0 */
    uint64_t base;         /* what data was when the content was read: instances of structs are views of that */
    Py_ssize_t n;          /* length in Go, as far as known; dicts and sets: -1 */
    uint16_t generation;
    uint8_t inner, api;
    uint32_t edits;        /* how many were made by way of it */
} gs_spot;

typedef struct gs_level {
    PyObject_HEAD
    gs_spot spot;
} gs_level;

/* Where the value is that a decoder reads. */
typedef struct gs_at {
    const gs_live *live;
    PyObject *up, *key;
    Py_ssize_t index;
    int inner;
} gs_at;

/* Around all methods that change containers: they know each other by their spots and levels. */
#define GS_LIVE_ALONE() GS_ALONE(gs_once_object)

extern PyTypeObject *gs_live_list, *gs_live_dict, *gs_live_set;

GS_INLINE int gs_is_live(PyObject *o) {
    PyTypeObject *t = Py_TYPE(o);
    return t == gs_live_list || t == gs_live_dict || t == gs_live_set;
}

/* At import; 0, or -1 with an exception. */
int gs_lives_init(PyObject *native);
extern PyType_Slot gs_live_list_slots[], gs_live_dict_slots[], gs_live_set_slots[]; /* of each, but for the common ones */

/* The result of a getter as a live container; owner: the instance, or what the variable's getter
   got. Of a []number: address, count and handle; else a wire buffer. */
PyObject *gs_live_out(const gs_live *l, PyObject *owner, const uint64_t *w, int api);
PyObject *gs_live_numbers(const gs_live *l, PyObject *owner, const uint64_t *w, int api);

/* Whether v is what the field or variable has given and still holds, as in p.x += [1]: then
   there is nothing to assign. -1 with an exception. */
int gs_live_assigned(const gs_live *l, PyObject *owner, PyObject *v);

/* Makes what was read of an any, at a place, live with all that it holds. Takes over o, which may
   be NULL, with an exception. */
PyObject *gs_live_adopt(PyObject *o, const gs_at *at, const gs_type *ty, int api);

/* Readers of dicts and sets, after their counts. */
PyObject *gs_live_dict_take(gs_decoder *r, const gs_type *ty, Py_ssize_t n);
PyObject *gs_live_set_take(gs_decoder *r, const gs_type *ty, Py_ssize_t n);
PyObject *gs_dict_fill(gs_decoder *r, const gs_type *ty, Py_ssize_t n, PyObject *d, gs_at *at);
PyObject *gs_set_fill(gs_decoder *r, const gs_type *ty, Py_ssize_t n, PyObject *s);

/* ---- for the kinds of containers: livelist.c, livemap.c ---- */

/* The spot of a live container. */
gs_spot *gs_spot_of(PyObject *o);

/* Before a change: 1; 0 if the container stands nowhere; -1 with an exception if it can't be
   changed. */
int gs_live_begin(PyObject *self);
/* The same, before one of all items: what a C function has written is looked for in each. */
int gs_live_begin_all(PyObject *self);

/* An edit on its way to Go. */
typedef struct gs_edit {
    gs_call call;
    gs_encoder t;
    gs_spot *spot;
    PyObject *self;
} gs_edit;

enum { GS_EDIT_DONE, GS_EDIT_CONFLICT, GS_EDIT_REPLACED, GS_EDIT_FOREIGN, GS_EDIT_MISSING, GS_EDIT_UNHASHABLE };
enum { GS_EDIT_SET, GS_EDIT_APPEND, GS_EDIT_ARRANGE };  /* lists */
enum { GS_EDIT_DELETE, GS_EDIT_PUT, GS_EDIT_CLEAR, GS_EDIT_TAKE }; /* dicts and sets */

/* Begins an edit. exact: only if Go has what this container shows. After it, also if it fails,
   comes gs_edit_end(). */
int gs_edit_begin(gs_edit *e, PyObject *self, int exact);
int gs_edit_word(gs_edit *e, uint64_t w);
/* An item, a key or a value. index or key: where in the container, for messages. */
int gs_edit_value(gs_edit *e, const gs_type *ty, PyObject *v, Py_ssize_t index, PyObject *key);
/* Runs it: 0; 1 if Go has another container there, GS_EDIT_MISSING if it has no such entry to take;
   -1 with an exception. */
int gs_edit_run(gs_edit *e);
void gs_edit_end(gs_edit *e);

/* RuntimeError for a container that Go has replaced; always -1. */
int gs_live_conflict(PyObject *self);

/* Takes over the content that Go has now; 0, or -1 with an exception. */
int gs_live_refresh(PyObject *self);

/* Whether a fresh look would give the same object for the value v of a type. */
int gs_live_keeps(const gs_type *ty, PyObject *v);

/* Whether values of a type are containers. */
int gs_live_nests(const gs_type *ty);

/* A container that nothing was read of: for changes that need not know what is there. */
PyObject *gs_live_unread(const gs_live *l, PyObject *owner, int api);
/* Changes of such: appends the items of a plain list; puts an entry, or without v what a set has. 0, or -1 with an exception. */
int gs_live_send_items(PyObject *unread, PyObject *items);
int gs_live_send_entry(PyObject *unread, PyObject *k, PyObject *v);

/* Puts the items of a plain list into a live one in the place of what is there; 0, or -1 with an exception. */
int gs_live_list_content(PyObject *self, PyObject *now);

/* A method leaves a list with these items, which a list has. */
void gs_live_leaves(PyObject *list, PyObject *content);
/* It leaves a list with v in the place of an item; was: NULL for one that was appended. */
void gs_live_leaves_item(PyObject *list, Py_ssize_t i, PyObject *was, PyObject *v);
/* Around a method of a dict or a set, which leaves it with as many as it has then: -1 with an exception if a
   C function has put something in before. */
int gs_live_keyed_begin(PyObject **k, PyObject *self);
void gs_live_keyed_end(PyObject **k);
#define GS_LIVE_KEYED(self, failed)                                                           \
    GS_LIVE_ALONE();                                                                          \
    __attribute__((cleanup(gs_live_keyed_end))) PyObject *gs_keyed = NULL;                    \
    if (gs_live_keyed_begin(&gs_keyed, self)) return failed

/* Sends all items of a list, which a C function has written into: 0; 1 if that can't be done; -1 with an
   exception. It takes no reference to the list, which may be on its way to deallocation. */
int gs_live_list_send_all(PyObject *self);

/* The value o is in no container any more. */
void gs_live_detach(PyObject *o, const gs_spot *from);

/* type(self).__base__.name(self, *args, **kw) */
PyObject *gs_live_base(PyObject *self, const char *name, PyObject *args, PyObject *kw);

/* A plain copy, as a new reference. */
PyObject *gs_live_plain(PyObject *self);

/* Methods of all of them. */
PyObject *gs_live_reduce(PyObject *self, PyObject *unused);
PyObject *gs_live_copy(PyObject *self, PyObject *unused);
#define GS_LIVE_METHODS                                                                                            \
    { "__reduce_ex__", gs_live_reduce, METH_O, NULL }, { "__reduce__", gs_live_reduce, METH_NOARGS, NULL },        \
        { "__copy__", gs_live_copy, METH_NOARGS, NULL }, { "_repr_html_", gs_html, METH_NOARGS, NULL }
#pragma GCC visibility pop
#endif
