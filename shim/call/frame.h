/* frame.h: the frame, which is all that crosses between the shim and the core, and the crossing
   itself. Twin: rt/frame.go.

   A call has one frame: a struct on the caller's stack that holds numbers and addresses as
   integers. The thunk writes the argument words, gs_enter() goes to Go, and the result words
   come back. Both twins must agree on the layout. A frame never contains a Go pointer type: to
   store one into C memory would run Go's write barrier on memory that is not Go's. */
#ifndef GS_CALL_FRAME_H
#define GS_CALL_FRAME_H
#include "abi/attributes.h"
#include "os/signals.h"
#include "os/stack.h"
#include "core/core.h"
#include "core/newerbuild.h"
#include "call/activecall.h"
#include "call/local.h"
#include "call/profile.h"
#include <stdint.h>
#pragma GCC visibility push(hidden)

typedef struct gs_submissions gs_submissions; /* async/submissions.h */

enum { GS_FREED = 5 }; /* handles that one crossing can give back */
enum { GS_NO_HANDLE = -1 };
enum { GS_NO_FUNCTION = -1 };

/* gs_frame.code. */
enum {
    GS_CODE_OK = 0,
    GS_CODE_ERROR = 1,
    GS_CODE_PANIC = 2,
    GS_CODE_INTERRUPTIBLE = 3, /* in: see interrupt.h */
    GS_CODE_EXIT = 4,          /* w[0] is the exit code */
    GS_CODE_REFUSED = 5,       /* see gs_refused() */
    GS_CODE_AWAITED = 6,       /* in: as GS_CODE_INTERRUPTIBLE, for a job */
    GS_CODE_UNBEGUN = 7,       /* a job that was cancelled before it began */
    GS_CODE_LATER = 8,         /* the failure must still be described: see gs_describe() */
    GS_CODE_ABSENT = 9         /* an attribute that is not there */
};

/* gs_frame.nfree: see gs_raise_panic(). */
enum {
    GS_GOROUTINE_PANICKED = -1,
    GS_SUPPLIER_FAILED = -2 /* of this call alone: rt/suppliers.go */
};

/* gs_frame.how. */
enum {
    GS_OF_JOB = 1,  /* no Python thread waits for the call (job.h) */
    GS_HELD_GIL = 2, /* the call keeps the GIL */
    GS_IN_CONTEXT = 4,   /* context is there */
    GS_CONTEXT_KEPT = 8, /* out: and Go has taken over the reference to it */
    GS_FED = 16,         /* set by Go: rt/suppliers.go */
    GS_MEASURED = 32     /* measured is there */
};

typedef struct gs_frame {
    int32_t code;            /* GS_CODE_*; set by the core */
    int16_t nfree;           /* in: number of freed[]; out: GS_GOROUTINE_PANICKED, GS_SUPPLIER_FAILED, or not negative */
    int16_t how;             /* bits of GS_OF_JOB... */
    int32_t freed[GS_FREED]; /* handles of the core that Python no longer needs */
    uint32_t room;           /* bytes left in scratch */
    char *scratch;           /* for small results, on the caller's stack */
    PyObject *context;       /* with GS_IN_CONTEXT: that of the call, for its log records */
    uintptr_t measured;      /* with GS_MEASURED: the block of the thread (profile.h), for samples of stacks */
    uint64_t w[];            /* argument words, then result words; an error takes w[0..2] */
} gs_frame;

/* A thunk's frame: W words (at least 3, for errors) and S bytes of scratch. */
#define GS_FRAME(f, W, S)              \
    struct {                           \
        gs_frame h;                    \
        uint64_t w[(W) < 3 ? 3 : (W)]; \
        char scratch[(S) ? (S) : 8];   \
    } f;                               \
    f.h.scratch = f.scratch;           \
    f.h.room = (S);                    \
    f.h.nfree = 0

/* A message to Go in the submission queue. Twin: control in rt/submissions.go. */
typedef struct gs_control {
    uintptr_t next, about;
    int64_t what;
} gs_control;
enum {
    GS_CONTROL_CANCELLED, /* about: the frame of a job that was cancelled */
    GS_CONTROL_RESUMED    /* about: a callback whose result is there; the message is part of it */
};

/* The functions that Go exports besides enter(); all NULL until the core is loaded, and again in a
   forked child. */
