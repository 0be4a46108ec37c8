/* frame.h: what crosses between the shim and the core, and the crossing itself.

   A call is one frame: a struct on the caller's stack that holds numbers and
   addresses as integers. The thunk fills the argument words, gs_enter() goes
   to Go, and the result words come back. Its twin is rt/frame.go; the two must
   agree on this layout. No Go pointer type ever stands in a frame: storing one
   into C memory runs Go's write barrier over memory that is not Go's. */
#ifndef GS_CALL_FRAME_H
#define GS_CALL_FRAME_H
#include "abi/attributes.h"
#include "os/signals.h"
#include "os/stack.h"
#include "core/core.h"
#include "core/newerbuild.h"
#include "call/activecall.h"
#include <stdint.h>
#pragma GCC visibility push(hidden)

typedef struct gs_submissions gs_submissions;
enum { GS_FREED = 5 }; /* handles that one crossing can give back */
enum { GS_NO_HANDLE = -1 };
enum { GS_GOROUTINE_PANICKED = -1 }; /* a goroutine panicked while the call was in flight: see gs_raise_panic() */
enum {
    GS_CODE_OK = 0,
    GS_CODE_ERROR = 1,
    GS_CODE_PANIC = 2,
    GS_CODE_INTERRUPTIBLE = 3 /* in: see interrupt.h */,
    GS_CODE_EXIT = 4 /* w[0] is the exit code */,
    GS_CODE_REFUSED = 5 /* see gs_refused() */,
    GS_CODE_AWAITED = 6 /* in: as GS_CODE_INTERRUPTIBLE, of a job */,
    GS_CODE_UNBEGUN = 7 /* a job that was cancelled before it began */,
    GS_CODE_LATER = 8 /* how it ended is still to be said: see gs_describe() */
};
enum { GS_NO_FUNCTION = -1 };
enum { GS_OF_JOB = 1, GS_HELD_GIL = 2 };

