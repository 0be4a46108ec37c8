/* request.h: what a thread or a task works on, for crash reports: module.__gophersnake__.request. It is a variable of
   contextvars, so a task has one of its own, and so has what it starts on other threads. */
#ifndef GS_CALL_REQUEST_H
#define GS_CALL_REQUEST_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#pragma GCC visibility push(hidden)

enum { GS_REQUEST_MOST = 63 }; /* bytes */

/* Whether somebody has ever set one; atomic. Else calls need not look. */
extern int gs_requests_used;

/* That of the current context as bytes, a new reference; NULL: none. No exception is set. */
PyObject *gs_request_look(void);
GS_INLINE PyObject *gs_request_here(void) {
    return GS_UNLIKELY(__atomic_load_n(&gs_requests_used, __ATOMIC_RELAXED)) ? gs_request_look() : NULL;
}

/* Gives back what gs_request_here() returned, and leaves NULL. */
GS_INLINE void gs_request_drop(PyObject **request) {
    PyObject *o = *request;
    *request = NULL;
    if (GS_UNLIKELY(o != NULL)) Py_DECREF(o);
}

/* Sets it. A longer text is cut. 0, or -1 with an exception. */
int gs_request_set(const char *text, Py_ssize_t n);
#pragma GCC visibility pop
#endif
