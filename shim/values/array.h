/* array.h: Array, numbers in one block of memory of any number of dimensions: our own, or Go's. Twins: rt/array.go,
   internal/convert/array.go. An array is a sequence, a buffer, a tensor (dlpack.h) and a column of Arrow's
   (arrowout.h), all over the same memory, which goes with the last of them.

   Columns of results, of shim/batch/, are arrays too. They may have nulls, and items of any size: text, or lists of
   numbers. */
#ifndef GS_VALUES_ARRAY_H
#define GS_VALUES_ARRAY_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "values/memory.h"
#include "values/number.h"
#include "values/wire.h"
#include <stddef.h>
#include <stdint.h>
#pragma GCC visibility push(hidden)

typedef struct gs_array {
    PyObject_HEAD
    Py_ssize_t dims;    /* ob_size: twice ndim */
    int kind;           /* of numbers, or GS_STR */
    int ndim;           /* 1 or more */
    Py_ssize_t nulls;   /* how many items are null */
    char *at;           /* the first number; of offsets, see below */
    gs_memory *data;    /* numbers, or UTF-8 */
    gs_memory *offsets; /* of text or lists of numbers, from data: n+1 int64, in bytes or numbers; else NULL */
    gs_memory *mask;    /* a byte for each item that is 1 for null; or NULL */
    size_t used;        /* bytes of data with offsets, while it is filled */
    Py_ssize_t shape[]; /* ndim of them; then the strides in bytes */
} gs_array;

GS_INLINE Py_ssize_t *gs_array_strides(gs_array *a) { return a->shape + a->ndim; }
GS_INLINE size_t gs_array_size(const gs_array *a) { return gs_number_size[a->kind]; }

/* The class: a borrowed reference, or NULL with an exception. */
PyObject *gs_array_class(void);
int gs_array_check(PyObject *o);

/* Numbers at an address in memory; strides in bytes, or NULL for those without gaps. Takes over memory; NULL with an
   exception. */
PyObject *gs_array_over(int kind, gs_memory *m, char *at, int ndim, const Py_ssize_t *shape, const Py_ssize_t *strides);

/* Whether the numbers stand without gaps, in C's order, and how many there are. */
int gs_array_packed(gs_array *a);
Py_ssize_t gs_array_count(const gs_array *a);

/* The same array if it is packed, else a packed copy: a new reference, or NULL with MemoryError. */
gs_array *gs_array_pack(gs_array *a);

/* A []number result (address, count and handle) as an array. Takes over the handle; what has none is copied. */
PyObject *gs_array_of_numbers(int kind, const uint64_t *w);

/* The letter of the numbers, in the notation of module struct. */
const char *gs_array_letter(int kind);

/* ---- columns of results ---- */

/* n items, which are 0 or empty until they are set, or NULL with MemoryError. Lists are such of numbers of the kind. */
gs_array *gs_array_new(int kind, int lists, Py_ssize_t n);

/* Sets item i, in order. */
GS_INLINE void gs_array_set_number(gs_array *a, Py_ssize_t i, const uint64_t *w) {
    gs_number_store(a->kind, a->at + (size_t)i * gs_number_size[a->kind], w);
}
/* Text of n bytes, or a list of n numbers. 0, or -1 with MemoryError. */
int gs_array_set_some(gs_array *a, Py_ssize_t i, const char *p, size_t n);
int gs_array_set_null(gs_array *a, Py_ssize_t i);

/* The end of filling: data gives back memory that it did not need. */
void gs_array_filled(gs_array *a);

/* An array in a wire buffer. */
PyObject *gs_ndarray_take(gs_decoder *r, const gs_type *ty);
void gs_ndarray_skip(gs_decoder *r, const gs_type *ty);

extern const gs_ops gs_ndarray_ops;

/* Whether a type is lists of lists of numbers; and how such is taken as one array, or as a list of arrays if the rows have
   different lengths. */
int gs_array_is_rows(const gs_type *ty);
extern const gs_ops gs_array_rows_ops;
#pragma GCC visibility pop
#endif
