#include "batch/ufunc.h"
#include "os/library.h"
#include "abi/attributes.h"
#include "batch/kernel.h"
#include "batch/numbers.h"
#include "batch/rows.h"
#include "call/frame.h"
#include "core/extension.h"
#include "gil/gil.h"
#include "gil/interpreter.h"
#include "gil/share.h"
#include "objects/errors.h"
#include "objects/overload.h"
#include "os/stack.h"
#include "values/number.h"
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
    GS_BRIEF_ROWS = 1 << 16, /* rows of a short function that run where a signal does not end them: some milliseconds */
    GS_FEW_ROWS = 256        /* rows of one that run with the GIL */
};

/* What a loop is given by NumPy: a function, and the lengths of its lists. For the life of the process. */
typedef struct gs_ufunc {
    const gs_async_function *a;
    int8_t length[GS_MOST_COLUMNS]; /* of a list: which of the dimensions; -1: a number */
} gs_ufunc;

/* The call of gs_ufunc_call() on this thread. */
static __thread struct gs_ufunc_calling {
    int active;
    int failed;                /* a loop has failed, and NumPy, which runs the others all the same, may not know yet */
    int64_t workers, deadline; /* deadline: of gs_clock(), or INT64_MAX */
    int64_t done;              /* rows */
} gs_ufunc_calling;

/* Whether this thread has the GIL. Not part of the stable ABI; without it, we take the GIL to be sure. */
static int (*gs_ufunc_has_gil)(void);

/* ---- floating-point flags ---- */

/* NumPy warns of the flags that a loop leaves. Those of Go say nothing: a conversion sets them, and goroutines on other
   threads would not. */
GS_INLINE uint64_t gs_float_flags(void) {
    uint64_t flags = 0;
#if defined(__x86_64__)
    uint32_t now;
    __asm__ volatile("stmxcsr %0" : "=m"(now));
    flags = now;
#elif defined(__aarch64__)
    __asm__ volatile("mrs %0, fpsr" : "=r"(flags));
#endif
    return flags;
}

GS_INLINE void gs_float_flags_set(uint64_t flags) {
#if defined(__x86_64__)
    uint32_t then = (uint32_t)flags;
    __asm__ volatile("ldmxcsr %0" : : "m"(then));
#elif defined(__aarch64__)
    __asm__ volatile("msr fpsr, %0" : : "r"(flags));
#else
    (void)flags;
#endif
}

/* ---- running ---- */

static int gs_ufunc_timed(void) { return gs_ufunc_calling.active && gs_ufunc_calling.deadline != INT64_MAX; }

/* The end of a loop, with the GIL: takes over the outcome of the crossing. 0, or -1 with an exception. */
static GS_COLD int gs_ufunc_failed(const gs_columns *c, const gs_async_function *a) {
    struct gs_ufunc_calling *now = &gs_ufunc_calling;
    if (!PyErr_Occurred()) PyErr_Format(PyExc_TimeoutError, "%s() over columns ran out of time", a->name);
    else if (now->active && c->failed >= 0) gs_at_row(now->done + c->failed);
    now->failed = 1;
    return -1;
}

/* Where a signal can end it, or time; and with as many workers as the caller wants. With the GIL. */
static int gs_ufunc_cross(gs_columns *c, const gs_async_function *a) {
    int64_t timeout = gs_ufunc_timed() ? gs_ufunc_calling.deadline - gs_clock() : INT64_MIN;
    if (timeout != INT64_MIN && timeout <= 0) return gs_ufunc_failed(c, a);
    return gs_columns_cross(c, a, timeout, NULL) || c->stopped ? gs_ufunc_failed(c, a) : 0;
}

/* A short one, with the GIL. */
static int gs_ufunc_hold(gs_columns *c, const gs_async_function *a) {
    GS_FRAME(f, 3, 256);
    f.w[0] = (uintptr_t)c;
    f.w[1] = (uint64_t)INT64_MIN;
    f.w[2] = 1;
    int r = gs_enter(&f.h, gs_this.batch, GS_HOLD);
    if (GS_LIKELY(!r)) return 0;
    PyObject *none = gs_raise(r, f.w, NULL);
    Py_XDECREF(none);
    return gs_ufunc_failed(c, a);
}

