#include "abi/inside.h"

#if !defined GS_FREE_THREADED && !defined GS_ABI3T
int gs_inside_known;

enum { GS_INSIDE_FIRST = 0x030B0000, GS_INSIDE_NEXT = 0x030F0000 }; /* from CPython 3.11 on, and before 3.15 */

GS_COLD int gs_inside_init(void) {
    const double wanted = -1234.5678;
    if (Py_Version < GS_INSIDE_FIRST || Py_Version >= GS_INSIDE_NEXT) return 0;
    PyObject *l = PyList_New(2), *x = PyFloat_FromDouble(wanted);
    int r = l && x ? 0 : -1;
    if (!r) r = PyList_SetItem(l, 0, Py_NewRef(Py_None)) || PyList_SetItem(l, 1, Py_NewRef(x)) ? -1 : 0;
    if (!r) {
        const gs_known_list *list = (const gs_known_list *)(void *)l;
        int same = list->size == 2 && list->items && list->items[0] == Py_None && list->items[1] == x;
        gs_inside_known = same && !memcmp(&((const gs_known_float *)(void *)x)->value, &wanted, sizeof wanted);
    }
    Py_XDECREF(x);
    Py_XDECREF(l);
    return r;
}
#endif
