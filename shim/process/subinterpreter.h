/* subinterpreter.h: subinterpreters get a shim of their own.

   Python loads an extension's file once, whatever the number of interpreters, so
   all would share its static variables. The module of an interpreter that is not
   the main one is therefore made by a copy of the file, loaded from memory under
   another name (copy.h), which then loads a copy of the core: two Go runtimes,
   which share nothing. Neither can be unloaded when the interpreter ends.

   Interpreters may have a lock each and run at once. What belongs to the process
   is guarded by the main one's.

   CPython 3.12 ends an interpreter on whichever of its thread states is the
   newest, which may be that of a callback that runs: there it can't be done. */
#ifndef GS_PROCESS_SUBINTERPRETER_H
#define GS_PROCESS_SUBINTERPRETER_H
#include "abi/abi3.h"
#include "os/file.h"
#include "os/signals.h"
#include <stdint.h>
#include <unistd.h>
#pragma GCC visibility push(hidden)

/* An interpreter that has been given a copy; for the life of the process. */
typedef struct gs_admitted {
    struct gs_admitted *next;
    int64_t interpreter; /* its number, which no other will have */
    void (*close)(void); /* before the process ends; atomic, set by the copy */
} gs_admitted;

/* What the shim that was asked tells the copy. */
typedef struct gs_host {
    const char *build;
    const char *core; /* its path */
    gs_file core_file;
    const volatile char *news;
    gs_signals *signals;
    gs_admitted *admitted;
    PyInterpreterState *interpreter;
    PyThreadState *(*current)(void);
} gs_host;

#define GS_IMPORTED_ONCE \
    "a gophersnake extension can be imported once in an interpreter, and not again: " \
    "restart the process (of a notebook: the kernel)"

/* Has Python call a function at exit. */
int gs_exit_hook(PyMethodDef *def);

int gs_subinterpreter_begin(const gs_host *host);

/* At import. The shim's own file is held too: it is what copies are made of. */
void gs_subinterpreter_hold(void);

/* Makes the module of an interpreter that is not the main one. */
int gs_subinterpreter_admit(PyObject *m, int64_t interpreter);
#pragma GCC visibility pop
#endif