/* A short one, on a thread that has released the GIL. */
static int gs_ufunc_released(gs_columns *c, const gs_async_function *a) {
    GS_FRAME(f, 3, 256);
    f.w[0] = (uintptr_t)c;
    f.w[1] = (uint64_t)INT64_MIN;
    f.w[2] = 1;
    f.h.code = GS_CODE_OK;
    f.h.how = 0;
    gs_thread.released = PyGILState_GetThisThreadState(); /* should Go call Python */
    gs_go(gs_this.batch, &f.h);
    gs_thread.released = NULL;
    if (GS_LIKELY(!f.h.code)) return 0;
    PyGILState_STATE state = gs_state_ensure();
    PyObject *none = gs_raise(f.h.code, f.w, NULL);
    Py_XDECREF(none);
    gs_ufunc_failed(c, a);
    PyGILState_Release(state);
    return -1;
}

static int gs_ufunc_run_loop(gs_columns *c, const gs_async_function *a) {
    int held = gs_ufunc_has_gil && gs_ufunc_has_gil(), brief = a->hold == 1 && !a->core;
    if (held && PyErr_Occurred()) return -1;
    if (a->kernel && gs_ufunc_has_gil && !gs_ufunc_calling.failed && !gs_ufunc_timed()) {
        int r = a->kernel->run(c, a, INT64_MIN, NULL, held);
        if (r < 0) gs_ufunc_calling.failed = 1;
        if (r <= 0) return r;
    }
    int loaded = __atomic_load_n(&gs_the_core.enter, __ATOMIC_ACQUIRE) != NULL;
    if (brief && held && c->n <= GS_FEW_ROWS) return gs_ufunc_hold(c, a);
    int room = GS_STACK_HERE - gs_stack.cross < gs_stack.cross_size || !gs_stack_look(GS_STACK_HERE, &gs_stack.cross);
    if (brief && loaded && room && gs_ufunc_has_gil && !held && c->n <= GS_BRIEF_ROWS && !gs_ufunc_calling.failed && !gs_ufunc_timed())
        return gs_ufunc_released(c, a);
    PyGILState_STATE state = gs_state_ensure();
    int r = PyErr_Occurred() ? -1 : 0;
    if (!r) {
        gs_ufunc_calling.failed = 0;
        r = gs_ufunc_cross(c, a);
    }
    PyGILState_Release(state);
    return r;
}

/* Runs a loop, with the GIL or without: 0; -1 with an exception, and rows that have not run. */
static int gs_ufunc_run(gs_columns *c, const gs_async_function *a) {
    if (GS_LIKELY(!GS_PROFILING)) return gs_ufunc_run_loop(c, a);
    uint64_t began = gs_profile_ticks();
    int r = gs_ufunc_run_loop(c, a);
    gs_profile_loop(a->fn, began, c->n, r);
    return r;
}

/* Whether rows may run in any order: no result is read by another row, as in a reduction. */
static int gs_ufunc_free(const gs_columns *c, int nin) {
    for (int64_t k = nin; k < c->ncols; k++) {
        if (!c->all[k].step) return 0;
        for (int i = 0; i < nin; i++) {
            if (c->all[i].p == c->all[k].p && c->all[i].step == c->all[k].step) continue;
            uintptr_t from[2], to[2];
            for (int w = 0; w < 2; w++) {
                int64_t at = w ? k : i, last = (c->n - 1) * c->all[at].step, list = c->all[at].n ? (c->all[at].n - 1) * c->all[at].stride : 0;
                from[w] = c->all[at].p + (uintptr_t)((last < 0 ? last : 0) + (list < 0 ? list : 0));
                to[w] = c->all[at].p + (uintptr_t)((last > 0 ? last : 0) + (list > 0 ? list : 0) + c->all[at].size);
            }
            if (from[0] < to[1] && from[1] < to[0]) return 0;
        }
    }
    return 1;
}

