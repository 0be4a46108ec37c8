#include "call/profile.h"
#include "core/extension.h"
#include "gil/gil.h"
#include "gil/interpreter.h"
#include "gil/share.h"
#include "call/call.h"
#include "call/frame.h"
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#if defined(__x86_64__)
#include <cpuid.h>
#endif

int gs_profiling;

/* ---- time ---- */

#if defined(__x86_64__)
static int gs_tsc; /* 1: its counter is of no use; 2: it is; atomic */

/* Whether the counter runs at one rate in all states of all processors: CPUID 80000007H, bit 8 of EDX (Intel's
   manual, volume 3, "Invariant TSC"; AMD has the same). */
static GS_COLD int gs_tsc_invariant(void) {
    unsigned a, b, c, d;
    int is = __get_cpuid(0x80000007u, &a, &b, &c, &d) && d & 1u << 8;
    __atomic_store_n(&gs_tsc, is ? 2 : 1, __ATOMIC_RELAXED);
    return is;
}
#endif

GS_INLINE uint64_t gs_ticks(void) {
#if defined(__x86_64__)
    int known = __atomic_load_n(&gs_tsc, __ATOMIC_RELAXED);
    if (GS_LIKELY(known == 2) || (!known && gs_tsc_invariant())) return __builtin_ia32_rdtsc();
#elif defined(__aarch64__)
    uint64_t t;
    __asm__ volatile("mrs %0, cntvct_el0" : "=r"(t));
    return t;
#endif
    return (uint64_t)gs_clock();
}

uint64_t gs_profile_ticks(void) { return gs_ticks(); }

/* ---- blocks of threads ---- */

static gs_profile_thread *gs_profile_all; /* atomic; grows only */
static pthread_key_t gs_profile_key;
static pthread_once_t gs_profile_once = PTHREAD_ONCE_INIT;
static int gs_profile_keyed;

static void gs_profile_leave(void *block) {
    if (gs_thread.profile == block) gs_thread.profile = NULL;
    __atomic_store_n(&((gs_profile_thread *)block)->owned, 0, __ATOMIC_RELEASE);
}

static void gs_profile_make_key(void) { gs_profile_keyed = !pthread_key_create(&gs_profile_key, gs_profile_leave); }

gs_profile_thread *gs_profile_threads(void) { return __atomic_load_n(&gs_profile_all, __ATOMIC_ACQUIRE); }

/* A block that an ended thread has left, or a new one. */
static gs_profile_thread *gs_profile_adopt(void) {
    gs_profile_thread *t;
    for (t = gs_profile_threads(); t; t = t->next) {
        int free = 0;
        if (__atomic_compare_exchange_n(&t->owned, &free, 1, 0, __ATOMIC_ACQ_REL, __ATOMIC_RELAXED)) return t;
    }
    t = calloc(1, sizeof *t + sizeof(gs_profile_function) * GS_PROFILE_WAYS * (size_t)gs_this.nfunctions);
    if (!t) return NULL;
    t->owned = 1;
    t->random = (uint32_t)gs_ticks() | 1;
    t->next = gs_profile_threads();
    while (!__atomic_compare_exchange_n(&gs_profile_all, &t->next, t, 0, __ATOMIC_RELEASE, __ATOMIC_ACQUIRE)) { }
    return t;
}

/* That of this thread; NULL: there is no memory. */
static GS_COLD gs_profile_thread *gs_profile_join(void) {
    pthread_once(&gs_profile_once, gs_profile_make_key);
    gs_profile_thread *t = gs_profile_keyed ? gs_profile_adopt() : NULL;
    if (!t) return NULL;
    if (pthread_setspecific(gs_profile_key, t)) {
        gs_profile_leave(t);
        return NULL;
    }
    __atomic_store_n(&t->depth, 0, __ATOMIC_RELAXED);
    t->inside = 0;
    t->run = 0; /* what the thread before it has left has nothing to do with its lines */
    __atomic_store_n(&t->thread, PyThread_get_thread_ident(), __ATOMIC_RELAXED);
    return gs_thread.profile = t;
}

gs_profile_thread *gs_profile_here(void) {
    gs_profile_thread *t = gs_thread.profile;
    return GS_LIKELY(t != NULL) ? t : gs_profile_join();
}