typedef struct gs_frame {
    int32_t code;            /* GS_CODE_*; set by the core */
    int16_t nfree;           /* how many of freed[] are in use; out: GS_GOROUTINE_PANICKED */
    int16_t how;             /* GS_OF_JOB: no thread of Python's waits for it (job.h); GS_HELD_GIL */
    int32_t freed[GS_FREED]; /* handles of the core that Python no longer needs */
    uint32_t room;           /* bytes left in scratch */
    char *scratch;           /* for small results, on the caller's stack */
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

/* What Python has to say of something that Go has. */
typedef struct gs_control {
    uintptr_t next, about;
    int64_t what;
} gs_control;
enum {
    GS_CONTROL_CANCELLED /* about the frame of a job */,
    GS_CONTROL_RESUMED /* about a callback; it is a part of that */
};

typedef struct gs_submissions gs_submissions;

/* What Go exports beside the way in; all NULL until the core is loaded, and again
   in a forked child. */
typedef struct gs_core_calls {
    void (*free_handles)(const int32_t *handles, int64_t n);
    int32_t (*interrupt)(uintptr_t frame);
    void (*info)(int64_t *); /* info.h */
    void (*collect)(void);
    void (*describe)(int32_t fn, gs_frame *f);
    void (*take_panic)(int32_t none, gs_frame *f); /* writes what gs_raise_panic() raises */
    int32_t (*started_before)(uint64_t panics);
    void (*receive)(gs_submissions *);  /* submissions.h */
    void (*unlimit)(void *async); /* async.h */
    int32_t (*snapshot)(void *all, int64_t n); /* snapshot.h */
    int64_t (*active_jobs)(uintptr_t loop, uintptr_t *jobs, int64_t room);
} gs_core_calls;

typedef struct gs_core {
    void (*enter)(int32_t fn, gs_frame *f); /* as the calls, and set after them: who finds it has them too */
    gs_core_calls calls;
    gs_submissions *submissions; /* NULL until the first job */
    int running; /* calls in Go that have released the GIL; guarded by the GIL */
    int callbacks; /* of borrowed callables that are in Python; guarded by the GIL */
    int procs;   /* GOMAXPROCS */
    uint16_t generation; /* forks of the process that lie between the first core and this one */
    int nfreed;  /* handles waiting in freed[]; guarded by the GIL */
    int32_t freed[256];
} gs_core;
extern gs_core gs_the_core;

/* Loads the core; set at import by the file that does it, which stands on this one (load.h). */
extern int (*gs_core_loader)(void);
int gs_core_load(void);

void gs_handles_flush(void);

/* Gives a handle back to the core: later, with the next crossing, or at once
   where what it holds is large. The GIL is held. */
GS_INLINE void gs_handle_free(int32_t handle, int large) {
    if (handle == GS_NO_HANDLE) return;
    gs_the_core.freed[gs_the_core.nfreed++] = handle;
    if (GS_UNLIKELY(large || gs_the_core.nfreed == 256)) gs_handles_flush();
}

void gs_handles_attach(gs_frame *f);

enum { GS_RELEASE = 0, GS_HOLD = 1, GS_CALLING = 2 /* as GS_HOLD, and Go calls back */ };

/* bytes of a value that are cleared or copied in a time that is not worth to be asked for: AtOnce in internal/model
   */
enum { GS_AT_ONCE = 16 << 10 };
enum { GS_SMALL = 4096 }; /* bytes of arguments that are copied in well under a microsecond */

/* Whether the call that begins is to tell of a goroutine that has panicked: nobody
   who is in flight will. */
int gs_panics_left(uint64_t n);

GS_INLINE int gs_panics_unreported(void) {
    const gs_panic_counts *e = gs_the_active_calls.panics;
    uint64_t n = gs_panics_now();
    return GS_UNLIKELY(n != __atomic_load_n(&e->reported, __ATOMIC_ACQUIRE) &&
               n != __atomic_load_n(&e->claimed, __ATOMIC_ACQUIRE)) &&
        gs_panics_left(n);
}

/* Before any crossing: the stack suffices, the core is there, and handles that Python no longer needs
   ride along. -1 with a Python exception set, or GS_CODE_REFUSED. */
GS_INLINE int gs_enter_begin(gs_frame *f, int32_t code) {
    if (gs_stack_crosses()) return -1;
    if (GS_UNLIKELY(!gs_the_core.enter) && gs_core_load()) return -1;
    if (GS_UNLIKELY(*gs_newer_build) && gs_old_build()) return -1;
    f->code = code;
    f->nfree = 0;
    f->how = 0;
    if (GS_UNLIKELY(gs_panics_unreported())) return f->code = GS_CODE_REFUSED;
    if (gs_the_core.nfreed) gs_handles_attach(f);
    return 0;
}

/* Runs a function of the core's without the GIL: enter, describe or take_panic. */
void gs_run_released(gs_frame *f, int32_t fn, void (*run)(int32_t, gs_frame *));
int gs_enter_released(gs_frame *f, int32_t fn);

/* A call that kept the GIL has failed, and to say how runs code that was not
   proven short: without the GIL. Twin: rt/describe.go. */
int gs_describe(gs_frame *f, int32_t fn);
#define GS_DESCRIBED(f, fn) (GS_UNLIKELY((f)->code == GS_CODE_LATER) ? gs_describe(f, fn) : (f)->code)

/* A call that keeps the GIL, for Go to call Python back with it. gs_gil_take() may
   give it up on the way, and what is left is an ordinary call. */
int gs_enter_calling(gs_frame *f, int32_t fn);

/* Crosses into Go and runs function fn. With hold, the GIL is kept, but only
   while less Go work runs than GOMAXPROCS: a held call that waits for a P
   would freeze Python. Returns 0; GS_CODE_* if the call failed, with the
   failure in w[0..2]; -1 with a Python exception set. */

/* The same without the GIL from the beginning. Not compiled into each thunk: what is
   released and taken again costs more than a call. */
int gs_enter_releasing(gs_frame *f, int32_t fn);

GS_INLINE int gs_enter(gs_frame *f, int32_t fn, int hold) {
    if (__builtin_constant_p(hold) && hold == GS_RELEASE) return gs_enter_releasing(f, fn);
    int r = gs_enter_begin(f, GS_CODE_OK);
    if (GS_UNLIKELY(r)) return r;
    if (hold && GS_LIKELY(gs_the_core.running < gs_the_core.procs)) {
        if (hold == GS_CALLING) return gs_enter_calling(f, fn);
        GS_SIGNALS_COUNT();
        f->how = GS_HELD_GIL;
        gs_the_core.enter(fn, f);
        return GS_DESCRIBED(f, fn);
    }
    return gs_enter_released(f, fn);
}
#pragma GCC visibility pop
#endif