static int gs_ufunc_kind(const gs_type *ty) { return ty->kind == GS_LIST ? ty->elem->kind : ty->kind; }

static const gs_type *gs_ufunc_type(const gs_async_function *a, int i) {
    int nin = a->fn->nparams;
    return i < nin ? a->params[i].type : a->results[i - nin].type;
}

/* How many workers there are where nobody says it. */
static int64_t gs_ufunc_workers(const gs_async_function *a) { return a->serial ? 1 : gs_the_core.procs; }

/* The loop that NumPy calls. */
static void gs_ufunc_loop(char **args, const intptr_t *dims, const intptr_t *steps, void *data) {
    const gs_ufunc *u = data;
    const gs_async_function *a = u->a;
    gs_columns c;
    int nin = a->fn->nparams, ncols = nin + a->nresults, cores = 0;
    memset(&c, 0, offsetof(gs_columns, all));
    c.n = dims[0];
    if (c.n <= 0) return;
    c.ncols = ncols;
    c.loop = a->loop;
    c.failed = -1;
    for (int i = 0; i < ncols; i++) {
        c.all[i].p = (uintptr_t)args[i];
        c.all[i].step = steps[i];
        c.all[i].size = gs_number_size[gs_ufunc_kind(gs_ufunc_type(a, i))];
        c.all[i].n = c.all[i].stride = 0;
        if (u->length[i] < 0) continue;
        c.all[i].n = dims[1 + u->length[i]];
        c.all[i].stride = steps[ncols + cores++];
    }
    int64_t workers = gs_ufunc_calling.active ? gs_ufunc_calling.workers : gs_ufunc_workers(a);
    gs_columns_share(&c, a, gs_ufunc_free(&c, nin) ? workers : 1);
    uint64_t flags = gs_float_flags();
    if (!gs_ufunc_run(&c, a)) gs_ufunc_calling.done += c.n;
    gs_float_flags_set(flags);
}

/* ---- what a function is ---- */

static int gs_ufunc_variants(const gs_async_function *a) { return a->overloads ? a->overloads->n : 1; }
static const gs_async_function *gs_ufunc_variant(const gs_async_function *a, int i) { return a->overloads ? a->overloaded[i] : a; }

/* Whether a variant has a loop that NumPy can run: one without text. */
static int gs_ufunc_looped(const gs_async_function *a) {
    if (a->loop < 0) return 0;
    for (int i = 0; i < a->fn->nparams; i++)
        if (a->params[i].type->kind == GS_STR) return 0;
    for (int i = 0; i < a->nresults; i++)
        if (a->results[i].type->kind == GS_STR) return 0;
    return 1;
}

/* Whether a variant has the form of the first that has a loop. */
static int gs_ufunc_alike(const gs_async_function *a, const gs_async_function *first) {
    return gs_ufunc_looped(a) && a->fn->nparams == first->fn->nparams && a->nresults == first->nresults &&
        (a->core ? first->core && !strcmp(a->core, first->core) : !first->core);
}

static const gs_async_function *gs_ufunc_first(const gs_async_function *a) {
    for (int i = 0; i < gs_ufunc_variants(a); i++)
        if (gs_ufunc_looped(gs_ufunc_variant(a, i))) return gs_ufunc_variant(a, i);
    return NULL;
}

int gs_ufunc_loops(const gs_async_function *a) {
    const gs_async_function *first = gs_ufunc_first(a);
    int n = 0;
    if (!first || gs_subinterpreter.interpreter) return 0; /* NumPy has none in subinterpreters */
    for (int i = 0; i < gs_ufunc_variants(a); i++) n += gs_ufunc_alike(gs_ufunc_variant(a, i), first);
    return n;
}

/* NumPy's number of a type, by kind: NPY_BOOL and so on. An int64 is its NPY_LONG where long has 64 bits. */
static char gs_ufunc_number(int kind) {
    static const char numbers[] = { [GS_BOOL] = 0, [GS_I8] = 1, [GS_I16] = 3, [GS_I32] = 5, [GS_I64] = sizeof(long) == 8 ? 7 : 9, [GS_U8] = 2, [GS_U16] = 4,
        [GS_U32] = 6, [GS_U64] = sizeof(long) == 8 ? 8 : 10, [GS_F32] = 11, [GS_F64] = 12, [GS_C64] = 14, [GS_C128] = 15 };
    return numbers[kind];
}