/* The innermost call of this thread that is measured, or NULL. */
GS_INLINE gs_profile_call *gs_profile_innermost(void) {
    gs_profile_thread *t = gs_thread.profile;
    return t && t->depth ? &t->call[t->depth - 1] : NULL;
}

GS_INLINE void gs_profile_store(uint64_t *to, uint64_t more) { __atomic_store_n(to, *to + more, __ATOMIC_RELAXED); }

/* Adds counts to those that other threads read. */
GS_INLINE void gs_profile_add(gs_profile_counts *to, const gs_profile_counts *more) {
    for (int i = 0; i < GS_PROFILE_COUNTS; i++) {
        uint64_t n = ((const uint64_t *)more)[i];
        if (n) gs_profile_store((uint64_t *)to + i, n);
    }
}

/* ---- lines of Python ---- */

enum { GS_LINES = 1 << 12 };   /* places; a power of two */
enum { GS_LINE_TICKS = 1 << 18 }; /* looked up after so many ticks of calls, about 0.1 ms */
enum { GS_LINE_EACH = 1 << 9 };    /* a call counts as at least so many, so that many short ones are placed too */
static struct {
    pthread_mutex_t lock;
    int used;
    gs_profile_line *all; /* a hash table */
} gs_lines = { .lock = PTHREAD_MUTEX_INITIALIZER };

/* The place of a line. NULL: the table is full, or there is no memory. The lock is held. */
static gs_profile_line *gs_profile_place(PyObject *code, int line, int fn) {
    if (!gs_lines.all && !(gs_lines.all = calloc(GS_LINES, sizeof *gs_lines.all))) return NULL;
    uint64_t h = ((uint64_t)(uintptr_t)code >> 4) * 0x9E3779B97F4A7C15u ^ (uint64_t)(unsigned)line * 0xC2B2AE3D27D4EB4Fu ^
        (uint64_t)(unsigned)fn * 0x165667B19E3779F9u;
    for (uint64_t i = h >> 20;; i++) {
        gs_profile_line *p = &gs_lines.all[i & (GS_LINES - 1)];
        if (p->code == code && p->line == line && p->fn == fn) return p;
        if (p->code) continue;
        if (gs_lines.used == GS_LINES / 2) return NULL;
        gs_lines.used++;
        p->code = Py_NewRef(code);
        p->line = line;
        p->fn = fn;
        return p;
    }
}

/* Whether a frame runs code of this package's own modules: _batch.py, say. No exception is set after it. */
static int gs_profile_own_code(PyObject *frame) {
    PyObject *globals = PyObject_GetAttrString(frame, "f_globals");
    PyObject *name = globals && PyDict_Check(globals) ? gs_dict_named(globals, "__name__") : NULL;
    const char *text = name && PyUnicode_Check(name) ? PyUnicode_AsUTF8AndSize(name, NULL) : NULL;
    const size_t own = strlen(gs_import_name);
    int is = text && !strncmp(text, gs_import_name, own) && text[own] == '.' && text[own + 1] == '_';
    PyErr_Clear();
    Py_XDECREF(name);
    Py_XDECREF(globals);
    return is;
}

/* The innermost frame that is not of this package's own modules, as a new reference; NULL without an exception: there is
   none. */
static PyObject *gs_profile_caller(void) {
    PyObject *frame = (PyObject *)PyEval_GetFrame(); /* borrowed */
    if (frame) Py_INCREF(frame);
    while (frame && gs_profile_own_code(frame)) {
        PyObject *back = PyObject_GetAttrString(frame, "f_back");
        Py_DECREF(frame);
        frame = back;
        if (!frame) PyErr_Clear();
        if (frame == Py_None) {
            Py_DECREF(frame);
            return NULL;
        }
    }
    return frame;
}

/* Gives all calls of a function that no line is known for to the one that Python is at. It has the GIL. */
static GS_COLD void gs_profile_look(gs_profile_function *of, int fn) {
    PyObject *type, *value, *traceback; /* of a call that has failed */
    PyErr_Fetch(&type, &value, &traceback);
    PyObject *frame = gs_profile_caller();
    PyErr_Restore(type, value, traceback);
    if (!frame) return;
    PyObject *code = (PyObject *)PyFrame_GetCode((PyFrameObject *)frame);
    int line = PyFrame_GetLineNumber((PyFrameObject *)frame);
    Py_DECREF(frame);
    pthread_mutex_lock(&gs_lines.lock);
    gs_profile_line *p = gs_profile_place(code, line, fn);
    if (p)
        for (int i = 0; i < GS_PROFILE_COUNTS; i++) {
            uint64_t *all = (uint64_t *)&of->all + i, *placed = (uint64_t *)&of->placed + i;
            ((uint64_t *)&p->counts)[i] += *all - *placed;
            *placed = *all;
        }
    pthread_mutex_unlock(&gs_lines.lock);
    Py_DECREF(code);
}

