/* profile.h: measures the calls from Python, while the boundary profiler is on. process/profiler.h is
   what Python sees of it.

   A call has phases, which follow one another: arguments are converted, Go runs, the thread waits for the
   GIL, the result is converted. Each change of phase reads the processor's counter and adds to the phase
   that ends. What is being measured lies in a block of the thread, not on its stack, which greenlets
   exchange: if they change the order in which calls end, figures are wrong, but no memory is.

   Only its own thread writes to a block. Others read it, so each figure is written by an atomic store. */
#ifndef GS_CALL_PROFILE_H
#define GS_CALL_PROFILE_H
#include "abi/abi3.h"
#include "abi/attributes.h"
#include <stdint.h>
#pragma GCC visibility push(hidden)

typedef struct gs_frame gs_frame;
typedef struct gs_fn gs_fn;

extern int gs_profiling; /* 0, or the number of the run in which calls are measured; atomic */
#define GS_PROFILING GS_UNLIKELY(__atomic_load_n(&gs_profiling, __ATOMIC_RELAXED))

/* How a value of variable size crosses. */
enum {
    GS_FLOW_BORROWED, /* Go sees Python's memory; or a list of numbers, which is packed first */
    GS_FLOW_COPIED,   /* Go copies it, since it may keep it */
    GS_FLOW_PACKED,   /* item by item, through a wire buffer */
    GS_FLOW_RESULT,   /* copied to Python */
    GS_FLOWS
};

/* One such value of a function: its length is in the word after its first. */
typedef struct gs_sized {
    short word;
    unsigned char size; /* bytes of an item; 0 ends the table */
    unsigned char flow;
} gs_sized;

/* What is known of the calls of one function. Phases are in ticks of gs_profile_ticks(); those of jobs in
   nanoseconds. */
typedef struct gs_profile_counts {
    uint64_t calls, failed;
    uint64_t in, go, gil, out; /* of a job: until it has begun, in Go, until Python has it */
    uint64_t python;           /* how much of go was spent in callbacks */
    uint64_t bytes[GS_FLOWS];
    uint64_t rows; /* of columns */
} gs_profile_counts;
enum { GS_PROFILE_COUNTS = sizeof(gs_profile_counts) / sizeof(uint64_t) };

/* The ways to call a function. */
enum { GS_PROFILE_CALL, GS_PROFILE_JOB, GS_PROFILE_ROWS, GS_PROFILE_WAYS };

/* A call that is being measured. */
typedef struct gs_profile_call {
    gs_profile_counts now;
    uint64_t mark;   /* when the phase began */
    const void *packed[16]; /* memory in which lists were packed */
    int npacked;
    int run;         /* gs_profiling when it began: it counts if it ends in the same */
    int live;        /* it has not ended */
    int way;         /* GS_PROFILE_CALL, or GS_PROFILE_ROWS */
    int fn;          /* GS_NO_FUNCTION: that which it crosses for first */
    int in_go;       /* atomic */
} gs_profile_call;

enum { GS_PROFILE_DEPTH = 32 }; /* calls within callbacks within calls; deeper ones are not measured */

/* Of a function and a thread: all calls, and those that a line of Python is known for. */
typedef struct gs_profile_function {
    gs_profile_counts all, placed;
} gs_profile_function;

typedef struct gs_profile_thread {
    struct gs_profile_thread *next;
    int owned;               /* atomic: by a thread that lives */
    unsigned long thread;    /* as threading.get_ident() */
    int depth;               /* atomic */
    int inside;              /* gs_profile_outside() */
    int run;                 /* of its last call */
    uint32_t random;
    int64_t until;           /* ticks until a line is looked up again */
    gs_profile_call call[GS_PROFILE_DEPTH];
    gs_profile_function functions[]; /* gs_this.nfunctions for each way */
} gs_profile_thread;

/* A line of Python from which a function was called. Its figures stand for those of the calls since the last
   time that a line was looked up. */
typedef struct gs_profile_line {
    PyObject *code; /* owned; NULL: free */
    int line, fn;
    gs_profile_counts counts;
} gs_profile_line;

/* The processor's counter; or nanoseconds, if it is of no use here. */
uint64_t gs_profile_ticks(void);

/* Asked by a thunk: NULL if it has been called by one of the functions that follow, or can't be measured. */
gs_profile_thread *gs_profile_outside(void);

/* Measure a call of a thunk, one for each convention of Python's. */
PyObject *gs_profile_fast(gs_profile_thread *t, const gs_fn *fn, PyCFunctionFast thunk, PyObject *self, PyObject *const *args, Py_ssize_t n, PyObject *kw);
PyObject *gs_profile_plain(gs_profile_thread *t, const gs_fn *fn, PyCFunction thunk, PyObject *self, PyObject *arg);
PyObject *gs_profile_new(gs_profile_thread *t, const gs_fn *fn, newfunc thunk, PyTypeObject *cls, PyObject *args, PyObject *kw);
PyObject *gs_profile_get(gs_profile_thread *t, const gs_fn *fn, getter thunk, PyObject *self, void *closure);
int gs_profile_set(gs_profile_thread *t, const gs_fn *fn, setter thunk, PyObject *self, PyObject *value, void *closure);

/* Around a call over columns: NULL if it can't be measured. With the GIL. */
gs_profile_thread *gs_profile_rows_begin(const gs_fn *fn);
void gs_profile_rows_end(gs_profile_thread *t, int64_t rows, int failed);

/* In such a call: results have been taken. */
void gs_profile_rows_taken(void);

/* In such a call, around Go's work that goes on apart from this thread (began: 0 if it could not begin): what comes before
   the wait is the thread's own. */
void gs_profile_rows_apart(int began);
void gs_profile_rows_wait(void);
void gs_profile_rows_waited(void);

/* A loop of a ufunc has run, which may have released the GIL. began: of gs_profile_ticks(). */
void gs_profile_loop(const gs_fn *fn, uint64_t began, int64_t rows, int failed);

/* A list of numbers has been packed into memory, for the call that converts its arguments. */
void gs_profile_pack(const void *memory);

/* An argument was copied once more, in guard mode: what held for the one holds for the other. */
void gs_profile_moved(const void *from, const void *to);

/* Begins a run, and forgets the lines of the last one; or ends it. The caller has the GIL. */
void gs_profile_switch(int on);

/* A core has been loaded: sets its entries in gs_the_core. cross and direct may be NULL. */
void gs_profile_loaded(void (*enter)(int32_t, gs_frame *), int (*cross)(const void *, int64_t, gs_frame *), const int64_t *direct);

/* gs_go() of calls that are not measured. */
void gs_profile_go_by(int32_t fn, gs_frame *f);

/* The thread has the GIL again. */
void gs_profile_back(void);

/* Around a callback, on the thread of its call: what begin returns is for end. */
uint64_t gs_profile_callback_begin(void);
void gs_profile_callback_end(uint64_t began);

/* A job of function fn is Python's again; the times are of gs_clock(). */
typedef struct gs_profile_times {
    int64_t submitted, started, ended;
} gs_profile_times;
void gs_profile_job(int32_t fn, const gs_frame *f, const gs_profile_times *at, int failed);

/* The block of this thread; NULL: there is no memory. */
gs_profile_thread *gs_profile_here(void);

/* All threads there have been. */
gs_profile_thread *gs_profile_threads(void);

/* A copy of all lines, malloc()ed, with references of its own to the code; NULL: there is no memory. The caller has
   the GIL. */
gs_profile_line *gs_profile_lines(int *n);

/* In a forked child. */
void gs_profile_forked(void);
#pragma GCC visibility pop
#endif
