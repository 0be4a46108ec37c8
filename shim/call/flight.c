#include "call/flight.h"
#include "gil/lock.h"

const gs_endings gs_no_endings;

__thread char gs_request[64];
enum { GS_ERRANDS = 10000 }; /* goroutines of 2 to 8 KB each, and what the calls themselves hold */
gs_flights gs_the_flights = { .limit = GS_ERRANDS, .endings = &gs_no_endings };

int64_t gs_limit_from(PyObject *v) {
    if (v == Py_None) return 0;
    if (!v || !PyLong_Check(v)) {
        PyErr_SetString(PyExc_TypeError, "a limit is an int or None");
        return -1;
    }
    int over;
    long long n = PyLong_AsLongLongAndOverflow(v, &over);
    if (!over && n >= 1 && n <= INT32_MAX) return n;
    if (!PyErr_Occurred()) PyErr_SetString(PyExc_ValueError, "a limit is positive, and less than 2**31; None means that there is none");
    return -1;
}

int64_t gs_flights_stuck(uint64_t mark) {
    int how, stuck = 0;
    if (!gs_lock(&how)) return 0; /* Python is ending anyway */
    for (gs_flight *f = gs_the_flights.first; f; f = f->after) stuck |= f->number <= mark;
    gs_unlock(how);
    return stuck;
}