static void gs_profile_forget_lines(void) {
    pthread_mutex_lock(&gs_lines.lock);
    gs_profile_line *all = gs_lines.all;
    gs_lines.all = NULL;
    gs_lines.used = 0;
    pthread_mutex_unlock(&gs_lines.lock);
    for (int i = 0; all && i < GS_LINES; i++) Py_XDECREF(all[i].code);
    free(all);
}

gs_profile_line *gs_profile_lines(int *n) {
    gs_profile_line *all;
    *n = 0;
    pthread_mutex_lock(&gs_lines.lock);
    all = malloc(sizeof *all * (size_t)(gs_lines.used + 1));
    for (int i = 0; all && gs_lines.all && i < GS_LINES; i++) {
        if (!gs_lines.all[i].code) continue;
        all[*n] = gs_lines.all[i];
        Py_INCREF(all[(*n)++].code);
    }
    pthread_mutex_unlock(&gs_lines.lock);
    return all;
}

/* ---- a call ---- */

/* The first call of a thread in a run: calls before it belong to no line. */
static GS_COLD void gs_profile_anew(gs_profile_thread *t, int run) {
    t->run = run;
    for (int i = 0; i < gs_this.nfunctions * GS_PROFILE_WAYS; i++) t->functions[i].placed = t->functions[i].all;
}

GS_INLINE gs_profile_call *gs_profile_begin(gs_profile_thread *t, const gs_fn *fn) {
    gs_profile_call *p = &t->call[t->depth];
    p->run = __atomic_load_n(&gs_profiling, __ATOMIC_RELAXED);
    p->live = 1;
    p->way = GS_PROFILE_CALL;
    if (GS_UNLIKELY(p->run != t->run)) gs_profile_anew(t, p->run);
    memset(&p->now, 0, sizeof p->now);
    p->npacked = 0;
    __atomic_store_n(&p->fn, fn->number, __ATOMIC_RELAXED);
    p->in_go = 0;
    __atomic_store_n(&t->depth, t->depth + 1, __ATOMIC_RELEASE);
    t->inside = 1;
    p->mark = gs_ticks();
    return p;
}

gs_profile_thread *gs_profile_outside(void) {
    gs_profile_thread *t = gs_profile_here();
    if (!t || t->inside || t->depth == GS_PROFILE_DEPTH) {
        if (t) t->inside = 0;
        return NULL;
    }
    return t;
}

/* Adds the time since the last mark to a phase. */
GS_INLINE void gs_profile_phase(gs_profile_call *p, uint64_t *phase) {
    uint64_t now = gs_ticks();
    *phase += now - p->mark;
    p->mark = now;
}

/* How long it takes until a line is looked up: 1 to 2 times GS_LINE_TICKS, at random, so that no pattern of
   the program's agrees with it. The generator is Marsaglia's xorshift (Journal of Statistical Software 8, 2003). */
static int64_t gs_profile_pause(gs_profile_thread *t) {
    t->random ^= t->random << 13;
    t->random ^= t->random >> 17;
    t->random ^= t->random << 5;
    return GS_LINE_TICKS + (int64_t)(t->random % GS_LINE_TICKS);
}

GS_INLINE void gs_profile_end(gs_profile_thread *t, gs_profile_call *p, int failed) {
    gs_profile_counts *n = &p->now;
    gs_profile_phase(p, n->go ? &n->out : &n->in);
    p->live = 0;
    int depth = t->depth;
    while (depth && !t->call[depth - 1].live) depth--; /* not just by one: greenlets end calls in any order */
    __atomic_store_n(&t->depth, depth, __ATOMIC_RELAXED);
    if (p->fn < 0) return; /* it did not come to a crossing, and could have been any */
    if (p->run != __atomic_load_n(&gs_profiling, __ATOMIC_RELAXED)) return; /* its time is not the run's alone */
    n->calls = 1;
    n->failed = failed != 0;
    const int at = p->way * gs_this.nfunctions + p->fn;
    gs_profile_function *of = &t->functions[at];
    gs_profile_add(&of->all, n);
    if ((t->until -= (int64_t)(n->in + n->go + n->gil + n->out) + GS_LINE_EACH) > 0) return;
    t->until = gs_profile_pause(t);
    gs_profile_look(of, at);
}

