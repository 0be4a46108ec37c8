/* interpreter.h: the interpreter that this shim is for.

   What a shim knows lies in static variables, of which there is one set. So the
   main interpreter has the shim that Python has loaded, and each other one a copy
   of its own, with a core of its own: guest.h. */
#ifndef GS_INTERPRETER_H
#define GS_INTERPRETER_H
#include "abi3.h"
#include "attributes.h"
#include <dlfcn.h>

static struct {
    PyInterpreterState *interpreter;  /* NULL: the main one */
    PyThreadState *(*current)(void);  /* the state that this thread has attached; NULL if none */
    int exiting;                      /* the process is */
    PyThreadState *first;             /* so that the interpreter has one at any time: CPython 3.13.0 gives the memory of the only one
                                         to the next when it is not done with it, and ends the process */
} gs_guest;

/* PyGILState_Ensure() knows the main interpreter alone. As there, memory that is
   short ends the process. */
GS_FUNC void gs_guest_attach(void) {
    PyThreadState *ts = PyThreadState_New(gs_guest.interpreter);
    if (!ts) Py_FatalError("no memory for the thread state of a callback from Go");
    PyEval_RestoreThread(ts);
}
/* Nothing of it stays: an interpreter that ends with states left over ends the process. */
GS_FUNC void gs_guest_detach(void) {
    PyThreadState *ts = PyThreadState_Get();
    PyThreadState_Clear(ts);
    PyEval_SaveThread();
    PyThreadState_Delete(ts);
}
/* Before the interpreter ends, with its lock. Python may have chosen this one for it. */
GS_COLD void gs_guest_leave(void) {
    if (!gs_guest.first || gs_guest.current() == gs_guest.first) return;
    PyThreadState_Clear(gs_guest.first);
    PyThreadState_Delete(gs_guest.first);
    gs_guest.first = NULL;
}
#endif
