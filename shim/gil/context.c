#include "gil/context.h"
#include "abi/exclusion.h"
#include "os/library.h"

struct gs_contexts_state gs_contexts;

GS_COLD int gs_contexts_init(void) {
    gs_contexts.new = (PyObject * (*)(void)) gs_process_symbol("PyContext_New");
    gs_contexts.copy = (PyObject * (*)(PyObject *)) gs_process_symbol("PyContext_Copy");
    gs_contexts.current = (PyObject * (*)(void)) gs_process_symbol("PyContext_CopyCurrent");
    gs_contexts.enter = (int (*)(PyObject *))gs_process_symbol("PyContext_Enter");
    gs_contexts.exit = (int (*)(PyObject *))gs_process_symbol("PyContext_Exit");
    gs_contexts.get = (int (*)(PyObject *, PyObject *, PyObject **))gs_process_symbol("PyContextVar_Get");
    gs_contexts.set = (PyObject * (*)(PyObject *, PyObject *)) gs_process_symbol("PyContextVar_Set");
    gs_contexts.variable = (PyObject * (*)(const char *, PyObject *)) gs_process_symbol("PyContextVar_New");
    if (gs_contexts.new && gs_contexts.copy && gs_contexts.current && gs_contexts.enter && gs_contexts.exit &&
        gs_contexts.get && gs_contexts.set) {
        PyObject *any = (gs_contexts.name = PyUnicode_InternFromString("decimal")) ? gs_contexts.new() : NULL;
        if (!any || !gs_contexts.variable || !(gs_contexts.work = gs_contexts.variable("gophersnake work", NULL))) return -1;
        if (any) gs_contexts.size = (Py_ssize_t (*)(PyObject *))PyType_GetSlot(Py_TYPE(any), Py_mp_length);
        Py_DECREF(any);
        return 0;
    }
    PyErr_SetString(PyExc_ImportError, "this Python has no contexts in its C API");
    return -1;
}

GS_NOINLINE PyObject *gs_context_here(void) {
    PyObject *context = gs_contexts.current();
    if (!context || gs_contexts.size(context)) return context;
    Py_DECREF(context);
    return NULL;
}

/* The variable in which decimal keeps its context: decimal.getcontext() sets it in an empty
   context. A borrowed reference, or NULL without an exception. */
static GS_NOINLINE PyObject *gs_context_of_decimal(void) {
    PyObject *m = gs_dict_get(PyImport_GetModuleDict(), gs_contexts.name);
    if (!m && !PyErr_Occurred()) return NULL;
    PyObject *get = m ? PyObject_GetAttrString(m, "getcontext") : NULL;
    PyObject *empty = get ? gs_contexts.new() : NULL;
    PyObject *got = empty ? PyObject_CallMethod(empty, "run", "O", get) : NULL;
    PyObject *all = got ? PySequence_List(empty) : NULL;
    PyObject *var = NULL; /* for the life of the process */
    if (all && PyList_Size(all) == 1) var = gs_first(&gs_contexts.decimal, Py_NewRef(PyList_GetItem(all, 0)));
    Py_XDECREF(m);
    Py_XDECREF(get);
    Py_XDECREF(empty);
    Py_XDECREF(got);
    Py_XDECREF(all);
    PyErr_Clear();
    return var;
}

/* Gives the current context its own copy of decimal's context, if there is one. */
static GS_NOINLINE int gs_context_part(void) {
    PyObject *shared = NULL;
    PyObject *var = GS_ACQUIRE(&gs_contexts.decimal);
    if (!var && !(var = gs_context_of_decimal())) return 0;
    if (gs_contexts.get(var, NULL, &shared)) return -1;
    if (!shared) return 0;
    PyObject *own = PyObject_CallMethod(shared, "copy", NULL);
    PyObject *token = own ? gs_contexts.set(var, own) : NULL;
    Py_DECREF(shared);
    Py_XDECREF(own);
    Py_XDECREF(token);
    return token ? 0 : -1;
}

GS_NOINLINE void gs_context_leave(PyObject *own) {
    if (gs_contexts.exit(own)) PyErr_Clear(); /* other code has entered another context and not left it */
    Py_DECREF(own);
}

GS_NOINLINE PyObject *gs_context_enter(PyObject *like) {
    PyObject *own = like ? gs_contexts.copy(like) : gs_contexts.new();
    if (!own) return NULL;
    if (gs_contexts.enter(own)) {
        Py_DECREF(own);
        return NULL;
    }
    if (!like || !gs_context_part()) return own;
    PyObject *t, *v, *b;
    PyErr_Fetch(&t, &v, &b);
    gs_context_leave(own);
    PyErr_Restore(t, v, b);
    return NULL;
}