gs_profile_thread *gs_profile_rows_begin(const gs_fn *fn) {
    gs_profile_thread *t = fn->number >= 0 ? gs_profile_outside() : NULL;
    if (!t) return NULL;
    gs_profile_begin(t, fn)->way = GS_PROFILE_ROWS;
    t->inside = 0; /* no thunk follows */
    return t;
}

void gs_profile_rows_end(gs_profile_thread *t, int64_t rows, int failed) {
    gs_profile_call *p = gs_profile_innermost();
    if (!p || p->way != GS_PROFILE_ROWS) return; /* greenlets */
    p->now.rows = rows > 0 ? (uint64_t)rows : 0;
    gs_profile_end(t, p, failed);
}

/* The innermost call of this thread, if it is one over columns. */
GS_INLINE gs_profile_call *gs_profile_of_rows(void) {
    gs_profile_call *p = gs_profile_innermost();
    return p && p->way == GS_PROFILE_ROWS ? p : NULL;
}

void gs_profile_rows_taken(void) {
    gs_profile_call *p = gs_profile_of_rows();
    if (p && !p->in_go) gs_profile_phase(p, &p->now.out);
}

void gs_profile_rows_apart(int began) {
    gs_profile_call *p = gs_profile_of_rows();
    if (p) __atomic_store_n(&p->in_go, began, __ATOMIC_RELEASE);
}

void gs_profile_rows_wait(void) {
    gs_profile_call *p = gs_profile_of_rows();
    if (p && p->in_go) gs_profile_phase(p, &p->now.in);
}

void gs_profile_rows_waited(void) {
    gs_profile_call *p = gs_profile_of_rows();
    if (!p || !p->in_go) return;
    __atomic_store_n(&p->in_go, 0, __ATOMIC_RELEASE);
    gs_profile_phase(p, &p->now.go);
}

void gs_profile_loop(const gs_fn *fn, uint64_t began, int64_t rows, int failed) {
    gs_profile_thread *t = gs_profile_here();
    const int run = __atomic_load_n(&gs_profiling, __ATOMIC_RELAXED);
    if (!t || fn->number < 0 || !run) return;
    if (GS_UNLIKELY(run != t->run)) gs_profile_anew(t, run);
    gs_profile_counts n = { .calls = 1, .failed = failed != 0, .go = gs_ticks() - began, .rows = (uint64_t)rows };
    const int at = GS_PROFILE_ROWS * gs_this.nfunctions + fn->number;
    gs_profile_add(&t->functions[at].all, &n);
    if ((t->until -= (int64_t)n.go + GS_LINE_EACH) > 0) return;
    t->until = gs_profile_pause(t);
    PyGILState_STATE state = gs_state_ensure();
    gs_profile_look(&t->functions[at], at);
    PyGILState_Release(state);
}

PyObject *gs_profile_fast(gs_profile_thread *t, const gs_fn *fn, PyCFunctionFast thunk, PyObject *self, PyObject *const *args, Py_ssize_t n, PyObject *kw) {
    gs_profile_call *p = gs_profile_begin(t, fn);
    PyObject *out = thunk(self, args, n, kw);
    gs_profile_end(t, p, !out);
    return out;
}

PyObject *gs_profile_plain(gs_profile_thread *t, const gs_fn *fn, PyCFunction thunk, PyObject *self, PyObject *arg) {
    gs_profile_call *p = gs_profile_begin(t, fn);
    PyObject *out = thunk(self, arg);
    gs_profile_end(t, p, !out);
    return out;
}

PyObject *gs_profile_new(gs_profile_thread *t, const gs_fn *fn, newfunc thunk, PyTypeObject *cls, PyObject *args, PyObject *kw) {
    gs_profile_call *p = gs_profile_begin(t, fn);
    PyObject *out = thunk(cls, args, kw);
    gs_profile_end(t, p, !out);
    return out;
}

PyObject *gs_profile_get(gs_profile_thread *t, const gs_fn *fn, getter thunk, PyObject *self, void *closure) {
    gs_profile_call *p = gs_profile_begin(t, fn);
    PyObject *out = thunk(self, closure);
    gs_profile_end(t, p, !out);
    return out;
}

