/* errorvalue.h: errors as values: parameters, fields and items. Twins: rt/errorvalue.go,
   internal/convert/errorvalue.go.

   An error that comes from Go is an exception that nobody raises, of the class that it would
   be raised as. Exceptions keep the Go error that they were, and go to Go as that. */
#ifndef GS_OBJECTS_ERRORVALUE_H
#define GS_OBJECTS_ERRORVALUE_H
#include "abi/abi3.h"
#include "values/wire.h"
#include <stdint.h>
#pragma GCC visibility push(hidden)

/* What stands in a wire buffer for an error. */
enum {
    GS_ERROR_NIL,
    GS_ERROR_GO,       /* in: its address; out: its text, and as after the text of a raised one; its cause */
    GS_ERROR_OBJECT,   /* a Python exception; in: what it stands for, and its text */
    GS_ERROR_SENTINEL, /* in: the number of a sentinel */
    GS_ERROR_HELD,     /* in: the address of what an interface holds */
    GS_ERROR_NOTED,    /* out: a Python exception, and what Go says of it */
    GS_ERROR_CHOICE    /* and more: an instance of a class whose Go type is an error */
};

/* What an exception stands for in Go. */
enum {
    GS_CAUSE_NONE,
    GS_CAUSE_GO,       /* the address of the Go error that was raised */
    GS_CAUSE_SENTINEL, /* the number of a sentinel */
    GS_CAUSE_EXACT,    /* the same, and the exception says nothing more */
    GS_CAUSE_DEADLINE,
    GS_CAUSE_TYPED,    /* an instance of an error type: its number, and the instance */
    GS_CAUSE_ERRNO,    /* the number of a failed system call */
    GS_CAUSE_EOF,
    GS_CAUSE_UNSUPPORTED,
    GS_CAUSE_CANCELED
};

/* Finds out. Returns a new reference to what owns the Go error whose address is in w[1], or to the
   instance; or NULL. */
PyObject *gs_error_cause(PyObject *e, uint64_t *w);

/* Writes what gs_error_cause() has found. Takes over held, which may be NULL. path: of the exception, for messages. */
int gs_error_cause_put(gs_encoder *t, const uint64_t *w, PyObject *held, const gs_path *path);

/* "ValueError: no such thing", as a new reference; NULL with an exception. */
PyObject *gs_error_text(PyObject *e);

extern const gs_ops gs_error_ops;
#pragma GCC visibility pop
#endif
