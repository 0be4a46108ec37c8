/* signals.h: one dispatcher of faults and preemption signals for all cores of a process.

   Every Go runtime installs its own signal handlers when it is loaded. If there are several,
   only the last one gets SIGURG, with which Go preempts goroutines, and the garbage collectors
   of the others wait for ever. A handler that is installed later (faulthandler.enable()) ends
   the process at the next nil dereference, although Go would have turned it into a panic. So
   one handler stands in front of all. It passes a fault to the core whose code caused it, and
   otherwise to the previous handlers. It passes SIGURG to every core. Before SIGABRT, with
   which Go ends a process, a core can write a report (crash.h). The dispatcher belongs to the
   first extension that loads its core. The others find it through the symbol
   gophersnake_signals_1, which every shim exports.

   Handlers of other code (predecessors) are called in the reverse order of their installation.
   But a handler whose own object file caused the fault comes first: it belongs to another Go
   runtime. A handler may restore the one that it had found and raise the signal again, as
   faulthandler does. Then the signal arrives here a second time and goes to the next
   predecessor, and after the last one to the default action. */
#ifndef GS_OS_SIGNALS_H
#define GS_OS_SIGNALS_H
#include "abi/attributes.h"
#include "abi/exclusion.h"
#include "os/has.h"
#include <stddef.h>
#include <stdint.h>
#pragma GCC visibility push(hidden)

#define GS_ATOMIC_GET(p) __atomic_load_n(p, __ATOMIC_ACQUIRE)
#define GS_ATOMIC_SET(p, v) __atomic_store_n(p, v, __ATOMIC_RELEASE)
#pragma GCC visibility pop

#if GS_HAS_SIGNALS
#include <pthread.h>
#include <signal.h>
#include <sys/types.h>
#pragma GCC visibility push(hidden)

/* The signals, as indices of the arrays below. */
enum { GS_SIG_SEGV, GS_SIG_BUS, GS_SIG_FPE, GS_SIG_URG, GS_SIG_ABRT, GS_SIGNALS };
enum { GS_PREDECESSORS = 8 };
#ifdef __APPLE__
enum { GS_NSIG = NSIG }; /* one more than the highest signal number */
#else
enum { GS_NSIG = 65 }; /* the same, with the C library's own real-time signals */
#endif

/* A loaded core. Nodes are never freed: a handler may be reading the list. */
typedef struct gs_signal_core {
    struct gs_signal_core *next;
    uintptr_t lo, hi;                /* its code: addresses from lo up to hi */
    struct sigaction go[GS_SIGNALS]; /* the handlers that Go installed */
    /* whether Go handles the signal. 0 in a forked child, where the parent's cores are dead.
       May be GS_STARTING for SIGURG */
    int live[GS_SIGNALS];
    int (*crashed)(void);            /* whether this core is aborting the process */
    /* writes the crash report; stacks: a descriptor of a file with Python's stacks, or -1 */
    void (*report)(int stacks);
} gs_signal_core;

/* A handler that was installed before ours, or later. */
typedef struct gs_signal_before {
    struct sigaction act;
    uintptr_t lo, hi; /* the code of its object file */
} gs_signal_before;

/* What extensions share, of any release. If you change it, change the number in the symbol's
   name. */
typedef struct gs_signals {
    /* before a core is loaded; the caller holds the GIL until join() */
    void (*begin)(struct gs_signals *);
    void (*join)(struct gs_signals *, gs_signal_core *); /* after it; NULL if loading failed */
    /* installs the dispatcher again, if other code has installed a handler since */
    void (*check)(struct gs_signals *);
    /* forgets the predecessors in an object file (given by its base address) whose handlers
       have SA_NODEFER */
    void (*forget)(struct gs_signals *, const void *);
    pthread_mutex_t lock;
    gs_signal_core *cores;
    gs_signal_before before[GS_SIGNALS][GS_PREDECESSORS]; /* oldest first */
    int nbefore[GS_SIGNALS];
    int installed;
    /* file descriptor and signal: on the signal, faulthandler writes Python's stacks to the
       file */
    int stacks, stacks_signal;
    pid_t stacks_of;           /* the process for which that was set up */
} gs_signals;
extern gs_signals *gs_the_signals; /* NULL until this extension's core is loaded */

/* ---- the handler ---- */

/* A handler that the dispatcher has called. It may never return: libraries leave handlers by
   siglongjmp(), or end the thread. So a counter would be wrong. Instead, each call leaves a
   mark on the stack, and counts as running while the interrupted code's stack pointer lies
   below the mark. This code runs on signal stacks and calls only async-signal-safe functions. */
typedef struct gs_signal_active {
    const gs_signal_core *core; /* the core whose handler runs; NULL: a predecessor runs */
    uintptr_t mark;             /* the address of a gs_signal_mark */
    uintptr_t low;              /* the start of the signal stack that the mark is on, or 0 */
    uint64_t sign;              /* the value in the mark */
} gs_signal_active;
enum {
    GS_ACTIVES = 16,
    GS_MARK_REACH = 1 << 20 /* the most stack that a handler uses before it faults itself */
};

/* The handlers that run on a thread. Not in thread-local storage: the part of it that a handler
   may use is scarce, and would not suffice for twenty extensions. */
typedef struct gs_signal_thread {
    int thread; /* its kernel thread ID, which is not reused soon; 0: this entry is free */
    int urgent; /* it is passing SIGURG to cores that are starting */
    int n;      /* number of running handlers, each inside the one before */
    gs_signal_active active[GS_ACTIVES];
} gs_signal_thread;
extern gs_signal_thread gs_signal_threads[128];
extern gs_signals gs_own_signals;

/* The core's runtime has started and takes SIGURG itself from now on. (join() may come from
   another release, which marks this in another way.) */
void gs_signals_started(gs_signal_core *c);

/* Sets gs_the_signals to the process's dispatcher: another extension's, or this one's. Returns
   0, or -1 with MemoryError. The caller holds the GIL, so that two extensions do not both
   become the first. */
int gs_signals_find(void);

/* Checks that the dispatcher is still installed, unless it did so in the last 10 ms. */
void gs_signals_tick(void);

/* The same for a call that keeps the GIL and is too short to read the clock: every 16th call checks. */
extern GS_OF_THREAD int gs_signals_countdown;
void gs_signals_count(void);
#define GS_SIGNALS_COUNT() \
    if (GS_UNLIKELY(--gs_signals_countdown <= 0)) gs_signals_count()
#pragma GCC visibility pop
#else
/* There is no dispatcher. On Windows, faults go along a list of handlers, each of which passes on what is not its
   own, and Go stops threads without their help. */
GS_INLINE int gs_signals_find(void) { return 0; }
GS_INLINE void gs_signals_tick(void) {}
#define GS_SIGNALS_COUNT() ((void)0)
#endif
#endif
