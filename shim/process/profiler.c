#include "process/profiler.h"
#include "abi/attributes.h"
#include "core/core.h"
#include "core/extension.h"
#include "gil/gil.h"
#include "gil/share.h"
#include "call/activecall.h"
#include "call/frame.h"
#include "call/profile.h"
#include "objects/errors.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

PyObject *gs_profiler_switch(PyObject *module, PyObject *on) {
    (void)module;
    int is = PyObject_IsTrue(on);
    if (is < 0) return NULL;
    gs_profile_switch(is);
    return Py_NewRef(Py_None);
}

/* A tuple of objects, whose references it takes over; NULL with an exception, also if one of them is NULL. */
static PyObject *gs_profiler_row(PyObject **items, Py_ssize_t n) {
    PyObject *row = PyTuple_New(n);
    int bad = !row;
    for (Py_ssize_t i = 0; i < n; i++) {
        bad = bad || !items[i];
        if (bad) Py_XDECREF(items[i]);
        else bad = PyTuple_SetItem(row, i, items[i]);
    }
    if (!bad) return row;
    Py_XDECREF(row);
    return NULL;
}

static PyObject *gs_profiler_counts(const gs_profile_counts *c) {
    PyObject *items[GS_PROFILE_COUNTS];
    for (int i = 0; i < GS_PROFILE_COUNTS; i++)
        items[i] = PyLong_FromUnsignedLongLong(__atomic_load_n((const uint64_t *)c + i, __ATOMIC_RELAXED));
    return gs_profiler_row(items, GS_PROFILE_COUNTS);
}

/* Appends a row, whose reference it takes over. 0, or -1 with an exception. */
static int gs_profiler_append(PyObject *list, PyObject *row) {
    int bad = !row || PyList_Append(list, row);
    Py_XDECREF(row);
    return bad ? -1 : 0;
}

/* The sum of all threads. */
static void gs_profiler_sum(int i, gs_profile_counts *sum) {
    memset(sum, 0, sizeof *sum);
    for (gs_profile_thread *t = gs_profile_threads(); t; t = t->next)
        for (int k = 0; k < GS_PROFILE_COUNTS; k++)
            ((uint64_t *)sum)[k] += __atomic_load_n((uint64_t *)&t->functions[i].all + k, __ATOMIC_RELAXED);
}

/* Functions that were never called are left out: places[] has the places of the others, or -1. */
static PyObject *gs_profiler_functions(int *places) {
    PyObject *list = PyList_New(0);
    int bad = !list;
    const int n = gs_this.nfunctions * GS_PROFILE_WAYS;
    for (int i = 0, place = 0; !bad && i < n; i++) {
        gs_profile_counts sum;
        const int fn = i % gs_this.nfunctions;
        gs_profiler_sum(i, &sum);
        places[i] = -1;
        if (!sum.calls) continue;
        places[i] = place++;
        PyObject *row[] = { PyUnicode_FromString(gs_this.names[fn]), PyUnicode_FromString(gs_this.functions[fn]),
            PyLong_FromLongLong(i / gs_this.nfunctions), gs_profiler_counts(&sum), PyLong_FromLongLong(i) };
        bad = gs_profiler_append(list, gs_profiler_row(row, 5));
    }
    if (!bad) return list;
    Py_XDECREF(list);
    return NULL;
}

static PyObject *gs_profiler_lines(const int *places) {
    int n;
    gs_profile_line *all = gs_profile_lines(&n);
    if (!all) return PyErr_NoMemory();
    PyObject *list = PyList_New(0);
    int bad = !list;
    for (int i = 0; i < n; i++) {
        if (bad || places[all[i].fn] < 0) {
            Py_DECREF(all[i].code);
            continue;
        }
        PyObject *row[] = { all[i].code, PyLong_FromLongLong(all[i].line), PyLong_FromLongLong(places[all[i].fn]),
            gs_profiler_counts(&all[i].counts) };
        bad = gs_profiler_append(list, gs_profiler_row(row, 4));
    }
    free(all);
    if (!bad) return list;
    Py_XDECREF(list);
    return NULL;
}

PyObject *gs_profiler_read(PyObject *module, PyObject *unused) {
    (void)module, (void)unused;
    int *places = malloc(sizeof *places * (size_t)(gs_this.nfunctions * GS_PROFILE_WAYS + 1));
    if (!places) return PyErr_NoMemory();
    PyObject *functions = gs_profiler_functions(places);
    PyObject *lines = functions ? gs_profiler_lines(places) : NULL;
    free(places);
    if (!lines) {
        Py_XDECREF(functions);
        return NULL;
    }
    PyObject *all[] = { PyUnicode_FromString(gs_import_name), PyLong_FromUnsignedLongLong(gs_profile_ticks()),
        PyLong_FromLongLong(gs_clock()), functions, lines };
    return gs_profiler_row(all, 5);
}

/* ---- samples ---- */

/* What a thread does. */
typedef struct gs_sampled {
    uintptr_t block; /* of its thread; or of all jobs of a function, as Go says it */
    unsigned long thread;
    int fn;
} gs_sampled;
enum { GS_SAMPLED = 256, GS_STACK_WORDS = 1 << 16 };

typedef struct gs_sample {
    gs_sampled calls[GS_SAMPLED];
    int n;
    int64_t words;
    uint64_t stacks[GS_STACK_WORDS]; /* as the core writes them */
} gs_sample;

static void gs_sample_sleep(double seconds) {
    if (!(seconds > 0)) return;
    if (seconds > 3600) seconds = 3600; /* a number that time_t has */
    struct timespec t = { (time_t)seconds, (long)((seconds - (double)(time_t)seconds) * 1e9) };
    while (nanosleep(&t, &t) && errno == EINTR) { }
}

