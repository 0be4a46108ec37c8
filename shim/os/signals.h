/* signals.h: one dispatcher of faults and preemptions for all cores of a process.

   Every Go runtime installs its own handlers when it is loaded. With several of
   them only the last one gets SIGURG, by which Go stops goroutines, so the
   garbage collectors of the others wait for ever; and a handler that comes later
   (faulthandler.enable()) ends the process at the next nil dereference that Go
   would have made a panic. So one handler stands before all: a fault goes to the
   core whose code made it and otherwise to whoever handled it before; SIGURG
   goes to every core; of SIGABRT, by which Go ends a process, a core may make a
   report first (crash.h). The dispatcher belongs to the first extension that loads its core; the
   others find it by the symbol gophersnake_signals_1, which every shim exports.

   Handlers of other code (the predecessors) are called in the reverse order of
   their coming, but one whose own object file made the fault comes before all:
   that is another Go runtime's. One that puts back the handler it had found and raises the
   signal again, as faulthandler does, comes here a second time: it is the next
   predecessor's turn then, and after the last the default action's. */
#ifndef GS_OS_SIGNALS_H
#define GS_OS_SIGNALS_H
#include "abi/attributes.h"
#include <link.h>
#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#pragma GCC visibility push(hidden)

enum { GS_SIG_SEGV, GS_SIG_BUS, GS_SIG_FPE, GS_SIG_URG, GS_SIG_ABRT, GS_SIGNALS };
enum { GS_PREDECESSORS = 8 };
enum { GS_NSIG = 65 };

/* A loaded core. Nodes are never freed: a handler may be reading the list. */
typedef struct gs_signal_core {
    struct gs_signal_core *next;
    uintptr_t lo, hi;                /* its code */
    struct sigaction go[GS_SIGNALS]; /* what Go had installed */
    /* cleared in a forked child, whose parent's cores are dead; may be GS_STARTING for SIGURG */
    int live[GS_SIGNALS];
    int (*crashed)(void);            /* whether it is this core that aborts */
    void (*report)(int stacks);      /* writes the crash report; stacks: a file with Python's stacks, or -1 */
} gs_signal_core;

/* A handler that was there before ours, or came later. */
typedef struct gs_signal_before {
    struct sigaction act;
    uintptr_t lo, hi; /* the code of the object file that it is in */
} gs_signal_before;

/* What extensions of any release share; whoever changes it must give the symbol
   another number. */
typedef struct gs_signals {
    /* before a core is loaded; the caller holds the GIL until join() */
    void (*begin)(struct gs_signals *);
    void (*join)(struct gs_signals *, gs_signal_core *); /* after it, or NULL if it failed */
    /* puts the dispatcher back on top of handlers that came later */
    void (*check)(struct gs_signals *);
    /* drops the predecessors of an object file (its base address) that let themselves be interrupted */
    void (*forget)(struct gs_signals *, const void *);
    pthread_mutex_t lock;
    gs_signal_core *cores;
    gs_signal_before before[GS_SIGNALS][GS_PREDECESSORS]; /* oldest first */
    int nbefore[GS_SIGNALS];
    int installed;
    int stacks, stacks_signal; /* faulthandler writes Python's stacks to the one when it gets the other */
    pid_t stacks_of;           /* in this process */
} gs_signals;
extern gs_signals *gs_the_signals; /* the process's; NULL until this extension's core is loaded */

#define GS_ATOMIC_GET(p) __atomic_load_n(p, __ATOMIC_ACQUIRE)
#define GS_ATOMIC_SET(p, v) __atomic_store_n(p, v, __ATOMIC_RELEASE)

/* ---- the handler; the code below runs on signal stacks and calls nothing but async-signal-safe functions ---- */

/* A handler that this one has called. It may never return: libraries leave theirs
   by siglongjmp(), or end the thread. So nobody counts down: each has left a mark
   on the stack, and runs as long as what is interrupted stands below the mark. */
typedef struct gs_signal_active {
    const gs_signal_core *core; /* whose handler it is; NULL: a predecessor's */
    uintptr_t mark;             /* the address of a gs_signal_mark */
    uintptr_t low;              /* the beginning of the stack for signals that the mark is on, or 0 */
    uint64_t sign;              /* what the mark says */
} gs_signal_active;
enum {
    GS_ACTIVES = 16,
    GS_MARK_REACH = 1 << 20 /* the most of a stack that a handler has used when it faults itself */
};

/* What a thread is doing about a fault. Not in thread-local storage: what a
   handler may use of that is scarce, and would not do for twenty extensions. */
typedef struct gs_signal_thread {
    int thread; /* the kernel's number, which no other thread gets soon; 0: free */
    int urgent; /* it hands SIGURG to cores that are starting */
    int n;      /* handlers that are running, one inside of the other: */
    gs_signal_active active[GS_ACTIVES];
} gs_signal_thread;
extern gs_signal_thread gs_signal_threads[128];
extern gs_signals gs_own_signals;

/* The code that holds an address. arg: a range that begins with it; after it, the range itself. */
int gs_code_around(struct dl_phdr_info *info, size_t size, void *arg);

/* The core's runtime has started: it takes SIGURG itself from now on. (join() may
   have been that of another release, which says so in another way.) */
void gs_signals_started(gs_signal_core *c);

/* The process's dispatcher: another extension's, or this one's own. The GIL is
   held, so that two extensions don't both become the first. */
int gs_signals_find(void);
extern int gs_signals_countdown;

void gs_signals_tick(void);
void gs_signals_count(void);
#define GS_SIGNALS_COUNT() \
    if (GS_UNLIKELY(--gs_signals_countdown <= 0)) gs_signals_count()
#pragma GCC visibility pop
#endif
