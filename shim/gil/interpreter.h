/* interpreter.h: the interpreter that this copy of the shim serves.

   The shim's state is in static variables, so one copy of the shim can serve one interpreter.
   The main interpreter uses the shim that Python has loaded. Each subinterpreter has its own
   copy, with its own core: subinterpreter.h. */
#ifndef GS_GIL_INTERPRETER_H
#define GS_GIL_INTERPRETER_H
#include "abi/abi3.h"
#pragma GCC visibility push(hidden)

struct gs_subinterpreter_state {
    PyInterpreterState *interpreter;  /* NULL: the main interpreter */
    PyThreadState *(*current)(void);  /* returns this thread's attached state, or NULL */
    int exiting;                      /* the process is exiting */
    PyThreadState
        /* a spare thread state, so that the interpreter always has one: CPython 3.13.0 reuses
           the memory of the only state before it is done with it, and crashes */
        *first;
};
extern struct gs_subinterpreter_state gs_subinterpreter;

/* At import. */
void gs_interpreter_init(void);

/* Attaches a new thread state of the interpreter to this thread, and takes the GIL.
   PyGILState_Ensure() knows only the main interpreter, and ends the process if memory is short.
   This waits for memory, and ends the process after 10 seconds; on CPython 3.11 at once. */
void gs_state_attach(void);

/* PyGILState_Ensure(), which waits likewise; for the main interpreter. PyGILState_Release() ends it. */
PyGILState_STATE gs_state_ensure(void);

/* Deletes the state again: an interpreter that ends with states left over ends the process. */
void gs_subinterpreter_detach(void);

/* Before the interpreter ends, with its GIL: deletes the spare state, unless Python has chosen
   it to end with. */
void gs_subinterpreter_leave(void);
#pragma GCC visibility pop
#endif
