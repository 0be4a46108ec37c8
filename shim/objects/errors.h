/* errors.h: from a failed call to a Python exception. Twin: rt/errors.go.

   PanicError and GoError are made by the first gophersnake extension in a
   process; later ones find them in sys.modules under a versioned name, so that
   `except GoError` works across extensions. */
#ifndef GS_OBJECTS_ERRORS_H
#define GS_OBJECTS_ERRORS_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "call/frame.h"
#include <stdint.h>
#pragma GCC visibility push(hidden)

#define GS_SHARED "_gophersnake_1" /* in sys.modules; raise the number when what it holds changes */
extern PyObject *gs_GoError, *gs_PanicError;

/* package: the import name of this extension; native: that of its native module,
   where the class that no package exports is to be found. */
int gs_errors_init(const char *package, PyObject *native, const char *native_name);

/* Error classes of this extension's sentinel errors (var ErrX = errors.New),
   in the core's order. */
extern PyObject **gs_sentinels;

/* Raises what the core wrote at w (address, length, handle). An error is: its
   class, whether results stand beside it, its text, or of class GS_ERR_PYTHON the
   exception. A panic: text, stack, the address of a fault or 0, and the exception
   that it carries or 0. An exception that is set is why the results beside an error could
   not be made: it is raised then. Takes over results. */
PyObject *gs_raise(int code, const uint64_t *w, PyObject *results);

/* Whether the failure at w is an error with results beside it. */
GS_INLINE int gs_has_results(int code, const uint64_t *w) {
    return code == GS_CODE_ERROR && ((const uint64_t *)(uintptr_t)w[0])[1];
}

/* The outcome of a call during which a goroutine of the package panicked: that
   panic, whatever the call itself gave. */
PyObject *gs_raise_panic(gs_frame *f, PyObject *out);

/* Several results as a tuple; takes over the references, NULLs included. */
PyObject *gs_tuple(PyObject **items, int n);
#pragma GCC visibility pop
#endif
