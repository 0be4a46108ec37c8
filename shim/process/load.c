#include "process/load.h"
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "os/file.h"
#include "os/has.h"
#include "os/library.h"
#include "os/memory.h"
#include "os/signals.h"
#include "core/copy.h"
#include "core/core.h"
#include "core/extension.h"
#include "core/godebug.h"
#include "core/newerbuild.h"
#include "gil/interpreter.h"
#include "call/activecall.h"
#include "call/frame.h"
#include "call/guard.h"
#include "objects/object.h"
#include "callbacks/callback.h"
#include "async/loop.h"
#include "process/crash.h"
#include "process/environ.h"
#include "process/records.h"
#include "process/faulthandler.h"
#include "process/fork.h"
#include <pthread.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { GS_ABI = 1 }; /* version of the frame, the wire format and gs_boot; the same as in rt/boot.go */

/* What gophersnake_boot() in the core gets and fills. */
typedef struct gs_boot {
    int64_t abi;
    const char *id;        /* the build ID, not NUL-terminated */
    int64_t id_len;
    const int64_t *layout; /* sizes and offsets of Go's types */
    int64_t procs;
    int64_t guard;         /* in: guard mode: faults become panics */
    const gs_python *python; /* in: what Go calls */
    const gs_active_calls *active_calls; /* in: the active calls */
    int64_t crash;         /* in: a file for Go's trace at a fatal error, or -1 */
    const gs_panic_counts *panics;
    int64_t fast;          /* in: whether the fast crossing may be taken */
    int (*cross)(const void *target, int64_t fn, gs_frame *f); /* NULL: there is none */
    const void *target;
    PyObject *records;     /* in: the function that takes log records, or NULL; a reference that Go keeps */
    int32_t *level;        /* in: the lowest level of them that somebody wants */
    gs_records_pending *pending;
    const int64_t *direct; /* the core's table of direct calls (direct.h), or NULL */
} gs_boot;

/* MemoryError if the address space is limited: Go reserves much of it at its start, and ends
   the process if it cannot. The least that worked was 967 MB (Go 1.26, x86-64). */
static GS_COLD int gs_core_memory(void) {
    uint64_t most = gs_address_space();
    if (most < (uint64_t)1200 << 20) {
        PyErr_Format(PyExc_MemoryError,
            "the Go runtime needs about 1.2 GB of address space, and the limit (ulimit -v) is %llu MB",
            (unsigned long long)(most >> 20));
        return -1;
    }
    return 0;
}

/* RuntimeError if this is a forked child and GOPHERSNAKE_FORK=error, which forbids a second Go
   runtime. */
static GS_COLD int gs_core_forked(void) {
    const char *policy = getenv("GOPHERSNAKE_FORK");
    if (!gs_the_core.generation || !policy || strcmp(policy, "error")) return 0;
    PyErr_SetString(PyExc_RuntimeError,
        "this process was forked after its parent had called Go, and GOPHERSNAKE_FORK=error: "
        "call Go only after the fork, or use the spawn or forkserver start method");
    return -1;
}

/* ImportError if the race detector (gophersnake build --race) cannot work. It has one runtime
   per process, which neither a forked child nor a second copy of the core can start again. */
static GS_COLD int gs_core_race(void) {
    if (!gs_this.race) return 0;
    if (gs_the_core.generation || gs_subinterpreter.interpreter) {
        PyErr_SetString(PyExc_ImportError,
            "this extension was built with Go's race detector, which works in the process and the interpreter that "
            "began with it alone; in a forked child or a subinterpreter use a build without it");
        return -1;
    }
    PyObject *other = PySys_GetObject("_gophersnake_race"), *mine = PyUnicode_FromString(gs_import_name);
    int r = mine ? 0 : -1;
    if (mine && other && PyUnicode_Compare(other, mine)) {
        PyErr_Format(PyExc_ImportError,
            "%U was built with Go's race detector, and so was %U, which is loaded: a process has room for one", mine,
            other);
        r = -1;
    }
    if (!r) r = PySys_SetObject("_gophersnake_race", mine);
    Py_XDECREF(mine);
    return r;
}