typedef struct gs_core_calls {
    void (*free_handles)(const int32_t *handles, int64_t n);
    int32_t (*interrupt)(uintptr_t frame); /* interrupt.h; 0: no such call was found */
    void (*info)(int64_t *);               /* info.h */
    void (*collect)(void);                 /* runs Go's garbage collector */
    void (*describe)(int32_t fn, gs_frame *f);
    void (*take_panic)(int32_t none, gs_frame *f); /* writes what gs_raise_panic() raises */
    void (*cause)(int32_t none, gs_frame *f);      /* an error as a value: objects/errorparts.h */
    int32_t (*started_before)(uint64_t panics);    /* see gs_panics_left() */
    void (*receive)(gs_submissions *);             /* submissions.h */
    void (*unlimit)(void *async);                  /* async.h */
    int32_t (*snapshot)(void *all, int64_t n);     /* snapshot.h */
    int64_t (*active_jobs)(uintptr_t loop, uintptr_t *jobs, int64_t room);
    void (*set_environ)(const char *name, const char *value); /* process/environ.h; NULL: the variable is gone */
    void (*flush_records)(void); /* gives Python what has been logged */
    int64_t (*stacks)(uint64_t *room, int64_t n);                 /* process/profiler.h */
    int64_t (*symbols)(uintptr_t pc, char *room, int64_t n);
} gs_core_calls;

/* The core of this process. */
typedef struct gs_core {
    void (*enter)(int32_t fn, gs_frame *f); /* set after calls: if it is there, they are */
    int (*cross)(const void *target, int64_t fn, gs_frame *f); /* the fast crossing, or NULL; 0: it could not be taken */
    const void *target;                                        /* what it calls: enter(), as Go calls it */
    const int64_t *direct; /* distances to the functions that need no crossing (direct.h); NULL: there are none */
    struct {
        void (*enter)(int32_t fn, gs_frame *f);
        int (*cross)(const void *target, int64_t fn, gs_frame *f);
        const int64_t *direct;
    } own; /* the core's; enter, cross and direct are others while calls are measured (profile.h) */
    gs_core_calls calls;
    gs_submissions *submissions; /* NULL until the first job */
    int procs;                   /* GOMAXPROCS */
    uint16_t generation;         /* forks between the process of the first core and this one */
} gs_core;
extern gs_core gs_the_core;

/* Runs a function of the core. The fast crossing refuses what is out of the ordinary: the first
   call of a thread, a call within a call of Go's, a processor that another thread has got. */
GS_INLINE void gs_go(int32_t fn, gs_frame *f) {
    int (*cross)(const void *, int64_t, gs_frame *) = __atomic_load_n(&gs_the_core.cross, __ATOMIC_RELAXED);
    if (cross && GS_LIKELY(cross(gs_the_core.target, fn, f))) return;
    __atomic_load_n(&gs_the_core.enter, __ATOMIC_RELAXED)(fn, f);
}

/* Loads the core: 0, or -1 with an exception. load.h is in a later layer, and sets the pointer at import. */
extern int (*gs_core_loader)(void);
int gs_core_load(void);

/* Gives all waiting handles back to the core at once: those of one thread, or of all. */
void gs_handles_flush(gs_local *l);
void gs_handles_flush_all(void);

/* Gives a handle back to the core: with the next crossing, or at once if it holds much memory
   (large). */
GS_INLINE void gs_handle_free(int32_t handle, int large) {
    if (handle == GS_NO_HANDLE) return;
    gs_local *here = gs_local_here();
    GS_LOCK(&here->lock);
    while (GS_UNLIKELY(here->nfreed == GS_FREED_MOST)) {
        GS_UNLOCK(&here->lock);
        gs_handles_flush(here);
        GS_LOCK(&here->lock);
    }
    here->freed[here->nfreed] = handle;
    __atomic_store_n(&here->nfreed, here->nfreed + 1, __ATOMIC_RELAXED);
    GS_UNLOCK(&here->lock);
    if (GS_UNLIKELY(large)) gs_handles_flush(here);
}

/* Lets waiting handles travel with a frame. */
void gs_handles_attach_some(gs_frame *f, gs_local *l);

GS_INLINE void gs_handles_attach(gs_frame *f) {
    gs_local *here = gs_local_here();
    if (__atomic_load_n(&here->nfreed, __ATOMIC_RELAXED)) gs_handles_attach_some(f, here);
}

/* Whether a short call may keep the GIL: one that waits for a Go processor meanwhile would freeze Python.
   Without a GIL it freezes nobody else. */
GS_INLINE int gs_may_hold(void) {
    return gs_no_gil() || gs_local_here()->running < gs_the_core.procs;
}

/* One more or less of the calls that have released the GIL. Only the thread of the calls changes its number. */
GS_INLINE void gs_running(int n) {
    gs_local *here = gs_local_here();
    __atomic_store_n(&here->running, here->running + n, __ATOMIC_RELAXED);
}

