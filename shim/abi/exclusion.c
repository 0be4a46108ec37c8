#include "abi/exclusion.h"

PyObject *gs_once_object, *gs_one_thread;

#ifdef GS_ABI3T
#include <string.h>

int gs_python_has_no_gil;
#ifdef GS_GUARDED
__thread gs_section *gs_innermost_section;
int (*gs_try_inc_ref)(PyObject *);
void (*gs_enable_try_inc_ref)(PyObject *);
int (*gs_enable_deferred_refcount)(PyObject *);
#endif

int gs_exclusion_init(void *(*symbol)(const char *)) {
    (void)symbol;
    PyObject *flags = PySys_GetObject("abiflags"); /* borrowed */
    const char *s = flags ? PyUnicode_AsUTF8AndSize(flags, NULL) : NULL;
    if (!s) PyErr_Clear();
    gs_python_has_no_gil = s && strchr(s, 't');
#ifdef GS_GUARDED
    gs_try_inc_ref = (int (*)(PyObject *))symbol("PyUnstable_TryIncRef");
    gs_enable_try_inc_ref = (void (*)(PyObject *))symbol("PyUnstable_EnableTryIncRef");
    gs_enable_deferred_refcount = (int (*)(PyObject *))symbol("PyUnstable_Object_EnableDeferredRefcount");
    if (gs_python_has_no_gil && (!gs_try_inc_ref || !gs_enable_try_inc_ref)) {
        PyErr_SetString(PyExc_ImportError, "this free-threaded Python is newer than the extension knows: build it for this Python (gophersnake build --python PYTHON)");
        return -1;
    }
#endif
    return 0;
}
#endif
