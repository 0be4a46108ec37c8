/* goerror.h: the Go error that an exception keeps. Twin: rt/errorkept.go.

   An error of errors.New or fmt.Errorf has a text that never changes, so its exception gets none before somebody
   wants to see it: in the place of the text, args have the object that keeps the error. str() and repr() of that are
   those of the text, and GoError shows the text as args. Most errors are caught and dropped. Other exceptions keep theirs
   in an attribute. */
#ifndef GS_OBJECTS_GOERROR_H
#define GS_OBJECTS_GOERROR_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "call/frame.h"
#include <stdint.h>
#pragma GCC visibility push(hidden)

/* What keeps a Go error. */
typedef struct gs_go_error {
    PyObject_HEAD
    uint64_t error[2];   /* as Go has an error: where its type is described, and its data */
    PyObject *text;      /* a str; NULL: nobody has asked for it */
    int32_t handle;      /* of the data */
    uint16_t generation; /* of the core that made it */
    uint8_t says;        /* the data begin with the text, as Go has a string, and it never changes */
} gs_go_error;

extern PyTypeObject *gs_go_error_type;
extern PyObject *gs_go_error_key; /* GS_GO_ERROR, interned */

/* The attribute of exceptions that keep a Go error outside of args. */
#define GS_GO_ERROR "__go_error__"

/* At import; 0, or -1 with an exception. The first is for the module that all extensions share, and before the second. */
int gs_goerrors_share(PyObject *shared, PyObject *cls);
int gs_goerrors_init(PyObject *native);

/* A new one, of what the core has written: the words of the error, and the handle. Takes over the handle. */
PyObject *gs_go_error_new(uint64_t type, uint64_t data, int32_t handle, int says);

/* A new exception of a class derived from GoError, whose text is made when somebody asks for it. Takes over held, which
   may be NULL. */
PyObject *gs_go_error_exception(PyTypeObject *t, PyObject *held);

/* Lets an exception keep an error as an attribute. 0, or -1 with an exception. */
int gs_go_error_attach(PyObject *e, PyObject *held);

/* What an exception keeps in args, of any extension: a new reference, or NULL without an exception. */
PyObject *gs_go_error_in_args(PyObject *e);

/* Arguments as they are shown: with the text. Takes over args, which may be NULL. */
PyObject *gs_go_error_shown(PyObject *args);

/* Whether it is kept by this extension, and by the core of this process. */
int gs_go_error_ours(PyObject *held);

/* The address of the error, for Go. */
GS_INLINE uint64_t gs_go_error_at(PyObject *held) { return (uint64_t)(uintptr_t)((gs_go_error *)held)->error; }
#pragma GCC visibility pop
#endif
