#include "process/subinterpreter.h"
#include "abi/attributes.h"
#include "os/has.h"
#include "os/library.h"
#include "core/copy.h"
#include "core/core.h"
#include "core/extension.h"
#include "core/newerbuild.h"
#include "gil/gil.h"
#include "gil/interpreter.h"
#include "process/faulthandler.h"
#include <pthread.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* In the shim that Python has loaded: its own file, and all subinterpreters. */
static struct {
    gs_copied file;
    char path[4096];
    gs_admitted *admitted;
} gs_subinterpreters = { { gs_subinterpreters.path, { -1, 0, 0 }, { -1, 0, 0 } }, "", NULL };

GS_COLD int gs_exit_hook(PyMethodDef *def) {
    PyObject *m = PyImport_ImportModule("atexit");
    PyObject *f = m ? PyCFunction_NewEx(def, NULL, NULL) : NULL;
    PyObject *r = f ? PyObject_CallMethod(m, "register", "O", f) : NULL;
    Py_XDECREF(m);
    Py_XDECREF(f);
    Py_XDECREF(r);
    return r ? 0 : -1;
}

/* ---- in the copy ---- */

static void gs_subinterpreter_ended(PyObject *unused) {
    (void)unused;
    GS_ATOMIC_SET(&gs_gate.over, 1);
}

/* Watches for the end of the interpreter, by a capsule in its own dict. That is cleared in any
   case, at the very end, whereas modules may be kept alive by Go. */
static GS_COLD int gs_subinterpreter_watch(void) {
    PyObject *d = PyInterpreterState_GetDict(gs_subinterpreter.interpreter);
    PyObject *watch = d ? PyCapsule_New(&gs_subinterpreter, NULL, gs_subinterpreter_ended) : NULL;
    int r = watch ? PyDict_SetItem(d, watch, Py_None) : -1;
    Py_XDECREF(watch);
    if (!d) PyErr_NoMemory();
    return r;
}

/* Without a GIL, before Python ends the remaining interpreters. */
static void gs_subinterpreter_close(void) {
    if (GS_ATOMIC_GET(&gs_gate.over)) return;
    gs_subinterpreter.exiting = 1;
    gs_gate_shut(0);
    if (!gs_subinterpreter.first) return;
    PyEval_RestoreThread(gs_subinterpreter.first);
    gs_subinterpreter.first = NULL;
    gs_subinterpreter_detach();
}

GS_COLD int gs_subinterpreter_begin(const gs_host *host) {
    if (strcmp(host->build, gs_this.build) || strlen(host->core) >= sizeof gs_core_path) {
        PyErr_SetString(PyExc_ImportError,
            "the files of this extension were replaced while it was in use; restart the process");
        return -1;
    }
    strcpy(gs_core_path, host->core);
    if (gs_file_is(&host->core_file)) gs_file_note(&gs_core_copied.file, gs_file_again(host->core_file.fd));
    gs_newer_build = host->news;
#if GS_HAS_SIGNALS
    gs_the_signals = host->signals;
#endif
    gs_subinterpreter.interpreter = host->interpreter;
    gs_subinterpreter.current = host->current;
    if (gs_subinterpreter_watch()) return -1;
    if (!(gs_subinterpreter.first = PyThreadState_New(gs_subinterpreter.interpreter))) {
        PyErr_NoMemory();
        return -1;
    }
    GS_ATOMIC_SET(&host->admitted->close, gs_subinterpreter_close);
    return 0;
}

/* ---- in the shim that Python has loaded ---- */

typedef int gs_subinterpreter_maker(PyObject *, const gs_host *); /* gophersnake_subinterpreter() in module.h */

static PyObject *gs_subinterpreters_close(PyObject *self, PyObject *unused) {
    (void)self, (void)unused;
    PyThreadState *ts = PyEval_SaveThread();
    for (gs_admitted *a = gs_subinterpreters.admitted; a; a = a->next) {
        void (*close)(void) = GS_ATOMIC_GET(&a->close);
        if (close) close();
    }
    PyEval_RestoreThread(ts);
    return Py_NewRef(Py_None);
}

static PyMethodDef gs_subinterpreters_close_def = { "_close_guests", gs_subinterpreters_close, METH_NOARGS,
    "At exit: let no goroutine into a subinterpreter any more." };

