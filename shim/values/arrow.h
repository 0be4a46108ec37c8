/* arrow.h: columns in Arrow's memory format, without Arrow's library. Source: "The Arrow C data
   interface", "The Arrow C stream interface" and "The Arrow PyCapsule Interface" of Apache Arrow.

   A column belongs to its producer. We read it where it lies, and never move it out of its
   capsule: the capsule's destructor releases it. Chunks that a stream gave are ours to release.
   The interface says nothing about the size of a buffer, so lengths and offsets are trusted as
   far as they agree with each other. */
#ifndef GS_VALUES_ARROW_H
#define GS_VALUES_ARROW_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "values/number.h"
#include <stdint.h>
#pragma GCC visibility push(hidden)

#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE
struct ArrowSchema {
    const char *format, *name, *metadata;
    int64_t flags, n_children;
    struct ArrowSchema **children, *dictionary;
    void (*release)(struct ArrowSchema *);
    void *private_data;
};
struct ArrowArray {
    int64_t length, null_count, offset, n_buffers, n_children;
    const void **buffers;
    struct ArrowArray **children, *dictionary;
    void (*release)(struct ArrowArray *);
    void *private_data;
};
#endif
#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE
struct ArrowArrayStream {
    int (*get_schema)(struct ArrowArrayStream *, struct ArrowSchema *out);
    int (*get_next)(struct ArrowArrayStream *, struct ArrowArray *out);
    const char *(*get_last_error)(struct ArrowArrayStream *);
    void (*release)(struct ArrowArrayStream *);
    void *private_data;
};
#endif

/* A column: one type, and chunks. */
typedef struct gs_column {
    int64_t n;                         /* items of all chunks */
    const struct ArrowSchema *schema;
    struct ArrowArray *chunks;         /* nchunks of them */
    Py_ssize_t nchunks;
    PyObject *schema_owner, *array_owner; /* capsules, or NULL: the rest is ours */
    struct ArrowSchema own_schema;
} gs_column;

/* The column that v exports by __arrow_c_array__ or __arrow_c_stream__. *c: to be freed, or
   NULL if v exports none, or none now (an object that needs a library for it). 0, or -1 with an
   exception. */
int gs_column_of(PyObject *v, gs_column **c);

/* Whether a column of Polars has Python objects, at any depth. It exports their addresses, as bytes of a fixed size, a type that
   Polars itself does not have. */
int gs_schema_has_addresses(const struct ArrowSchema *s);
void gs_column_free(gs_column *c);

/* The same as an object that frees it: a new reference, or NULL with MemoryError. Takes over c. */
PyObject *gs_column_owner(gs_column *c);

/* Whether the items are structs, so that the column may be a table. */
GS_INLINE int gs_column_is_struct(const gs_column *c) { return c->schema->format[0] == '+' && c->schema->format[1] == 's'; }

/* Whether an array has no null; its count of them may be unknown. */
GS_INLINE int gs_arrow_no_nulls(const struct ArrowArray *a) { return !a->null_count || a->n_buffers < 1 || !a->buffers[0]; }

/* Whether item i of an array is null, by its own bitmap. i counts from the array's offset. */
GS_INLINE int gs_arrow_is_null(const struct ArrowArray *a, int64_t i) {
    if (gs_arrow_no_nulls(a)) return 0;
    i += a->offset;
    return !(((const uint8_t *)a->buffers[0])[i >> 3] >> (i & 7) & 1);
}

/* Loads the number at item i of an array of such, of a kind; bools are bits. */
GS_INLINE void gs_arrow_number(int kind, const struct ArrowArray *a, int64_t i, uint64_t *w) {
    const uint8_t *values = a->buffers[1];
    i += a->offset;
    if (kind == GS_BOOL) w[0] = values[i >> 3] >> (i & 7) & 1;
    else gs_number_load(kind, values + (size_t)i * gs_number_size[kind], w);
}

/* The kind of the numbers of a column (values/number.h), or GS_NO_KIND. Bools are bits. */
int gs_column_kind(const gs_column *c);

/* The bytes of an item of a column of text or bytes. 1; 0 if it is null; -1 with an exception. */
int gs_arrow_text(const struct ArrowSchema *s, const struct ArrowArray *a, int64_t i, const char **p, int64_t *n);

/* The same without an exception, on any thread. */
int gs_arrow_text_quietly(const struct ArrowSchema *s, const struct ArrowArray *a, int64_t i, const char **p, int64_t *n);

/* The same of n items that are not null, from item i on: two words for each, address and length. 1, or 0 if an offset is wrong. On any
   thread. */
int gs_arrow_texts(const struct ArrowSchema *s, const struct ArrowArray *a, int64_t i, int64_t n, uint64_t *w);

/* Whether the items are text (what: 'u') or bytes ('z'). */
int gs_arrow_is_text(const struct ArrowSchema *s, char what);

/* An item of any type as a new Python object: what pyarrow's as_py() gives. NULL with an
   exception. *ns: if not NULL, the nanoseconds of a time or a duration below a microsecond;
   else the object has them, of a subclass of datetime or timedelta. */
PyObject *gs_arrow_item(const struct ArrowSchema *s, const struct ArrowArray *a, int64_t i, int64_t *ns);

/* Drops a reference that turned out to be of no use. */
GS_INLINE void gs_drop(PyObject **o) {
    Py_DECREF(*o);
    *o = NULL;
}

/* All items as a new list. */
PyObject *gs_column_list(const gs_column *c);
#pragma GCC visibility pop
#endif
