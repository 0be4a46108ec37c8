/* any.h: interfaces without methods. Twins: rt/any.go, internal/convert/any.go.

   A Python value goes to Go as the Go value that it means, and what has no such value as a
   reference to the object itself. A Go value comes as what its dynamic type becomes elsewhere.
   Each value in the wire buffer is a word, whose low byte says what it is, with more words after
   it as that says. The rest of the first word is n:
     int             n is the value
     long, uint      the value, as an int64 or a uint64
     float, complex  one word, two words
     str, bytes      n bytes, padded to 8
     real            the same: the text of a number of any size
     big, rat        a bigint; two of them
     time, duration  as those
     list, tuple, set
                     n values
     dict, map       n pairs of values; the keys of a map are str
     numbers         n is the kind, and GS_ANY_DIMENSION times the number of dimensions beyond one:
                     the length of each dimension, and the numbers, padded to 8 as a whole. Out:
                     of one dimension
     instance        of class n. In: the address. Out: address and handle, and n may have GS_ANY_COPIED
     named           of class n: the plain value, as its type writes it
     held            In: the address. Out: address and handle, of class n-1, or of none if n is 0
     func            of func type n: a callable; or of a converted type of the standard library, which
                     has a number among these
     object          In: the object. Out: the object and its handle
     error           as an error (objects/errorvalue.h)
     file            n is what it does, GS_FILE_*: a binary file object, as one (streams/file.h)
     key             Out: as a key (callbacks/key.h)
     deep            in the place of a value that is nested too deeply
     new key         a str that is a key of a map, and gets a number, from 0 on
     old key         the key with the number n again
   Numbers of keys are those of one value with all that it holds. */
#ifndef GS_CALLBACKS_ANY_H
#define GS_CALLBACKS_ANY_H
#include "abi/abi3.h"
#include "values/wire.h"
#pragma GCC visibility push(hidden)

/* The same as in rt/any.go. */
enum {
    GS_ANY_NIL,
    GS_ANY_FALSE,
    GS_ANY_TRUE,
    GS_ANY_INT,
    GS_ANY_LONG,
    GS_ANY_UINT,
    GS_ANY_FLOAT,
    GS_ANY_COMPLEX,
    GS_ANY_STR,
    GS_ANY_BYTES,
    GS_ANY_BIG,
    GS_ANY_RAT,
    GS_ANY_REAL,
    GS_ANY_TIME,
    GS_ANY_DURATION,
    GS_ANY_LIST,
    GS_ANY_TUPLE,
    GS_ANY_MAP,
    GS_ANY_DICT,
    GS_ANY_SET,
    GS_ANY_NUMBERS,
    GS_ANY_INSTANCE,
    GS_ANY_NAMED,
    GS_ANY_HELD,
    GS_ANY_FUNC,
    GS_ANY_OBJECT,
    GS_ANY_ERROR,
    GS_ANY_FILE,
    GS_ANY_KEY,
    GS_ANY_DEEP,
    GS_ANY_NEW_KEY,
    GS_ANY_OLD_KEY
};
enum { GS_ANY_KEYS = 256 };     /* so many keys get numbers */
enum { GS_ANY_DIMENSION = 32 };
#define GS_ANY_COPIED ((uint64_t)1 << 32) /* beside the class: an instance over a copy of what Go holds */

/* At import: what recognises values. 0, or -1 with an exception. */
int gs_any_load(void);

/* Set by streams/file.h. The type of a binary file object: its n is what it does. NULL if it is none,
   with an exception if that is not the reason. */
extern const gs_type *(*gs_any_file_type)(PyObject *v);

/* Encodes a value. */
int gs_any_put(gs_encoder *t, const gs_type *ty, PyObject *v, const gs_path *path);

extern const gs_ops gs_any_ops;
#pragma GCC visibility pop
#endif
