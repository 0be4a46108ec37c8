#include "call/activecall.h"
#include "gil/gil.h"
#include <stdlib.h>

const gs_panic_counts gs_no_panics;

enum { GS_JOBS = 10000 }; /* each is a goroutine of 2 to 8 KB, and what the call holds */
gs_active_calls gs_the_active_calls = { .limit = GS_JOBS, .panics = &gs_no_panics };

GS_COLD gs_active_call *gs_active_call_new(void) { return malloc(sizeof(gs_active_call)); }

int64_t gs_limit_from(PyObject *v) {
    if (v == Py_None) return 0;
    if (!v || !PyLong_Check(v)) {
        PyErr_SetString(PyExc_TypeError, "a limit is an int or None");
        return -1;
    }
    int over;
    long long n = PyLong_AsLongLongAndOverflow(v, &over);
    if (!over && n >= 1 && n <= INT32_MAX) return n;
    if (!PyErr_Occurred())
        PyErr_SetString(PyExc_ValueError, "a limit is positive, and less than 2**31; None means that there is none");
    return -1;
}

int64_t gs_active_calls_stuck(uint64_t mark) {
    int how, stuck = 0;
    if (!gs_gil_take(&how)) return 0; /* Python is exiting */
    GS_EACH_LOCAL(l) {
        GS_LOCK(&l->lock);
        for (gs_active_call *f = l->first; f; f = f->after) stuck |= f->number <= mark;
        GS_UNLOCK(&l->lock);
    }
    gs_gil_release(how);
    return stuck;
}
