/* errorparts.h: the exception that a Go error becomes. Twin: rt/errorparts.go.

   It is of every class that errors.Is and errors.As find: sentinels, error types, and what it is
   of Python's own. If that is more than one, it is of a class of them all (errorclass.h). */
#ifndef GS_OBJECTS_ERRORPARTS_H
#define GS_OBJECTS_ERRORPARTS_H
#include "abi/abi3.h"
#include "values/wire.h"
#pragma GCC visibility push(hidden)

/* The parts of an error in a wire buffer. */
enum {
    GS_PART_END,
    GS_PART_SENTINEL, /* its number */
    GS_PART_PYTHON,   /* GS_PYTHON_*, errno, the number of files, and these */
    GS_PART_MEMBERS   /* their number, and each as a value */
    /* GS_ERROR_CHOICE and more: an error whose type has a class, as the instance */
};
#define GS_PART_BY_VALUE ((uint64_t)1 << 32) /* beside such a number: the instance is over a copy */

/* What a Go error is of Python's own. */
enum {
    GS_PYTHON_NONE,
    GS_PYTHON_OS,
    GS_PYTHON_TIMEOUT,
    GS_PYTHON_EOF,
    GS_PYTHON_VALUE,
    GS_PYTHON_UNSUPPORTED,
    GS_PYTHON_NAME
};

/* What gophersnake_cause is asked for. */
enum { GS_ASKS_CAUSE, GS_ASKS_SENTINEL, GS_ASKS_TEXT };

/* Reads what stands after the text of an error, and makes the exception; NULL with an exception.
   text may be NULL, with an exception. */
PyObject *gs_error_read(gs_decoder *r, PyObject *text);

/* Reads over it. */
void gs_error_read_over(gs_decoder *r);

/* The number of the sentinel of a class, or -1. */
int gs_sentinel_number(PyTypeObject *t);

/* The error that a sentinel is, as a new exception; NULL: with an exception, or it is none. */
PyObject *gs_sentinel_value(PyTypeObject *t);

/* What a Go error says now that an exception keeps; NULL with an exception, or
   without one if it is of another extension or of a parent's. */
PyObject *gs_error_text_now(PyObject *held);

/* What it wraps now, if it is of this extension: as a new exception, or None; NULL with an exception. */
PyObject *gs_error_cause_now(PyObject *held);
#pragma GCC visibility pop
#endif