/* Without the GIL. */
static void gs_sample_take(gs_sample *s) {
    for (gs_profile_thread *t = gs_profile_threads(); t && s->n < GS_SAMPLED; t = t->next) {
        int depth = __atomic_load_n(&t->depth, __ATOMIC_ACQUIRE);
        if (!depth || !__atomic_load_n(&t->owned, __ATOMIC_RELAXED)) continue;
        gs_profile_call *p = &t->call[depth - 1];
        int fn = __atomic_load_n(&p->fn, __ATOMIC_RELAXED);
        if (fn < 0 || !__atomic_load_n(&p->in_go, __ATOMIC_ACQUIRE)) continue;
        s->calls[s->n++] = (gs_sampled){ (uintptr_t)t, __atomic_load_n(&t->thread, __ATOMIC_RELAXED), fn };
    }
    if (gs_the_core.calls.stacks && (s->n || __atomic_load_n(&gs_the_active_calls.jobs, __ATOMIC_RELAXED)))
        s->words = gs_the_core.calls.stacks(s->stacks, GS_STACK_WORDS);
}

/* The stacks that belong to a call, as lists of integers. */
static PyObject *gs_sample_stacks(const gs_sample *s, uintptr_t block) {
    PyObject *list = PyList_New(0);
    int bad = !list;
    for (int64_t at = 0; !bad && at < s->words; at += 2 + (int64_t)s->stacks[at + 1]) {
        if (s->stacks[at] != block) continue;
        PyObject *stack = PyList_New(0);
        bad = !stack;
        for (uint64_t k = 0; !bad && k < s->stacks[at + 1]; k++)
            bad = gs_profiler_append(stack, PyLong_FromUnsignedLongLong(s->stacks[at + 2 + (int64_t)k]));
        if (bad) Py_XDECREF(stack);
        else bad = gs_profiler_append(list, stack);
    }
    if (!bad) return list;
    Py_XDECREF(list);
    return NULL;
}

/* Functions of which jobs run, as calls of no thread. */
static void gs_sample_jobs(gs_sample *s) {
    for (int64_t at = 0; at < s->words; at += 2 + (int64_t)s->stacks[at + 1]) {
        uintptr_t whose = (uintptr_t)s->stacks[at];
        int known = !(whose & 1);
        for (int i = 0; i < s->n && !known; i++) known = s->calls[i].block == whose;
        if (!known && s->n < GS_SAMPLED) s->calls[s->n++] = (gs_sampled){ whose, 0, (int)(whose >> 1) };
    }
}

PyObject *gs_profiler_sample(PyObject *module, PyObject *seconds) {
    (void)module;
    double wait = PyFloat_AsDouble(seconds);
    if (wait == -1 && PyErr_Occurred()) return NULL;
    gs_sample *s = malloc(sizeof *s);
    if (!s) return PyErr_NoMemory();
    s->n = 0;
    s->words = 0;
    PyThreadState *ts = gs_thread.released = PyEval_SaveThread();
    gs_sample_sleep(wait);
    gs_sample_take(s);
    gs_thread.released = NULL;
    PyEval_RestoreThread(ts);
    gs_sample_jobs(s);
    PyObject *list = PyList_New(0);
    int bad = !list;
    for (int i = 0; !bad && i < s->n; i++) {
        PyObject *row[] = { PyLong_FromUnsignedLongLong(s->calls[i].thread), PyUnicode_FromString(gs_this.names[s->calls[i].fn]),
            gs_sample_stacks(s, s->calls[i].block) };
        bad = gs_profiler_append(list, gs_profiler_row(row, 3));
    }
    free(s);
    if (!bad) return list;
    Py_XDECREF(list);
    return NULL;
}

PyObject *gs_profiler_symbols(PyObject *module, PyObject *address) {
    (void)module;
    char text[4096];
    unsigned long long pc = PyLong_AsUnsignedLongLong(address);
    if (pc == (unsigned long long)-1 && PyErr_Occurred()) return NULL;
    int64_t n = gs_the_core.calls.symbols ? gs_the_core.calls.symbols((uintptr_t)pc, text, sizeof text) : 0;
    return PyUnicode_DecodeUTF8(text, (Py_ssize_t)n, "replace");
}

/* With GOPHERSNAKE_PROFILE, the first extension starts a profile of the whole process. 0, or -1 with an exception. */
static GS_COLD int gs_profiler_start(void) {
    const char *path = getenv("GOPHERSNAKE_PROFILE");
    if (!path || !*path) return 0;
    PyObject *m = PyImport_ImportModule("gophersnake.profiler.environment");
    PyObject *r = m ? PyObject_CallMethod(m, "start", NULL) : NULL;
    Py_XDECREF(m);
    Py_XDECREF(r);
    if (r) return 0;
    if (!PyErr_ExceptionMatches(PyExc_ImportError)) return -1;
    PyErr_Clear();
    return PyErr_WarnFormat(PyExc_RuntimeWarning, 1,
        "GOPHERSNAKE_PROFILE is set, and the package gophersnake, which makes profiles, is not installed here: there will be none");
}

GS_COLD int gs_profiler_init(void) {
    PyObject *shared = PyDict_GetItemString(PyImport_GetModuleDict(), GS_SHARED); /* both borrowed */
    PyObject *on = shared ? PyObject_GetAttrString(shared, "profiling") : NULL;
    if (!on) { /* no profile has ever been made */
        PyErr_Clear();
        if (gs_profiler_start()) return -1;
        on = shared ? PyObject_GetAttrString(shared, "profiling") : NULL;
        if (!on) {
            PyErr_Clear();
            return 0;
        }
    }
    int is = PyObject_IsTrue(on);
    Py_DECREF(on);
    if (is < 0) return -1;
    gs_profile_switch(is);
    return 0;
}
