#include "call/request.h"
#include "abi/exclusion.h"
#include "gil/context.h"
#include <string.h>

int gs_requests_used;
static PyObject *gs_request_variable; /* for the life of the process */

GS_NOINLINE PyObject *gs_request_look(void) {
    PyObject *text = NULL;
    if (!__atomic_load_n(&gs_requests_used, __ATOMIC_ACQUIRE)) return NULL; /* never: it was 1, and so the variable is there */
    if (gs_contexts.get(gs_request_variable, NULL, &text)) PyErr_Clear();
    return text;
}

GS_COLD int gs_request_set(const char *text, Py_ssize_t n) {
    GS_ALONE(gs_once_object); /* one variable */
    char line[GS_REQUEST_MOST + 1];
    if (n > GS_REQUEST_MOST) {
        n = GS_REQUEST_MOST;
        while (n > 0 && (text[n] & 0xC0) == 0x80) n--; /* not inside a character */
    }
    for (Py_ssize_t i = 0; i < n; i++) line[i] = (unsigned char)text[i] < ' ' ? '?' : text[i]; /* it is one line of a report */
    if (!gs_request_variable && !(gs_request_variable = gs_contexts.variable("gophersnake request", NULL))) return -1;
    PyObject *bytes = PyBytes_FromStringAndSize(line, n);
    PyObject *token = bytes ? gs_contexts.set(gs_request_variable, bytes) : NULL;
    Py_XDECREF(bytes);
    Py_XDECREF(token);
    if (token) __atomic_store_n(&gs_requests_used, 1, __ATOMIC_RELEASE);
    return token ? 0 : -1;
}
