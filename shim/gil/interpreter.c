#include "gil/interpreter.h"
#include "abi/attributes.h"
#include <stdlib.h>
#include <time.h>

struct gs_subinterpreter_state gs_subinterpreter;

static PyInterpreterState *gs_the_interpreter; /* that this copy of the shim serves */

GS_COLD void gs_interpreter_init(void) { gs_the_interpreter = PyInterpreterState_Get(); }

enum { GS_STATE_TRIES = 10000, /* 10 seconds */
       GS_STATE_SIZE = 1024 }; /* more bytes than a thread state of 3.11 has */

/* Whether there is memory for a thread state now. Another thread may take it before it is asked for. */
static int gs_state_fits(void) {
    void *p = malloc(GS_STATE_SIZE);
    free(p);
    return p != NULL;
}

GS_NOINLINE void gs_state_attach(void) {
    static const struct timespec pause = { 0, 1000 * 1000 };
    PyThreadState *ts;
    if (Py_Version < 0x030c0000) { /* there, PyThreadState_New() crashes if it has no memory */
        for (int tries = 0; tries < GS_STATE_TRIES && !gs_state_fits(); tries++) nanosleep(&pause, NULL);
        PyGILState_Ensure();
        return;
    }
    for (int tries = 0; !(ts = PyThreadState_New(gs_the_interpreter)); nanosleep(&pause, NULL))
        if (++tries == GS_STATE_TRIES) Py_FatalError("no memory for the thread state of a callback from Go");
    PyEval_RestoreThread(ts);
}

PyGILState_STATE gs_state_ensure(void) {
    if (PyGILState_GetThisThreadState()) return PyGILState_Ensure();
    gs_state_attach();
    return PyGILState_UNLOCKED;
}

GS_NOINLINE void gs_subinterpreter_detach(void) {
    PyThreadState *ts = PyThreadState_Get();
    PyThreadState_Clear(ts);
    PyEval_SaveThread();
    PyThreadState_Delete(ts);
}

GS_COLD void gs_subinterpreter_leave(void) {
    if (!gs_subinterpreter.first || gs_subinterpreter.current() == gs_subinterpreter.first) return;
    PyThreadState_Clear(gs_subinterpreter.first);
    PyThreadState_Delete(gs_subinterpreter.first);
    gs_subinterpreter.first = NULL;
}
