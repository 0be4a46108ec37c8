/* subinterpreter.h: each subinterpreter gets a shim of its own.

   Python loads the file of an extension once for all interpreters, so they would share its
   static variables. In a subinterpreter, we therefore load a copy of the shim from memory under
   another name (copy.h), and the copy makes the module. Then it loads a copy of the core: two
   Go runtimes, which share nothing. They cannot be unloaded when the interpreter ends.

   Interpreters may each have a GIL and run at the same time. The main interpreter's GIL guards
   what belongs to the process.

   CPython 3.12 ends an interpreter on its newest thread state, which may be that of a running
   callback. So subinterpreters are not supported there. */
#ifndef GS_PROCESS_SUBINTERPRETER_H
#define GS_PROCESS_SUBINTERPRETER_H
#include "abi/abi3.h"
#include "os/file.h"
#include "os/has.h"
#include "os/signals.h"
#include <stdint.h>
#pragma GCC visibility push(hidden)

/* An interpreter with a copy of the shim; exists until the process ends. */
typedef struct gs_admitted {
    struct gs_admitted *next;
    int64_t interpreter; /* its ID, which is never reused */
    void (*close)(void); /* called before the process ends; atomic, set by the copy */
} gs_admitted;

/* What the shim that Python loaded passes to the copy. */
typedef struct gs_host {
    const char *build;
    const char *core; /* path of the core */
    gs_file core_file;
    const volatile char *news;
#if GS_HAS_SIGNALS
    gs_signals *signals;
#endif
    gs_admitted *admitted;
    PyInterpreterState *interpreter;
    PyThreadState *(*current)(void);
} gs_host;

#define GS_IMPORTED_ONCE \
    "a gophersnake extension can be imported once in an interpreter, and not again: " \
    "restart the process (of a notebook: the kernel)"

/* Registers a function with atexit; 0, or -1 with an exception. */
int gs_exit_hook(PyMethodDef *def);

/* In the copy: takes over what the other shim knows; 0, or -1 with an exception. */
int gs_subinterpreter_begin(const gs_host *host);

/* At import: holds the shim's own file open, since copies are made from it. */
void gs_subinterpreter_hold(void);

/* Fills module m of a subinterpreter, with a new copy of the shim; 0, or -1 with an exception. */
int gs_subinterpreter_admit(PyObject *m, int64_t interpreter);
#pragma GCC visibility pop
#endif
