/* list.h: slices and arrays. Twins: rt/list.go, internal/convert/list.go. Numbers are packed,
   so a list of a million of them is one block on either side. */
#ifndef GS_VALUES_LIST_H
#define GS_VALUES_LIST_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "call/call.h"
#include "values/wire.h"
#include <stdint.h>
#pragma GCC visibility push(hidden)

enum { GS_NO_KIND = 255 };

/* The kind of a buffer's items, if they are numbers in native byte order, or GS_NO_KIND. f: the
   format, in the notation of module struct. */
int gs_format_kind(const char *f, Py_ssize_t itemsize);

GS_INLINE int gs_format_is(const char *f, Py_ssize_t itemsize, int kind) { return gs_format_kind(f, itemsize) == kind; }

/* A []number argument in a frame: address and count; address 0 for None. A buffer of the right
   item type is used as a view until the end of the call. Everything else is packed into memory
   of the call. u: the cleanup for either. 0, or -1 with an exception. */
int gs_numbers_in(gs_call *c, int arg, const gs_type *ty, PyObject *v, uint64_t *w, gs_cleanup *u);

/* The parts of it. A one-dimensional buffer of numbers that may be converted to this kind; *from is
   their own kind: GS_OK; GS_NO_BUFFER if v has no such buffer; or what is wrong with it. */
enum { GS_NO_BUFFER = 3 };
int gs_numbers_view(int kind, PyObject *v, Py_buffer *b, int *from);
/* A list or tuple with the items of v, as a new reference. */
int gs_list_items(PyObject *v, PyObject **seq);
/* Packs the numbers of a list or tuple, or of a buffer, as this kind; 0, or -1 with an exception. */
int gs_numbers_pack_items(int kind, PyObject *s, Py_ssize_t n, char *to, const char *expected, const gs_path *path);
int gs_numbers_pack_view(int kind, int from, Py_buffer *b, char *to, const gs_path *path);
/* Whether Go can see the items of a buffer of this kind where they are. */
int gs_numbers_in_place(int kind, int from, const Py_buffer *b);
/* Raises OverflowError for item i, which is of kind from; always -1. */
int gs_numbers_error(int kind, int from, const uint64_t *w, Py_ssize_t i, const gs_path *path);
/* A packed number as a new object. */
PyObject *gs_number_at(int kind, const char *p);

/* A []number result (address, count and handle) as a new list. Frees the handle. */
PyObject *gs_numbers_out(int kind, const uint64_t *w);

/* Reads a list that can be changed where it is, after its count: objects/live.h, in a later layer, sets it. */
extern PyObject *(*gs_live_list_take)(gs_decoder *r, const gs_type *ty, Py_ssize_t n);

extern const gs_ops gs_number_ops; /* single numbers are here for the lists of them */
extern const gs_ops gs_list_ops;
#pragma GCC visibility pop
#endif
