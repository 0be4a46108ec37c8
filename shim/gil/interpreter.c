#include "gil/interpreter.h"
#include "abi/attributes.h"

struct gs_subinterpreter_state gs_subinterpreter;

GS_NOINLINE void gs_subinterpreter_attach(void) {
    PyThreadState *ts = PyThreadState_New(gs_subinterpreter.interpreter);
    if (!ts) Py_FatalError("no memory for the thread state of a callback from Go");
    PyEval_RestoreThread(ts);
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
