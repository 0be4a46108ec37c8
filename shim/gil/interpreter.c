#include "gil/interpreter.h"

struct gs_guest_state gs_guest;

GS_NOINLINE void gs_guest_attach(void) {
    PyThreadState *ts = PyThreadState_New(gs_guest.interpreter);
    if (!ts) Py_FatalError("no memory for the thread state of a callback from Go");
    PyEval_RestoreThread(ts);
}
GS_NOINLINE void gs_guest_detach(void) {
    PyThreadState *ts = PyThreadState_Get();
    PyThreadState_Clear(ts);
    PyEval_SaveThread();
    PyThreadState_Delete(ts);
}
GS_COLD void gs_guest_leave(void) {
    if (!gs_guest.first || gs_guest.current() == gs_guest.first) return;
    PyThreadState_Clear(gs_guest.first);
    PyThreadState_Delete(gs_guest.first);
    gs_guest.first = NULL;
}