/* What gs_enter() does with the GIL. */
enum {
    GS_RELEASE = 0,
    GS_HOLD = 1,   /* keeps it */
    GS_CALLING = 2 /* keeps it, and Go calls back */
};

enum { GS_AT_ONCE = 16 << 10 }; /* bytes cleared or copied so fast that the GIL is kept: AtOnce in internal/model */
enum { GS_SMALL = 4096 };       /* bytes of arguments that are copied in well under a microsecond */

/* Whether the call that begins must report a goroutine's panic, because no active call will. */
int gs_panics_left(uint64_t n);

/* The same, with a quick test for the usual case. */
GS_INLINE int gs_panics_unreported(void) {
    const gs_panic_counts *e = gs_the_active_calls.panics;
    uint64_t n = gs_panics_now();
    return GS_UNLIKELY(n != __atomic_load_n(&e->reported, __ATOMIC_ACQUIRE) &&
               n != __atomic_load_n(&e->claimed, __ATOMIC_ACQUIRE)) &&
        gs_panics_left(n);
}

/* Gives a frame the context of this thread, if the extension logs and the context is not empty; the reference
   is the frame's. */
void gs_frame_take_context(gs_frame *f);

/* Drops it, unless Go has taken it over. */
GS_INLINE void gs_frame_drop_context(gs_frame *f) {
    if (GS_UNLIKELY((f->how & (GS_IN_CONTEXT | GS_CONTEXT_KEPT)) == GS_IN_CONTEXT)) Py_DECREF(f->context);
    f->how &= (int16_t) ~(GS_IN_CONTEXT | GS_CONTEXT_KEPT);
}

/* Before any crossing: checks the stack, loads the core if necessary, and attaches handles to
   free. 0; -1 with a Python exception; or GS_CODE_REFUSED. */
GS_INLINE int gs_enter_begin(gs_frame *f, int32_t code) {
    if (gs_stack_crosses()) return -1;
    if (GS_UNLIKELY(!GS_ACQUIRE(&gs_the_core.enter)) && gs_core_load()) return -1;
    if (GS_UNLIKELY(*gs_newer_build) && gs_old_build()) return -1;
    f->code = code;
    f->nfree = 0;
    f->how = 0;
    if (GS_UNLIKELY(gs_panics_unreported())) return f->code = GS_CODE_REFUSED;
    gs_handles_attach(f);
    return 0;
}

/* Runs a function of the core that has no frame, without the GIL. It may call Python back. */
void gs_call_released(void (*run)(void));

/* Runs a function of the core without the GIL: enter, describe, take_panic or cause. */
void gs_run_released(gs_frame *f, int32_t fn, void (*run)(int32_t, gs_frame *));

/* Crosses without the GIL, after gs_enter_begin(). Returns as gs_enter(). */
int gs_enter_released(gs_frame *f, int32_t fn);

/* A call that kept the GIL has failed. The text of its error comes from code that may block, so
   it is made without the GIL. Returns the code. Twin: rt/describe.go. */
int gs_describe(gs_frame *f, int32_t fn);
#define GS_DESCRIBED(f, fn) (GS_UNLIKELY((f)->code == GS_CODE_LATER) ? gs_describe(f, fn) : (f)->code)

/* A call that keeps the GIL so that Go can call Python back with it. gs_gil_take() may release
   it on the way. Then the rest is an ordinary call. */
int gs_enter_calling(gs_frame *f, int32_t fn);

/* gs_enter() with GS_RELEASE. Not inlined into each thunk: to release the GIL and take it again costs more
   than a call. */
int gs_enter_releasing(gs_frame *f, int32_t fn);

/* Crosses into Go and runs function fn. With GS_HOLD and GS_CALLING, the GIL is kept only while fewer Go calls
   run than GOMAXPROCS: a call that keeps it and waits for a Go processor would freeze Python. Returns 0;
   GS_CODE_* if the call failed, and the failure is in w[0..2]; or -1 with a Python exception. */
GS_INLINE int gs_enter(gs_frame *f, int32_t fn, int hold) {
    if (__builtin_constant_p(hold) && hold == GS_RELEASE) return gs_enter_releasing(f, fn);
    int r = gs_enter_begin(f, GS_CODE_OK);
    if (GS_UNLIKELY(r)) return r;
    if (hold && GS_LIKELY(gs_may_hold())) {
        if (hold == GS_CALLING) return gs_enter_calling(f, fn);
        GS_SIGNALS_COUNT();
        f->how = GS_HELD_GIL;
        gs_go(fn, f);
        return GS_DESCRIBED(f, fn);
    }
    return gs_enter_released(f, fn);
}
#pragma GCC visibility pop
#endif
