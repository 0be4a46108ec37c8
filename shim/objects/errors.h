/* errors.h: raises a Python exception for a failed call. Twin: rt/errors.go.

   The first gophersnake extension in a process makes GoError and PanicError. Later ones find
   them in sys.modules under a versioned name, so `except GoError` works across extensions. */
#ifndef GS_OBJECTS_ERRORS_H
#define GS_OBJECTS_ERRORS_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "call/call.h"
#include "call/frame.h"
#include <stdint.h>
#pragma GCC visibility push(hidden)

#define GS_SHARED "_gophersnake_1" /* a name in sys.modules; increase the number when the content changes */
extern PyObject *gs_GoError, *gs_PanicError;

/* At import; 0, or -1 with an exception. package: the import name of this extension.
   native_name: the name of its native module, which has the class that no package exports. */
int gs_errors_init(const char *package, PyObject *native, const char *native_name);

/* The classes of this extension's sentinel errors (var ErrX = errors.New), in the core's order. */
extern PyObject **gs_sentinels;

/* Raises the failure that the core wrote at w (address, length, handle), and frees the handle.
   Always NULL. Takes over results.

   An error is: its class, whether there are results beside it, its text, and what gs_error_read() reads; of class
   GS_ERR_PYTHON, it is the exception. An error whose text never changes
   (goerror.h) is not written: with GS_ERROR_KEPT in the first word, the first two are the error itself, and the third is
   its handle, GS_KEPT_RESULTS where there are results, and from bit GS_KEPT_CLASS on its class. A panic is: text,
   stack, the address of a fault or 0, and the Python exception that it carries or 0. If an exception is set already, it says why the
   results could not be converted, and stays. */
PyObject *gs_raise(int code, const uint64_t *w, PyObject *results);

enum { GS_ERROR_KEPT = 1, GS_KEPT_CLASS = 33 };
#define GS_KEPT_RESULTS ((uint64_t)1 << 32)

/* Whether a value can be pickled, by trying; 1 within a few other trials, which fail by it then. -1 with an exception of
   another cause. */
int gs_error_can_pickle(PyObject *value);

/* Whether the failure at w is an error with results beside it. */
GS_INLINE int gs_has_results(int code, const uint64_t *w) {
    if (code != GS_CODE_ERROR) return 0;
    return (w[0] & GS_ERROR_KEPT ? w[2] & GS_KEPT_RESULTS : ((const uint64_t *)(uintptr_t)w[0])[1] & 1) != 0;
}

/* A method of a class panicked. If that was for a nil pointer, the note says where instances come
   from: it may have been a zero value. */
void gs_panic_hint(const gs_class *cls);

/* Makes a TypeError of the panic of a hash, if it is that of a value which Go can't hash. */
void gs_unhashable(const gs_class *cls);

/* Adds what Go has made of an exception as a note, unless it is there already. If that fails, it is
   left out: the exception matters more. */
void gs_note_once(PyObject *e, PyObject *note);

/* The outcome of a call during which a goroutine of the package panicked: raises that panic,
   whatever the call itself returned. Always NULL. Takes over out. */
PyObject *gs_raise_panic(gs_frame *f, PyObject *out);

/* Several results as a new tuple. Takes over the references. If one of them is NULL, so is the
   result. */
PyObject *gs_tuple(PyObject **items, int n);
#pragma GCC visibility pop
#endif