#if GS_HAS_SIGNALS
/* Before Go installs its signal handlers: those that are there. */
static GS_COLD void gs_core_handlers_before(gs_signal_core *core) {
    struct sigaction *before = gs_process.before;
    gs_crash_prepare();
    core->crashed = gs_crash_mine;
    core->report = gs_crash_report;
    gs_the_signals->begin(gs_the_signals);
    for (int sig = 1; sig < GS_NSIG; sig++)
        if (sigaction(sig, NULL, &before[sig])) before[sig].sa_handler = SIG_DFL;
}

/* After it. enter: of the core; NULL: it could not be loaded. */
static GS_COLD void gs_core_handlers_after(gs_signal_core *core, void *enter) {
    uintptr_t code[2] = { (uintptr_t)enter, 0 };
    int known = enter && gs_library_code(code);
    core->lo = code[0];
    core->hi = code[1];
    gs_the_signals->join(gs_the_signals, known ? core : NULL);
}
#endif

/* What the core calls. */
static const gs_python gs_the_python = { gs_callback_run, gs_references_drop, gs_active_calls_stuck, gs_loop_called,
    gs_thread_inside, PyErr_SetInterrupt };

/* The result of loading, which happens without the GIL. */
typedef struct gs_loaded {
    void *handle;
#if GS_HAS_SIGNALS
    gs_signal_core *core;
#endif
    void (*enter)(int32_t, gs_frame *);
    gs_core_calls calls;
    gs_boot boot;
    char why[4608]; /* the error; "" if there is none */
} gs_loaded;

/* The address of a symbol of the core; NULL with l->why. */
static void *gs_core_symbol(gs_loaded *l, const char *name) {
    char why[448] = "";
    void *p = gs_library_symbol(l->handle, name, why, sizeof why);
    if (!p) snprintf(l->why, sizeof l->why, "%s has no %s: %s", gs_core_path, name, why);
    return p;
}

#define GS_CORE_CALL(l, call, name) (l)->calls.call = (__typeof__((l)->calls.call))gs_core_symbol(l, name)

/* Loads the core. Meanwhile Go installs its signal handlers, and starts its runtime and the
   package's init functions in a thread of their own. */
static GS_COLD void gs_core_dlopen(gs_loaded *l) {
#if GS_HAS_SIGNALS
    gs_core_handlers_before(l->core);
#endif
    if (gs_the_core.generation || gs_subinterpreter.interpreter)
        l->handle = gs_copy_open(&gs_core_copied, l->why, sizeof l->why);
    else l->handle = gs_held_open(&gs_core_copied, l->why, sizeof l->why);
    l->enter = l->handle ? (void (*)(int32_t, gs_frame *))gs_core_symbol(l, "gophersnake_enter") : NULL;
#if GS_HAS_SIGNALS
    gs_core_handlers_after(l->core, (void *)l->enter);
#endif
}

/* Opens the core and starts it. Without the GIL: init functions may take long, and a fork waits
   for them. */
