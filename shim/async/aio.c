#include "async/aio.h"
#include "abi/attributes.h"
#include "abi/exclusion.h"
#include "abi/imported.h"
#include "os/has.h"
#include "os/thread.h"
#include "core/extension.h"
#include "call/call.h"
#include "call/frame.h"
#include "objects/class.h"
#include "objects/interface.h"
#include "objects/object.h"
#include "objects/tables.h"
#include "async/astream.h"
#include "async/achannel.h"
#include "async/async.h"
#include "async/asyncfunction.h"
#include "async/coroutine.h"
#include "async/future.h"
#include "async/loop.h"
#include "async/orphan.h"
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

PyObject *gs_native_module;

/* ---- classes ---- */

/* A view of an instance with its other API. */
static PyObject *gs_object_turned(PyObject *self, const gs_class *cls, int api) {
    gs_object *o = (gs_object *)self;
    if (GS_STALE(self)) {
        gs_object_refuse(self);
        return NULL;
    }
    PyObject *turned = gs_object_with_api(cls, api, o->ptr, GS_NO_HANDLE, Py_NewRef(self));
    if (turned) {
        ((gs_object *)turned)->readonly = o->readonly;
        ((gs_object *)turned)->readonly_nil = o->readonly_nil;
        ((gs_object *)turned)->unseen = o->unseen;
    }
    return turned;
}

PyObject *gs_object_aio(PyObject *self, void *cls) {
    return gs_aio_init() ? NULL : gs_object_turned(self, cls, GS_ASYNC_API);
}

static PyObject *gs_object_sync(PyObject *self, void *cls) { return gs_object_turned(self, cls, GS_SYNC_API); }

/* Makes the type of a class with the async API. It differs in the methods only. */
static GS_COLD int gs_class_aio(gs_class *c, const gs_class_slots *s) {
    int n = 0;
    while (c->getset[n].name) n++;
    /* for the life of the process: CPython keeps pointers into it */
    PyGetSetDef *getset = malloc((size_t)(n + 1) * sizeof *getset);
    char *package = gs_module_name(c->package), *name = package ? gs_qualify(package, "aio") : NULL;
    PyObject *module = name ? PyUnicode_FromString(name) : NULL;
    if (!getset) PyErr_NoMemory();
    if (!getset || !module) return -1;
    memcpy(getset, c->getset, (size_t)(n + 1) * sizeof *getset);
    getset[c->api_getset] = (PyGetSetDef){ c->plain, gs_object_sync, NULL, "The same, with methods that are not async.",
        c };
    getset[c->api_getset + 1] = (PyGetSetDef){ NULL, NULL, NULL, NULL, NULL }; /* behind it are methods that are called */
    gs_class other = *c;
    other.getset = getset;
    other.methods = NULL;
    other.slots = NULL;
    other.finish = NULL;
    int r = s ? gs_class_object(gs_native_module, name, &other, s) : gs_class_interface(name, &other);
    if (!r) r = gs_functions_async_put((PyObject *)other.type, PyObject_SetAttrString, c->async, module, 0);
    if (!r) r = gs_achannel_box(&other);
    if (!r && c->finish_async) r = c->finish_async(&other);
    if (!r) __atomic_store_n(&c->aio, other.type, __ATOMIC_RELEASE);
    free(package);
    free(name);
    Py_DECREF(module);
    return r;
}

/* ---- the API ---- */

/* The marks of coroutine functions: in Lib/asyncio/coroutines.py, and since 3.12 in
   Lib/inspect.py. There, the attribute is _is_coroutine_marker, and the required value has
   another name since 3.13. */
static GS_COLD void gs_aio_marks(void) {
    /* removed in a later version */
    if (!(gs_aio.marks[0] = gs_import_attribute("asyncio.coroutines", "_is_coroutine"))) PyErr_Clear();
    static const char *const names[] = { "_is_coroutine_mark", "_is_coroutine_marker" }; /* neither is in 3.11 */
    for (size_t i = 0; i < sizeof names / sizeof *names && !gs_aio.marks[1]; i++)
        if (!(gs_aio.marks[1] = gs_import_attribute("inspect", names[i]))) PyErr_Clear();
}

static GS_COLD int gs_aio_make(void) {
    if (!(gs_aio.running_loop = gs_import_attribute("asyncio", "_get_running_loop")) ||
        !(gs_aio.CancelledError = gs_import_attribute("asyncio", "CancelledError")) ||
        !(gs_aio.InvalidStateError = gs_import_attribute("asyncio", "InvalidStateError")) ||
        !(gs_aio.copy_context = gs_import_attribute("contextvars", "copy_context")) ||
        !(gs_aio.ensure_future = gs_import_attribute("asyncio", "ensure_future")) ||
        !(gs_aio.method = gs_import_attribute("types", "MethodType")) ||
        !(gs_aio.run = PyUnicode_InternFromString("run")) || !(gs_aio.context = PyUnicode_InternFromString("context")))
        return -1;
    gs_aio_marks();
    if (gs_awaitables_init(gs_native_module) || gs_astreams_init(gs_native_module) || gs_achannels_init(gs_native_module) ||
        gs_coroutine_runners_init(gs_native_module) || gs_functions_async_init(gs_native_module) || gs_orphans_init())
        return -1;
    for (int i = 0; i < gs_this.nclasses; i++)
        if (gs_class_has_api(gs_this.classes[i]) && gs_class_aio(gs_this.classes[i], gs_this.slots[i])) return -1;
    return 0;
}

int gs_aio_init(void) {
    static pthread_t maker;
    static int making;
    if (__atomic_load_n(&gs_aio.ready, __ATOMIC_ACQUIRE)) return 0;
    GS_ASYNC_ALONE();
    /* it imports modules, and other threads may run meanwhile */
    while (making && !pthread_equal(maker, pthread_self())) {
        PyThreadState *ts = PyEval_SaveThread();
        gs_pause_for(1000 * 1000);
        PyEval_RestoreThread(ts);
    }
    if (gs_aio.ready) return 0;
    maker = pthread_self();
    making++;
    int r = gs_aio_make();
    making--;
    if (!r) __atomic_store_n(&gs_aio.ready, 1, __ATOMIC_RELEASE);
    return r;
}

#if GS_HAS_FORK
/* In a forked child: running and waiting jobs are the parent's. */
static void gs_async_after_fork(gs_async_function *const *all) {
    for (; all && *all; all++) {
        (*all)->active = 0;
        (*all)->waiting[0] = (*all)->waiting[1] = 0;
    }
}

void gs_async_forked(void) {
    gs_loops_forked();
    for (int i = 0; i < gs_this.npackages; i++) gs_async_after_fork(gs_this.packages[i].async);
    for (int i = 0; i < gs_this.nclasses; i++) gs_async_after_fork(gs_this.classes[i]->async);
}
#endif