int gs_profile_set(gs_profile_thread *t, const gs_fn *fn, setter thunk, PyObject *self, PyObject *value, void *closure) {
    gs_profile_call *p = gs_profile_begin(t, fn);
    int bad = thunk(self, value, closure);
    gs_profile_end(t, p, bad);
    return bad;
}

GS_NOINLINE void gs_profile_pack(const void *memory) {
    gs_profile_call *p = gs_profile_innermost();
    if (p && !p->in_go && p->npacked < (int)(sizeof p->packed / sizeof *p->packed)) p->packed[p->npacked++] = memory;
}

GS_COLD void gs_profile_moved(const void *from, const void *to) {
    gs_profile_call *p = gs_profile_innermost();
    for (int i = 0; p && i < p->npacked; i++)
        if (p->packed[i] == from) p->packed[i] = to;
}

/* Whether an argument that Go borrows is a list, whose items have been packed for it. */
static int gs_profile_packed(const gs_profile_call *p, uint64_t address) {
    for (int i = 0; p && i < p->npacked; i++)
        if ((uint64_t)(uintptr_t)p->packed[i] == address) return 1;
    return 0;
}

/* Counts the bytes of arguments, or of results. */
static void gs_profile_sizes(gs_profile_counts *n, int32_t fn, const gs_frame *f, const gs_profile_call *p, int results) {
    if (fn < 0 || fn >= gs_this.nfunctions || !gs_this.sized[fn]) return;
    for (const gs_sized *s = gs_this.sized[fn]; s->size; s++) {
        if ((s->flow == GS_FLOW_RESULT) != results) continue;
        int flow = s->flow == GS_FLOW_BORROWED && gs_profile_packed(p, f->w[s->word]) ? GS_FLOW_PACKED : s->flow;
        n->bytes[flow] += f->w[s->word + 1] * s->size;
    }
}

void gs_profile_go_by(int32_t fn, gs_frame *f) {
    const gs_core *core = &gs_the_core;
    if (core->own.cross && GS_LIKELY(core->own.cross(core->target, fn, f))) return;
    core->own.enter(fn, f);
}

/* A crossing by itself: an operator, an item of a stream. */
static void gs_profile_go_alone(int32_t fn, gs_frame *f) {
    if (fn == gs_this.batch) { /* of rows: their function has the time */
        gs_profile_go_by(fn, f);
        return;
    }
    gs_profile_thread *t = gs_profile_here();
    int run = __atomic_load_n(&gs_profiling, __ATOMIC_RELAXED);
    uint64_t began = gs_ticks();
    gs_profile_go_by(fn, f);
    if (!t || fn < 0 || fn >= gs_this.nfunctions || run != __atomic_load_n(&gs_profiling, __ATOMIC_RELAXED)) return;
    gs_profile_counts n = { .calls = 1, .failed = f->code != GS_CODE_OK, .go = gs_ticks() - began };
    gs_profile_add(&t->functions[fn].all, &n);
}

/* Says whose a crossing is, for samples of stacks. */
GS_INLINE void gs_profile_mark(gs_frame *f) {
    if (f->how & GS_HELD_GIL) return; /* nobody could take a sample of it */
    f->how |= GS_MEASURED;
    f->measured = (uintptr_t)gs_thread.profile;
}

/* enter() of the core, where calls are measured. */
static void gs_profile_go(int32_t fn, gs_frame *f) {
    gs_profile_call *p = gs_profile_innermost();
    if (p && p->fn < 0) __atomic_store_n(&p->fn, fn, __ATOMIC_RELAXED);
    if (!p || (p->way == GS_PROFILE_ROWS ? fn != gs_this.batch : p->fn != fn || p->in_go)) {
        gs_profile_go_alone(fn, f);
        return;
    }
    if (p->in_go) { /* of rows, apart from their caller, who goes on with what comes next */
        gs_profile_mark(f);
        gs_profile_go_by(fn, f);
        return;
    }
    gs_profile_sizes(&p->now, fn, f, p, 0);
    gs_profile_mark(f);
    gs_profile_phase(p, &p->now.in);
    __atomic_store_n(&p->in_go, 1, __ATOMIC_RELEASE);
    gs_profile_go_by(fn, f);
    __atomic_store_n(&p->in_go, 0, __ATOMIC_RELEASE);
    gs_profile_phase(p, &p->now.go);
    if (f->code == GS_CODE_OK) gs_profile_sizes(&p->now, fn, f, p, 1);
}

