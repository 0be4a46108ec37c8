/* interpreter.h: the interpreter that this shim is for.

   What a shim knows lies in static variables, of which there is one set. So the
   main interpreter has the shim that Python has loaded, and each other one a copy
   of its own, with a core of its own: subinterpreter.h. */
#ifndef GS_GIL_INTERPRETER_H
#define GS_GIL_INTERPRETER_H
#include "abi/abi3.h"
#pragma GCC visibility push(hidden)

struct gs_subinterpreter_state {
    PyInterpreterState *interpreter;  /* NULL: the main one */
    PyThreadState *(*current)(void);  /* the state that this thread has attached; NULL if none */
    int exiting;                      /* the process is */
    PyThreadState
        *first; /* so that the interpreter has one at any time: CPython 3.13.0 gives the memory of the only one
                                         to the next when it is not done with it, and ends the process */
};
extern struct gs_subinterpreter_state gs_subinterpreter;

/* PyGILState_Ensure() knows the main interpreter alone. As there, memory that is
   short ends the process. */
void gs_subinterpreter_attach(void);

/* Nothing of it stays: an interpreter that ends with states left over ends the process. */
void gs_subinterpreter_detach(void);

/* Before the interpreter ends, with its lock. Python may have chosen this one for it. */
void gs_subinterpreter_leave(void);
#pragma GCC visibility pop
#endif