/* NumPy takes the first loop to whose types it can cast, so narrow types come first. */
static int gs_ufunc_compare(const void *x, const void *y) {
    const gs_async_function *a = (*(gs_ufunc *const *)x)->a, *b = (*(gs_ufunc *const *)y)->a;
    for (int i = 0; i < a->fn->nparams; i++) {
        int d = gs_ufunc_number(gs_ufunc_kind(gs_ufunc_type(a, i))) - gs_ufunc_number(gs_ufunc_kind(gs_ufunc_type(b, i)));
        if (d) return d;
    }
    return 0;
}

/* Which dimension each list of a signature has, in NumPy's order: that of the first mention. */
static void gs_ufunc_lengths(gs_ufunc *u) {
    const char *names[GS_MOST_COLUMNS], *p = u->a->core;
    int n = 0;
    for (int i = 0; i < GS_MOST_COLUMNS; i++) {
        u->length[i] = -1;
        if (!p || !(p = strchr(p, '('))) continue;
        size_t len = strcspn(++p, ")");
        if (!len) continue;
        int k = 0;
        while (k < n && (strncmp(names[k], p, len) || names[k][len] != ')')) k++;
        if (k == n) names[n++] = p;
        u->length[i] = (int8_t)k;
    }
}

PyObject *gs_ufunc_new(const gs_async_function *a, PyObject *api, PyObject *name) {
    typedef void loop(char **, const intptr_t *, const intptr_t *, void *);
    typedef PyObject *maker(loop **, void **, const char *, int, int, int, int, const char *, const char *, int, const char *);
    int n = gs_ufunc_loops(a), used = 0;
    void **table = PyCapsule_GetPointer(api, NULL);
    const char *text = table ? PyUnicode_AsUTF8AndSize(name, NULL) : NULL;
    if (!text) return NULL;
    if (!n) return PyErr_Format(PyExc_TypeError, "%s() is no function of numbers", a->name);
    gs_ufunc_has_gil = (int (*)(void))gs_process_symbol("PyGILState_Check");
    const gs_async_function *first = gs_ufunc_first(a);
    int ncols = first->fn->nparams + first->nresults;
    /* NumPy keeps all of it, and ufuncs live as long as the process */
    loop **loops = malloc((size_t)n * sizeof *loops);
    gs_ufunc **data = malloc((size_t)n * sizeof *data), *all = malloc((size_t)n * sizeof *all);
    char *types = malloc((size_t)(n * ncols)), *own = strdup(text);
    PyObject *made = NULL;
    if (!loops || !data || !all || !types || !own) {
        PyErr_NoMemory();
    } else {
        for (int i = 0; i < gs_ufunc_variants(a); i++) {
            const gs_async_function *v = gs_ufunc_variant(a, i);
            if (!gs_ufunc_alike(v, first)) continue;
            loops[used] = gs_ufunc_loop;
            all[used].a = v;
            gs_ufunc_lengths(&all[used]);
            data[used] = &all[used];
            used++;
        }
        qsort(data, (size_t)n, sizeof *data, gs_ufunc_compare);
        for (int i = 0; i < n; i++)
            for (int k = 0; k < ncols; k++) types[i * ncols + k] = gs_ufunc_number(gs_ufunc_kind(gs_ufunc_type(data[i]->a, k)));
        const char *doc = strstr(a->doc, "\n--\n\n");
        made = ((maker *)table[31])(loops, (void **)data, types, n, first->fn->nparams, first->nresults, -1 /* no identity */, own, doc ? doc + 5 : "", 0, first->core);
    }
    if (!made) {
        free(loops);
        free(data);
        free(all);
        free(types);
        free(own);
    }
    return made;
}

/* ---- calls ---- */