/* A new entry for an interpreter. NULL and why, if it has one already. */
static GS_COLD gs_admitted *gs_subinterpreter_register(int64_t interpreter, char *why, size_t room) {
    for (gs_admitted *a = gs_subinterpreters.admitted; a; a = a->next)
        if (a->interpreter == interpreter) {
            snprintf(why, room, "%s", GS_IMPORTED_ONCE);
            return NULL;
        }
    gs_admitted *a = NULL;
    if (gs_subinterpreters.admitted || !gs_exit_hook(&gs_subinterpreters_close_def)) a = calloc(1, sizeof *a);
    if (!a) {
        PyErr_Clear();
        snprintf(why, room, "no memory");
        return NULL;
    }
    a->interpreter = interpreter;
    a->next = gs_subinterpreters.admitted;
    gs_subinterpreters.admitted = a;
    return a;
}

GS_COLD void gs_subinterpreter_hold(void) {
    static pthread_mutex_t one = PTHREAD_MUTEX_INITIALIZER;
    pthread_mutex_lock(&one);
    const int wanted = GS_HAS_LIBRARY_COPIES && Py_Version >= 0x030D0000 && !*gs_subinterpreters.path;
    const char *self = wanted ? gs_library_path((void *)gs_subinterpreter_hold) : NULL;
    if (self && strlen(self) < sizeof gs_subinterpreters.path) {
        strcpy(gs_subinterpreters.path, self);
        gs_file_note(&gs_subinterpreters.file.file, gs_file_open(gs_subinterpreters.path));
    }
    pthread_mutex_unlock(&one);
}

/* Loads a copy and adds an entry to the list, with the main interpreter's GIL. NULL and why, if
   it failed. */
static GS_COLD gs_subinterpreter_maker *gs_subinterpreter_copy(int64_t interpreter, char *why, size_t room) {
    /* faulthandler belongs to the main interpreter; others can't import it */
    if (gs_signals_find() || (!gs_faulthandler && gs_faulthandler_init()) || gs_faulthandler_watch()) {
        PyErr_Clear();
        snprintf(why, room, "no memory");
        return NULL;
    }
    if (!gs_subinterpreter_register(interpreter, why, room)) return NULL;
    void *copy = gs_copy_open(&gs_subinterpreters.file, why, room);
    return copy ? (gs_subinterpreter_maker *)gs_library_symbol(copy, "gophersnake_subinterpreter", why, room) : NULL;
}

GS_COLD int gs_subinterpreter_admit(PyObject *m, int64_t interpreter) {
    if (!GS_HAS_LIBRARY_COPIES) {
        PyErr_SetString(PyExc_ImportError, "subinterpreters can't import a gophersnake extension on this system: a "
            "library that is in use can't be copied and loaded again");
        return -1;
    }
    /* Public, but not in the Limited API; the first since 3.13. */
    PyThreadState *(*current)(void) = (PyThreadState * (*)(void)) gs_process_symbol("PyThreadState_GetUnchecked");
    PyInterpreterState *(*main)(void) = (PyInterpreterState * (*)(void)) gs_process_symbol("PyInterpreterState_Main");
    if (!current || !main) {
        PyErr_SetString(PyExc_ImportError, "subinterpreters can import a gophersnake extension from Python 3.13 on");
        return -1;
    }
    PyThreadState *there = PyThreadState_New(main());
    if (!there) {
        PyErr_NoMemory();
        return -1;
    }
    char why[4608] = "";
    PyThreadState *here = PyEval_SaveThread();
    PyEval_RestoreThread(there);
    gs_subinterpreter_maker *make = gs_subinterpreter_copy(interpreter, why, sizeof why);
    gs_admitted *admitted = gs_subinterpreters.admitted;
    PyThreadState_Clear(there);
    PyEval_SaveThread();
    PyThreadState_Delete(there);
    PyEval_RestoreThread(here);
    if (!make) {
        PyErr_Format(PyExc_ImportError, "can't make a copy of this extension for a subinterpreter: %s", why);
        return -1;
    }
    gs_host host = { .build = gs_this.build, .core = gs_core_path, .core_file = gs_core_copied.file,
        .news = gs_newer_build, .admitted = admitted, .interpreter = PyInterpreterState_Get(), .current = current };
#if GS_HAS_SIGNALS
    host.signals = gs_the_signals;
#endif
    return make(m, &host);
}