/* cross() of the core, where calls are measured: it leaves all to enter(). */
static int gs_profile_cross(const void *target, int64_t fn, gs_frame *f) {
    (void)target, (void)fn, (void)f;
    return 0;
}

static pthread_mutex_t gs_way_lock = PTHREAD_MUTEX_INITIALIZER;

/* The lock is held. */
static void gs_profile_set_way(void) {
    gs_core *core = &gs_the_core;
    int on = __atomic_load_n(&gs_profiling, __ATOMIC_RELAXED);
    if (!core->own.enter) return;
    __atomic_store_n(&core->cross, core->own.cross && on ? gs_profile_cross : core->own.cross, __ATOMIC_RELAXED);
    __atomic_store_n(&core->direct, on ? NULL : core->own.direct, __ATOMIC_RELEASE);
    __atomic_store_n(&core->enter, on ? gs_profile_go : core->own.enter, __ATOMIC_RELEASE);
}

void gs_profile_loaded(void (*enter)(int32_t, gs_frame *), int (*cross)(const void *, int64_t, gs_frame *), const int64_t *direct) {
    pthread_mutex_lock(&gs_way_lock);
    gs_the_core.own.cross = cross;
    gs_the_core.own.direct = direct;
    gs_the_core.own.enter = enter;
    gs_profile_set_way();
    pthread_mutex_unlock(&gs_way_lock);
}

static int gs_profile_runs;      /* how many there have been; gs_way_lock */
static int64_t gs_profile_since; /* when the last one began, by gs_clock(); atomic */

void gs_profile_switch(int on) {
    if (on) gs_profile_forget_lines();
    pthread_mutex_lock(&gs_way_lock);
    if (on) __atomic_store_n(&gs_profile_since, gs_clock(), __ATOMIC_RELAXED);
    __atomic_store_n(&gs_profiling, on ? ++gs_profile_runs : 0, __ATOMIC_RELAXED);
    gs_profile_set_way();
    pthread_mutex_unlock(&gs_way_lock);
}

void gs_profile_forked(void) {
    gs_lines.lock = (pthread_mutex_t)PTHREAD_MUTEX_INITIALIZER;
    gs_way_lock = (pthread_mutex_t)PTHREAD_MUTEX_INITIALIZER;
    for (gs_profile_thread *t = gs_profile_threads(); t; t = t->next) {
        if (t == gs_thread.profile) continue;
        __atomic_store_n(&t->depth, 0, __ATOMIC_RELAXED); /* its thread does not exist here */
        __atomic_store_n(&t->owned, 0, __ATOMIC_RELAXED);
    }
}

GS_NOINLINE void gs_profile_back(void) {
    gs_profile_call *p = gs_profile_innermost();
    if (p && p->now.go && !p->in_go) gs_profile_phase(p, &p->now.gil);
}

GS_NOINLINE uint64_t gs_profile_callback_begin(void) { return gs_profile_innermost() ? gs_ticks() : 0; }

GS_NOINLINE void gs_profile_callback_end(uint64_t began) {
    gs_profile_call *p = gs_profile_innermost();
    if (p && began) p->now.python += gs_ticks() - began;
}

GS_NOINLINE void gs_profile_job(int32_t fn, const gs_frame *f, const gs_profile_times *at, int failed) {
    gs_profile_thread *t = gs_profile_here();
    if (!t || fn < 0 || fn >= gs_this.nfunctions || at->submitted < __atomic_load_n(&gs_profile_since, __ATOMIC_RELAXED)) return;
    gs_profile_counts n = { .calls = 1, .failed = failed != 0 };
    if (at->started >= at->submitted && at->ended >= at->started) { /* else it has not begun */
        n.in = (uint64_t)(at->started - at->submitted);
        n.go = (uint64_t)(at->ended - at->started);
        n.out = (uint64_t)(gs_clock() - at->ended);
    }
    gs_profile_sizes(&n, fn, f, NULL, 0);
    if (!failed) gs_profile_sizes(&n, fn, f, NULL, 1);
    gs_profile_add(&t->functions[gs_this.nfunctions * GS_PROFILE_JOB + fn].all, &n);
}