PyObject *gs_ufunc_call(const gs_async_function *a, PyObject *callable, PyObject *args, PyObject *kwargs, PyObject *workers, PyObject *timeout) {
    if (GS_UNLIKELY(!gs_the_core.enter) && gs_core_load()) return NULL;
    double seconds = timeout == Py_None ? -1 : PyFloat_AsDouble(timeout);
    struct gs_ufunc_calling before = gs_ufunc_calling, now = { .active = 1, .workers = workers == Py_None ? gs_ufunc_workers(a) : PyLong_AsLongLong(workers), .deadline = INT64_MAX };
    if (PyErr_Occurred()) return NULL;
    if (timeout != Py_None && seconds <= 9e9) now.deadline = gs_clock() + (int64_t)(seconds * 1e9);
    if (now.deadline <= gs_clock()) return PyErr_Format(PyExc_TimeoutError, "%s() over columns ran out of time", a->name);
    gs_ufunc_calling = now;
    PyObject *out = PyObject_Call(callable, args, kwargs);
    gs_ufunc_calling = before;
    return out;
}

/* ---- SciPy ---- */

/* One call with numbers of C: 0, or -1 with an exception. */
static int gs_low_level(const gs_async_function *a, const double *in, intptr_t n, double *out) {
    gs_columns c;
    memset(&c, 0, offsetof(gs_columns, all));
    c.n = 1;
    c.ncols = a->fn->nparams + 1;
    c.loop = a->loop;
    c.failed = -1;
    for (int i = 0; i < c.ncols; i++) {
        int result = i == a->fn->nparams, list = a->core && !result;
        c.all[i].p = (uintptr_t)(result ? out : in + (list ? 0 : i));
        c.all[i].step = c.all[i].size = c.all[i].stride = sizeof(double);
        c.all[i].n = list ? n : 0;
    }
    gs_columns_share(&c, a, 1);
    struct gs_ufunc_calling before = gs_ufunc_calling; /* the row of one call says nothing */
    gs_ufunc_calling = (struct gs_ufunc_calling){ 0 };
    int r = gs_ufunc_run(&c, a);
    gs_ufunc_calling = before;
    return r;
}

/* Callers of these two can't be told of an error: the result is NaN, and the exception goes to sys.unraisablehook. */
static double gs_low_level_number(const gs_async_function *a, const double *in) {
    double out = NAN;
    if (!gs_low_level(a, in, 0, &out)) return out;
    PyGILState_STATE state = gs_state_ensure();
    PyErr_WriteUnraisable(NULL);
    PyGILState_Release(state);
    return NAN;
}
static double gs_low_level_of_one(double x, void *a) { return gs_low_level_number(a, &x); }
static double gs_low_level_of_some(int n, double *x, void *data) {
    const gs_async_function *a = data;
    return n == a->fn->nparams ? gs_low_level_number(a, x) : NAN;
}
static int gs_low_level_of_list(double *x, intptr_t n, double *out, void *a) { return !gs_low_level(a, x, n, out); }

PyObject *gs_ufunc_low_level(const gs_async_function *a) {
    int n = a->fn->nparams, fits = gs_ufunc_loops(a) && !a->overloads && a->nresults == 1 && a->results[0].type->kind == GS_F64 && (!a->core || n == 1);
    for (int i = 0; fits && i < n; i++) fits = gs_ufunc_kind(a->params[i].type) == GS_F64;
    if (!fits) return Py_NewRef(Py_None);
    gs_ufunc_has_gil = (int (*)(void))gs_process_symbol("PyGILState_Check");
    PyObject *made = a->core ? PyCapsule_New((void *)gs_low_level_of_list, "int (double *, intptr_t, double *, void *)", NULL)
        : n == 1             ? PyCapsule_New((void *)gs_low_level_of_one, "double (double, void *)", NULL)
                             : PyCapsule_New((void *)gs_low_level_of_some, "double (int, double *, void *)", NULL);
    if (made && PyCapsule_SetContext(made, (void *)a)) {
        Py_DECREF(made);
        return NULL;
    }
    return made;
}