static GS_COLD void gs_core_open(gs_loaded *l) {
    gs_core_dlopen(l);
    if (!l->enter) return;
#if GS_HAS_SIGNALS
    gs_process.core = l->core;
#endif
    void (*boot)(gs_boot *) = (void (*)(gs_boot *))gs_core_symbol(l, "gophersnake_boot");
    GS_CORE_CALL(l, free_handles, "gophersnake_free");
    GS_CORE_CALL(l, interrupt, "gophersnake_interrupt");
    GS_CORE_CALL(l, info, "gophersnake_info");
    GS_CORE_CALL(l, collect, "gophersnake_collect");
    GS_CORE_CALL(l, describe, "gophersnake_describe");
    GS_CORE_CALL(l, take_panic, "gophersnake_take_panic");
    GS_CORE_CALL(l, cause, "gophersnake_cause");
    GS_CORE_CALL(l, started_before, "gophersnake_started_before");
    GS_CORE_CALL(l, receive, "gophersnake_submissions");
    GS_CORE_CALL(l, unlimit, "gophersnake_limit");
    GS_CORE_CALL(l, snapshot, "gophersnake_snapshot");
    GS_CORE_CALL(l, active_jobs, "gophersnake_active_jobs");
    GS_CORE_CALL(l, set_environ, "gophersnake_set_environ");
    GS_CORE_CALL(l, flush_records, "gophersnake_flush_records");
    GS_CORE_CALL(l, stacks, "gophersnake_stacks");
    GS_CORE_CALL(l, symbols, "gophersnake_symbols");
    if (*l->why) return;
    l->boot.guard = gs_guarding;
    l->boot.python = &gs_the_python;
    l->boot.active_calls = &gs_the_active_calls;
    l->boot.crash = gs_crash.trace;
    const char *fast = getenv("GOPHERSNAKE_FAST_CROSSING");
    l->boot.fast = !fast || strcmp(fast, "0");
    l->boot.level = &gs_records_level;
    gs_pending_records.n[0] = gs_pending_records.n[1] = 0; /* in a forked child: the parent's */
    l->boot.pending = &gs_pending_records;
    boot(&l->boot); /* waits for Go's runtime and for the init functions */
    l->boot.records = NULL; /* Go's now */
    const char *direct = getenv("GOPHERSNAKE_DIRECT");
    if (gs_guarding || (direct && !strcmp(direct, "0"))) l->boot.direct = NULL;
#if GS_HAS_SIGNALS
    gs_signals_started(l->core);
#endif
    if (l->boot.abi != GS_ABI || l->boot.id_len != (int64_t)strlen(gs_this.build) ||
        memcmp(l->boot.id, gs_this.build, (size_t)l->boot.id_len))
        /* The file at import had the right ID. So it has been replaced, and the open descriptor
           is lost too. */
        snprintf(l->why, sizeof l->why,
            "%s has been replaced by another build since it was imported; restart the process", gs_core_path);
    if (!gs_file_is(&gs_core_copied.file)) gs_file_note(&gs_core_copied.file, gs_file_open(gs_core_path));
}

/* Loads the core, unless another thread has done so. 0, or -1 with an exception. */
static GS_COLD int gs_core_load_file(void) {
    if (gs_core_memory() || gs_godebug_check() || gs_core_forked() || gs_core_race() || gs_signals_find() || gs_environ_watch())
        return -1;
    gs_loaded l = { 0 };
    if (gs_records_wanted() && !(l.boot.records = gs_records_function())) return -1;
#if GS_HAS_SIGNALS
    l.core = calloc(1, sizeof *l.core); /* for the life of the process: signal handlers read it */
    if (!l.core) {
        Py_XDECREF(l.boot.records);
        PyErr_NoMemory();
        return -1;
    }
#endif
    PyThreadState *ts = PyEval_SaveThread();
    pthread_mutex_lock(&gs_process.loading);
    int mine = !gs_the_core.enter;
    if (mine) {
        gs_core_open(&l);
        if (!*l.why) {
            __atomic_store_n(&gs_layout, l.boot.layout, __ATOMIC_RELEASE);
            gs_the_core.procs = (int)l.boot.procs;
            gs_the_core.calls = l.calls;
            gs_the_core.target = l.boot.target;
            gs_the_active_calls.panics = l.boot.panics;
            gs_profile_loaded(l.enter, l.boot.cross, l.boot.direct);
        }
    }
    pthread_mutex_unlock(&gs_process.loading);
    PyEval_RestoreThread(ts);
#if GS_HAS_SIGNALS
    if (!mine || !l.enter) free(l.core);
#endif
    Py_XDECREF(l.boot.records);
    if (*l.why) {
        PyErr_Format(PyExc_ImportError, "can't load the Go half of this extension: %s", l.why);
        return -1;
    }
    if (!gs_subinterpreter.interpreter && gs_faulthandler_watch()) return -1;
    return gs_newer_build_replaced(gs_core_path) ? gs_old_build() : 0;
}

GS_COLD void gs_load_init(void) { gs_core_loader = gs_core_load_file; }
