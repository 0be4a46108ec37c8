/* inside.h: where the items of a list or tuple, the number of a float or of a small int and the text of a string lie in memory.

   The stable ABI has functions for that, which take as long as the rest of the work on a long list.
   In the releases of CPython that we know, with a GIL, the place is the same. It is looked for at
   import, in objects whose content is known. Elsewhere, also in later releases, the functions are
   called. */
#ifndef GS_ABI_INSIDE_H
#define GS_ABI_INSIDE_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#include <stdint.h>
#include <string.h>
#pragma GCC visibility push(hidden)

#if defined GS_FREE_THREADED || defined GS_ABI3T
GS_INLINE int gs_inside_init(void) { return 0; }
GS_INLINE PyObject **gs_items_inside(PyObject *list) { return (void)list, NULL; }
GS_INLINE int gs_float_inside(PyObject *o, double *x) { return (void)o, (void)x, 0; }
GS_INLINE int gs_int_inside(PyObject *o, int64_t *x) { return (void)o, (void)x, 0; }
GS_INLINE const char *gs_ascii_inside(PyObject *o, Py_ssize_t *n) { return (void)o, (void)n, NULL; }
GS_INLINE PyObject **gs_tuple_inside(PyObject *tuple) { return (void)tuple, NULL; }
GS_INLINE int gs_inside_wide(void) { return 0; }
typedef struct gs_text_found {
    const void *p;
    Py_ssize_t n;
    int unit;
} gs_text_found;
GS_INLINE int gs_text_find(PyObject *o, gs_text_found *t) { return (void)o, (void)t, 0; }
#else
typedef struct gs_known_list {
    PyObject *head[2]; /* of every object: PyObject */
    Py_ssize_t size;
    PyObject **items;
} gs_known_list;

typedef struct gs_known_float {
    PyObject *head[2];
    double value;
} gs_known_float;

typedef struct gs_known_int {
    PyObject *head[2];
    int64_t about;  /* up to 3.11: how many digits, negative for a negative number; later 8 times as many, and the sign */
    uint32_t digit; /* the least; of 30 bits */
} gs_known_int;
enum { GS_INTS_UNKNOWN, GS_INTS_COUNTED, GS_INTS_TAGGED };

typedef struct gs_known_text {
    PyObject *head[2];
    Py_ssize_t size; /* characters */
    Py_ssize_t hash;
    uint32_t state;
} gs_known_text;
enum { GS_TEXT_COMPACT = 1 << 5, GS_TEXT_ASCII = 3 << 5 }; /* in state: it follows the head, which is of no class derived from str; and it is ASCII */

extern int gs_inside_known, gs_text_at; /* gs_text_at: where the text is in an ASCII string; 0: not known */
extern int gs_wide_at; /* where it, or a pointer to it, is in others; 0: not known */
extern int gs_tuple_at; /* where a tuple has its items; 0: not known */
extern int gs_ints_known; /* GS_INTS_* */

/* At import; 0, or -1 with an exception. */
int gs_inside_init(void);

/* The items of a list, borrowed; NULL: they must be asked for one by one. What runs code of Python's may change the list:
   they must be asked for anew after it. */
GS_INLINE PyObject **gs_items_inside(PyObject *list) {
    return GS_LIKELY(gs_inside_known) ? ((gs_known_list *)(void *)list)->items : NULL;
}

GS_INLINE PyObject **gs_tuple_inside(PyObject *tuple) {
    return GS_LIKELY(gs_tuple_at) ? (PyObject **)(void *)((char *)tuple + gs_tuple_at) : NULL;
}

/* Whether o is a float itself, of no class derived from it; then its value. */
GS_INLINE int gs_float_inside(PyObject *o, double *x) {
    if (!GS_LIKELY(gs_inside_known) || GS_UNLIKELY(!gs_is(o, PyFloat_Type))) return 0;
    *x = ((gs_known_float *)(void *)o)->value;
    return 1;
}

/* Whether o is an int itself, of no class derived from it, and of one digit; then its value. */
GS_INLINE int gs_int_inside(PyObject *o, int64_t *x) {
    const gs_known_int *i = (const gs_known_int *)(void *)o;
    if (GS_UNLIKELY(!gs_is(o, PyLong_Type))) return 0;
    if (gs_ints_known == GS_INTS_TAGGED) {
        if ((uint64_t)i->about >= 2 << 3) return 0;
        *x = (1 - (i->about & 3)) * (int64_t)i->digit;
        return 1;
    }
    if (gs_ints_known != GS_INTS_COUNTED || (uint64_t)i->about + 1 > 2) return 0;
    *x = i->about * (int64_t)i->digit;
    return 1;
}

/* The text of a string that is ASCII, and its length; NULL: it must be asked for. */
GS_INLINE const char *gs_ascii_inside(PyObject *o, Py_ssize_t *n) {
    const gs_known_text *t = (const gs_known_text *)(void *)o;
    if (!GS_LIKELY(gs_text_at) || GS_UNLIKELY(!gs_is(o, PyUnicode_Type)) || (t->state & GS_TEXT_ASCII) != GS_TEXT_ASCII) return NULL;
    *n = t->size;
    return (const char *)o + gs_text_at;
}

/* Looks where the text of strings is that are not ASCII, or of a class derived from str: whether it is known. */
int gs_inside_wide(void);

/* The text of a string as it lies in memory. */
typedef struct gs_text_found {
    const void *p;
    Py_ssize_t n; /* bytes of UTF-8, or characters */
    int unit;     /* 0: it is UTF-8; else bytes of a character */
} gs_text_found;

/* Looks for it in a string, which may be of a class derived from str: 1; 0: it must be asked for. Whatever thread calls this, one that
   waits for it has the GIL. */
GS_INLINE int gs_text_find(PyObject *o, gs_text_found *t) {
    const gs_known_text *known = (const gs_known_text *)(void *)o;
    const int unit = known->state >> 2 & 7;
    if (!gs_wide_at) return 0;
    if ((known->state & GS_TEXT_ASCII) == GS_TEXT_ASCII) {
        *t = (gs_text_found){ (const char *)o + gs_text_at, known->size, 0 };
        return 1;
    }
    memcpy(&t->n, (const char *)o + gs_text_at, sizeof t->n); /* the UTF-8, if it has been asked for before */
    memcpy(&t->p, (const char *)o + gs_text_at + sizeof t->n, sizeof t->p);
    t->unit = 0;
    if (t->p) return 1;
    if (known->state & GS_TEXT_COMPACT) t->p = (const char *)o + gs_wide_at;
    else memcpy(&t->p, (const char *)o + gs_wide_at, sizeof t->p);
    t->n = known->size;
    t->unit = unit;
    return t->p && (unit == 1 || unit == 2 || unit == 4);
}
#endif
#pragma GCC visibility pop
#endif
