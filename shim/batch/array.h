/* array.h: columns of results: numbers or text in one block of memory, with a mask of nulls. An
   array is a sequence, a buffer (of numbers without nulls) and a column of Arrow's. Its memory is
   counted by itself: consumers of Arrow release it on any thread, without the GIL. */
#ifndef GS_BATCH_ARRAY_H
#define GS_BATCH_ARRAY_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "values/number.h"
#include <stdint.h>
#pragma GCC visibility push(hidden)

/* Counted memory. */
typedef struct gs_memory {
    int64_t refs; /* atomic */
    size_t size;  /* of bytes */
    _Alignas(16) char bytes[];
} gs_memory;

typedef struct gs_array {
    PyObject_HEAD
    int kind;           /* of numbers, or GS_STR */
    Py_ssize_t n, nulls;/* items; how many are null */
    gs_memory *data;    /* packed numbers, or UTF-8 */
    gs_memory *offsets; /* of text: n+1 int64; else NULL */
    gs_memory *mask;    /* n bytes that are 1 for null, or NULL */
    size_t used;        /* bytes of text, while it is filled */
    Py_ssize_t shape, stride; /* for views */
} gs_array;

/* At the first use of batches; 0, or -1 with an exception. */
int gs_arrays_init(PyObject *native);

/* A new array of n items, which are 0 or empty until they are set, or NULL with MemoryError. */
gs_array *gs_array_new(int kind, Py_ssize_t n);

/* Sets item i, in order. */
GS_INLINE void gs_array_set_number(gs_array *a, Py_ssize_t i, const uint64_t *w) {
    gs_number_store(a->kind, a->data->bytes + (size_t)i * gs_number_size[a->kind], w);
}
/* 0, or -1 with MemoryError. */
int gs_array_set_text(gs_array *a, Py_ssize_t i, const char *p, size_t n);
int gs_array_set_null(gs_array *a, Py_ssize_t i);

/* The end of filling: text gives back memory that it did not need. */
void gs_array_filled(gs_array *a);
#pragma GCC visibility pop
#endif
