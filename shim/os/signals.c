#include "os/signals.h"
#if GS_HAS_SIGNALS
#include "abi/abi3.h"
#include "os/library.h"
#include "os/thread.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#ifdef __APPLE__
#include <mach/mach.h>
#include <sys/ucontext.h>
#else
#include <dirent.h>
#include <sys/syscall.h>
#include <ucontext.h>
#endif

static const int gs_signal_numbers[GS_SIGNALS] = { SIGSEGV, SIGBUS, SIGFPE, SIGURG, SIGABRT };

enum { GS_STARTING = 2 };

#if defined(__linux__) && defined(__x86_64__) /* another release reads these structs */
_Static_assert(sizeof(gs_signal_core) == 824 && offsetof(gs_signals, before) == 80 && sizeof(gs_signal_before) == 168 &&
        sizeof(gs_signals) == 6840,
    "give gophersnake_signals another number");
#endif
gs_signals *gs_the_signals;

/* What a call of a handler leaves on the stack. */
typedef struct gs_signal_mark {
    volatile uint64_t signs[24]; /* large enough that other frames at this place overwrite some of it */
} gs_signal_mark;

gs_signal_thread gs_signal_threads[128];
static uint64_t gs_signal_sign;                       /* value of the last mark; atomic */

/* ---- what differs between systems ---- */

static uintptr_t gs_signal_pc(const void *context) {
    const ucontext_t *u = context;
#if defined(__linux__) && defined(__x86_64__)
    return (uintptr_t)u->uc_mcontext.gregs[REG_RIP];
#elif defined(__linux__) && defined(__aarch64__)
    return (uintptr_t)u->uc_mcontext.pc;
#elif defined(__APPLE__) && defined(__x86_64__)
    return (uintptr_t)u->uc_mcontext->__ss.__rip;
#elif defined(__APPLE__) && defined(__aarch64__)
    return (uintptr_t)u->uc_mcontext->__ss.__pc;
#else
#error "where does a ucontext_t of this platform hold the program counter?"
#endif
}

static uintptr_t gs_signal_sp(const void *context) {
    const ucontext_t *u = context;
#if defined(__APPLE__) && defined(__x86_64__)
    return (uintptr_t)u->uc_mcontext->__ss.__rsp;
#elif defined(__APPLE__)
    return (uintptr_t)u->uc_mcontext->__ss.__sp;
#elif defined(__x86_64__)
    return (uintptr_t)u->uc_mcontext.gregs[REG_RSP];
#else
    return (uintptr_t)u->uc_mcontext.sp;
#endif
}

/* Whether a signal is one that a Go runtime of this process has sent to one of its threads. */
static int gs_signal_from_go(const siginfo_t *info) {
#ifdef __APPLE__
    return info->si_pid == getpid(); /* it does not tell kill() from pthread_kill() */
#else
    return info->si_code == SI_TKILL && info->si_pid == getpid();
#endif
}

/* Whether a thread has ended, by its number. */
static int gs_signal_thread_gone(int number) {
#ifdef __APPLE__
    mach_port_type_t type;
    return mach_port_type(mach_task_self(), (mach_port_name_t)number, &type) != KERN_SUCCESS ||
        !(type & MACH_PORT_TYPE_SEND);
#else
    return syscall(SYS_tgkill, getpid(), number, 0) && errno == ESRCH;
#endif
}

/* Sends SIGURG to every thread. While another Go runtime's handler was installed, it took all
   preemption signals for its own, and the other runtimes still wait for them. A superfluous one
   does no harm in Go. */
static GS_COLD void gs_signal_repeat(void) {
#ifdef __APPLE__
    thread_act_array_t threads;
    mach_msg_type_number_t n;
    if (task_threads(mach_task_self(), &threads, &n) != KERN_SUCCESS) return;
    for (mach_msg_type_number_t i = 0; i < n; i++) {
        pthread_t thread = pthread_from_mach_thread_np(threads[i]);
        if (thread) pthread_kill(thread, SIGURG);
        mach_port_deallocate(mach_task_self(), threads[i]);
    }
    vm_deallocate(mach_task_self(), (vm_address_t)threads, n * sizeof *threads);
#else
    DIR *threads = opendir("/proc/self/task");
    struct dirent *e;
    while (threads && (e = readdir(threads))) {
        long id = strtol(e->d_name, NULL, 10);
        if (id > 0) syscall(SYS_tgkill, getpid(), (pid_t)id, SIGURG);
    }
    if (threads) closedir(threads);
#endif
}

/* The monotonic time that is cheapest to read, in nanoseconds; -1. */
static int64_t gs_signal_clock(void) {
#ifdef __APPLE__
    return (int64_t)clock_gettime_nsec_np(CLOCK_MONOTONIC_RAW_APPROX);
#else
    struct timespec t;
    return clock_gettime(CLOCK_MONOTONIC_COARSE, &t) ? -1 : (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
#endif
}

/* ---- which handlers are running ---- */

/* Whether a handler is still running. sp: the stack pointer of the code that the current signal
   interrupted. Only handlers run on a signal stack. On an ordinary stack (if the thread has no
   other), code may have reached the same place after the handler was left, and has overwritten
   the mark. */
static int gs_signal_runs(const gs_signal_active *a, uintptr_t sp) {
    if (a->low) return sp >= a->low && sp < a->mark;
    if (sp >= a->mark || a->mark - sp > GS_MARK_REACH) return 0;
    const gs_signal_mark *m = (const gs_signal_mark *)a->mark;
    for (size_t i = 0; i < sizeof m->signs / sizeof *m->signs; i++)
        if (m->signs[i] != a->sign) return 0;
    return 1;
}

/* Notes that a handler is about to be called; 0 if too many are running. */
static int gs_signal_begin(gs_signal_thread *t, gs_signal_mark *m, const gs_signal_core *core, const void *context) {
    const ucontext_t *u = context;
    uintptr_t low = (uintptr_t)u->uc_stack.ss_sp, at = (uintptr_t)m;
    if (t->n == GS_ACTIVES) return 0;
    /* changes all bits */
    uint64_t sign = __atomic_add_fetch(&gs_signal_sign, 1, __ATOMIC_RELAXED) * 0x9e3779b97f4a7c15u;
    for (size_t i = 0; i < sizeof m->signs / sizeof *m->signs; i++) m->signs[i] = sign;
    t->active[t->n++] = (gs_signal_active){ core, at, at - low < u->uc_stack.ss_size ? low : 0, sign };
    return 1;
}

/* How many predecessors are running; and whether a core's handler is. */
static int gs_signal_depth(const gs_signal_thread *t) {
    int n = 0;
    for (int i = 0; i < t->n; i++) n += !t->active[i].core;
    return n;
}

static int gs_signal_within(const gs_signal_thread *t, const gs_signal_core *c) {
    for (int i = 0; i < t->n; i++)
        if (t->active[i].core == c) return 1;
    return 0;
}

/* Restores the default action and lets it happen. */
static void gs_signal_default(const gs_signal_thread *t, int sig, const siginfo_t *info) {
    struct sigaction d;
    sigset_t one;
    memset(&d, 0, sizeof d);
    d.sa_handler = SIG_DFL;
    sigaction(sig, &d, NULL);
    /* the instruction runs again, and then the kernel ends the process */
    if (info->si_code > 0 && !gs_signal_depth(t)) return;
    sigemptyset(&one);
    sigaddset(&one, sig);
    pthread_sigmask(SIG_UNBLOCK, &one, NULL);
    raise(sig);
}

static void gs_signal_call(const struct sigaction *a, int sig, siginfo_t *info, void *context) {
    if (a->sa_flags & SA_SIGINFO) a->sa_sigaction(sig, info, context);
    else a->sa_handler(sig);
}

/* Takes over an entry that belonged to the thread was; 0 if another thread was faster. */
static int gs_signal_take(gs_signal_thread *t, int was, int self) {
    if (!__atomic_compare_exchange_n(&t->thread, &was, self, 0, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE)) return 0;
    t->n = t->urgent = 0;
    return 1;
}

/* This thread's entry, without handlers that have been left. If all entries are taken, the
   result is unseen, which no other thread can see. */
static gs_signal_thread *gs_signal_enter(gs_signal_thread *unseen, const void *context) {
    int self = gs_thread_number(), n = sizeof gs_signal_threads / sizeof *gs_signal_threads;
    gs_signal_thread *t = NULL;
    for (int i = 0; !t && i < n; i++)
        if (GS_ATOMIC_GET(&gs_signal_threads[i].thread) == self) t = &gs_signal_threads[i];
    for (int i = 0; !t && i < n; i++)
        if (gs_signal_take(&gs_signal_threads[i], 0, self)) t = &gs_signal_threads[i];
    for (int i = 0; !t && i < n; i++) { /* entries of threads that ended inside a handler */
        int was = GS_ATOMIC_GET(&gs_signal_threads[i].thread);
        if (was && gs_signal_thread_gone(was) &&
            gs_signal_take(&gs_signal_threads[i], was, self))
            t = &gs_signal_threads[i];
    }
    if (!t) {
        t = unseen;
        t->thread = t->urgent = t->n = 0;
    }
    while (t->n && !gs_signal_runs(&t->active[t->n - 1], gs_signal_sp(context))) t->n--;
    return t;
}

static void gs_signal_leave(gs_signal_thread *t) {
    if (!t->n && !t->urgent) GS_ATOMIC_SET(&t->thread, 0);
}

/* Blocks the signals that the kernel would have blocked for a predecessor, since it may leave
   by siglongjmp() and keep that mask. But sig itself stays unblocked: if the handler raises it,
   it must arrive while the handler counts as running. */
static void gs_signal_mask(const struct sigaction *a, int sig, const void *context) {
    sigset_t mask = a->sa_mask;
    const ucontext_t *u = context;
    for (int i = 1; i < GS_NSIG; i++)
        if (sigismember(&u->uc_sigmask, i) == 1) sigaddset(&mask, i);
    sigdelset(&mask, sig);
    pthread_sigmask(SIG_SETMASK, &mask, NULL);
}

/* Passes a signal to a predecessor. pc: where a fault happened, or 0. */
static void gs_signal_pass(gs_signal_thread *t, int at, int sig, siginfo_t *info, void *context, uintptr_t pc) {
    gs_signals *s = &gs_own_signals;
    int all = GS_ATOMIC_GET(&s->nbefore[at]), depth = gs_signal_depth(t), n = all - 1 - depth, outer = t->n;
    for (int i = 0; i < all && pc && !depth; i++)
        if (pc >= s->before[at][i].lo && pc < s->before[at][i].hi) n = i;
    const struct sigaction *before = n < 0 ? NULL : &s->before[at][n].act;
    gs_signal_mark mark;
    if (before && before->sa_handler == SIG_IGN && info->si_code <= 0) return;
    if (!before || before->sa_handler == SIG_DFL || before->sa_handler == SIG_IGN ||
        !gs_signal_begin(t, &mark, NULL, context)) {
        gs_signal_default(t, sig, info);
        return;
    }
    sigset_t all_blocked;
    sigfillset(&all_blocked);
    gs_signal_mask(before, sig, context);
    gs_signal_call(before, sig, info, context);
    pthread_sigmask(SIG_SETMASK, &all_blocked, NULL);
    t->n = outer;
}

static void gs_signal_fault(gs_signal_thread *t, int at, int sig, siginfo_t *info, void *context) {
    gs_signals *s = &gs_own_signals;
    uintptr_t pc = info->si_code > 0 ? gs_signal_pc(context) : 0; /* 0: it was sent by kill() or the like */
    int outer = t->n;
    gs_signal_mark mark;
    for (gs_signal_core *c = pc ? GS_ATOMIC_GET(&s->cores) : NULL; c; c = c->next) {
        if (pc < c->lo || pc >= c->hi || !GS_ATOMIC_GET(&c->live[at]) || gs_signal_within(t, c)) continue;
        if (!gs_signal_begin(t, &mark, c, context)) break;
        /* Go forwards a fault in the core's C code to the handler that it found, which is ours */
        c->go[at].sa_sigaction(sig, info, context);
        t->n = outer;
        return;
    }
    gs_signal_pass(t, at, sig, info, context, pc);
}

static void gs_signal_abort(gs_signal_thread *t, siginfo_t *info, void *context) {
    gs_signals *s = &gs_own_signals;
    int asked = 0;
    for (gs_signal_core *c = GS_ATOMIC_GET(&s->cores); c && !gs_signal_depth(t); c = c->next) {
        if (!c->crashed || !c->crashed()) continue;
        if (!asked && s->stacks_of == getpid()) {
            sigset_t one;
            sigemptyset(&one);
            sigaddset(&one, s->stacks_signal);
            pthread_sigmask(SIG_UNBLOCK, &one, NULL);
            asked = !raise(s->stacks_signal);
        }
        c->report(asked ? s->stacks : -1);
    }
    gs_signal_pass(t, GS_SIG_ABRT, SIGABRT, info, context, 0);
}

/* Whether a core is starting. */
static int gs_signal_starting(void) {
    for (gs_signal_core *c = GS_ATOMIC_GET(&gs_own_signals.cores); c; c = c->next)
        if (GS_ATOMIC_GET(&c->live[GS_SIG_URG]) == GS_STARTING) return 1;
    return 0;
}

/* Go sends its preemption signals to a thread of the own process. Each must arrive: Go sends a
   thread no second one before it has seen the first. Python's handler must not see them:
   signal.signal(SIGURG, f) means other senders. */
static void gs_signal_urgent(siginfo_t *info, void *context) {
    gs_signals *s = &gs_own_signals;
    /* In the first moments of its start, a core does not take SIGURG yet but forwards it to the
       handler that it found, which is ours. The recursion ends here, since the caller of that
       core passes the signal to everybody. */
    gs_signal_thread unseen, *t = gs_signal_starting() ? gs_signal_enter(&unseen, context) : NULL;
    if (t && t->urgent) return;
    if (t) t->urgent = 1;
    for (gs_signal_core *c = GS_ATOMIC_GET(&s->cores); c; c = c->next) {
        int live = GS_ATOMIC_GET(&c->live[GS_SIG_URG]);
        if (live && (live != GS_STARTING || (t && t != &unseen))) c->go[GS_SIG_URG].sa_sigaction(SIGURG, info, context);
    }
    if (t) {
        t->urgent = 0;
        gs_signal_leave(t);
    }
    for (int i = GS_ATOMIC_GET(&s->nbefore[GS_SIG_URG]) - 1; i >= 0; i--) {
        const struct sigaction *a = &s->before[GS_SIG_URG][i].act;
        if (a->sa_handler == SIG_DFL || a->sa_handler == SIG_IGN) return;
        int simple = !(a->sa_flags & SA_SIGINFO); /* Python's handler is simple; another Go runtime's is not */
        if (!(simple && gs_signal_from_go(info)))
            gs_signal_call(a, SIGURG, info, context);
        if (simple) return;
    }
}

static void gs_signal_handler(int sig, siginfo_t *info, void *context) {
    int saved = errno;
    if (sig == SIGURG) gs_signal_urgent(info, context);
    else {
        gs_signal_thread unseen, *t = gs_signal_enter(&unseen, context);
        if (sig == SIGABRT) gs_signal_abort(t, info, context);
        for (int i = 0; i < GS_SIG_URG; i++)
            if (gs_signal_numbers[i] == sig) gs_signal_fault(t, i, sig, info, context);
        gs_signal_leave(t);
    }
    errno = saved;
}

/* ---- installing the handler ---- */

/* Whether two actions have the same handler. */
static int gs_signal_same(const struct sigaction *a, const struct sigaction *b) {
    return a->sa_flags & SA_SIGINFO ? a->sa_sigaction == b->sa_sigaction : a->sa_handler == b->sa_handler;
}

/* Adds a predecessor, unless it is known. The GIL is held. */
static GS_COLD void gs_signal_add(gs_signals *s, int at, const struct sigaction *a) {
    int n = s->nbefore[at];
    for (int i = 0; i < n; i++)
        if (gs_signal_same(&s->before[at][i].act, a)) return;
    if (n == GS_PREDECESSORS) return;
    uintptr_t range[2] = { (uintptr_t)a->sa_sigaction, 0 };
    if (!gs_library_code(range)) range[0] = 0;
    s->before[at][n] = (gs_signal_before){ *a, range[0], range[1] };
    GS_ATOMIC_SET(&s->nbefore[at], n + 1);
}

static GS_COLD void gs_signal_set(int sig) {
    struct sigaction mine;
    memset(&mine, 0, sizeof mine);
    mine.sa_sigaction = gs_signal_handler;
    mine.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESTART;
    sigfillset(&mine.sa_mask);
    sigaction(sig, &mine, NULL);
}

/* Installs our handler. The handler that it replaces becomes the newest predecessor. */
static GS_COLD void gs_signal_install(gs_signals *s, int at) {
    struct sigaction now;
    if (sigaction(gs_signal_numbers[at], NULL, &now) ||
        ((now.sa_flags & SA_SIGINFO) && now.sa_sigaction == gs_signal_handler))
        return;
    gs_signal_add(s, at, &now);
    gs_signal_set(gs_signal_numbers[at]);
    if (at == GS_SIG_URG && s->installed && (now.sa_flags & SA_SIGINFO)) gs_signal_repeat();
}

static GS_COLD void gs_signals_check(gs_signals *s) {
    /* the holder of the lock installs the handler itself */
    if (!s->installed || pthread_mutex_trylock(&s->lock)) return;
    for (int i = 0; i < GS_SIGNALS; i++) gs_signal_install(s, i);
    pthread_mutex_unlock(&s->lock);
}

static GS_COLD void gs_signals_forget(gs_signals *s, const void *object) {
    pthread_mutex_lock(&s->lock);
    for (int at = 0; at < GS_SIGNALS; at++) {
        int kept = 0;
        for (int i = 0; i < s->nbefore[at]; i++) {
            gs_signal_before b = s->before[at][i];
            if ((b.act.sa_flags & SA_NODEFER) && gs_library_base((void *)b.act.sa_sigaction) == object) continue;
            s->before[at][kept++] = b;
        }
        GS_ATOMIC_SET(&s->nbefore[at], kept);
    }
    pthread_mutex_unlock(&s->lock);
}

static GS_COLD void gs_signals_begin(gs_signals *s) {
    pthread_mutex_lock(&s->lock);
    /* The first core finds the original handlers: where there is none, its own report ends the
       process. Later cores find the dispatcher. */
    struct sigaction now;
    for (int i = 0; i < GS_SIGNALS; i++) {
        if (s->installed) gs_signal_install(s, i);
        else if (!sigaction(gs_signal_numbers[i], NULL, &now)) gs_signal_add(s, i, &now);
    }
}

/* Whether another Go runtime may be in the process, one that is not ours. */
static int gs_signal_other_go(const gs_signals *s) {
    for (int i = 0; i < s->nbefore[GS_SIG_URG]; i++)
        if (s->before[GS_SIG_URG][i].act.sa_flags & SA_SIGINFO) return 1;
    return 0;
}

static GS_COLD void gs_signals_join(gs_signals *s, gs_signal_core *c) {
    int installed[GS_SIGNALS] = { 0 };
    for (int i = 0; c && i < GS_SIGNALS; i++) {
        struct sigaction *go = &c->go[i];
        /* Go's handler lies in the core's own code; any other is not this core's */
        installed[i] = !sigaction(gs_signal_numbers[i], NULL, go) && (go->sa_flags & SA_SIGINFO) &&
            (uintptr_t)go->sa_sigaction >= c->lo && (uintptr_t)go->sa_sigaction < c->hi;
    }
    if (c) {
        for (int i = 0; i < GS_SIGNALS; i++) c->live[i] = installed[i];
        if (installed[GS_SIG_URG]) c->live[GS_SIG_URG] = GS_STARTING; /* until gs_signals_started() */
        c->next = s->cores;
        GS_ATOMIC_SET(&s->cores, c);
        for (int i = 0; i < GS_SIGNALS; i++)
            if (installed[i] || i == GS_SIG_ABRT) gs_signal_set(gs_signal_numbers[i]);
        s->installed = 1;
        /* Go's handler was installed for a moment */
        if (c->next || gs_signal_other_go(s)) gs_signal_repeat();
    }
    pthread_mutex_unlock(&s->lock);
}

void gs_signals_started(gs_signal_core *c) {
    uintptr_t at = (uintptr_t)c->go[GS_SIG_URG].sa_sigaction;
    GS_ATOMIC_SET(&c->live[GS_SIG_URG], at >= c->lo && at < c->hi);
}

gs_signals gs_own_signals = { .begin = gs_signals_begin,
    .join = gs_signals_join,
    .check = gs_signals_check,
    .forget = gs_signals_forget,
    .lock = PTHREAD_MUTEX_INITIALIZER };

/* ---- finding the dispatcher ---- */

/* Other extensions call this: the dispatcher, if it is this extension's. */
GS_EXPORT gs_signals *gophersnake_signals_1(void) {
    return gs_the_signals == &gs_own_signals ? gs_the_signals : NULL;
}

/* The paths of loaded shims. */
typedef struct gs_libraries {
    char (*names)[4096];
    int n, cap, failed;
} gs_libraries;

static int gs_library_note(const char *path, void *arg) {
    gs_libraries *l = arg;
    const char *slash = strrchr(path, '/');
    /* the name of every shim */
    if (!slash || strncmp(slash, "/_native.", 9) || strlen(path) >= sizeof *l->names) return 0;
    if (l->n == l->cap) {
        int cap = l->cap ? l->cap * 2 : 16;
        void *p = realloc(l->names, (size_t)cap * sizeof *l->names);
        if (!p) return l->failed = 1;
        l->names = p;
        l->cap = cap;
    }
    strcpy(l->names[l->n++], path);
    return 0;
}

GS_COLD int gs_signals_find(void) {
    gs_libraries l = { NULL, 0, 0, 0 };
    GS_ALONE(PyImport_GetModuleDict()); /* which all extensions share */
    if (gs_the_signals) return 0;
    gs_libraries_each(gs_library_note, &l);
    for (int i = 0; !gs_the_signals && i < l.n; i++) {
        gs_signals *(*other)(void) = (gs_signals * (*)(void)) gs_loaded_symbol(l.names[i], "gophersnake_signals_1");
        if (other) gs_the_signals = other();
    }
    free(l.names);
    if (l.failed) {
        PyErr_NoMemory();
        return -1;
    }
    if (!gs_the_signals) gs_the_signals = &gs_own_signals;
    return 0;
}

/* ---- when to check ---- */

/* calls that keep the GIL: too short to read the clock in each */
enum { GS_CHECK_EVERY = 16 };
enum { GS_CHECK_PERIOD = 10 * 1000 * 1000 };     /* ns */
GS_OF_THREAD int gs_signals_countdown = GS_CHECK_EVERY;
static int64_t gs_signals_checked; /* atomic */

GS_NOINLINE void gs_signals_tick(void) {
    int64_t now = gs_signal_clock();
    if (now < 0 || now - __atomic_load_n(&gs_signals_checked, __ATOMIC_RELAXED) < GS_CHECK_PERIOD) return;
    __atomic_store_n(&gs_signals_checked, now, __ATOMIC_RELAXED);
    if (gs_the_signals) gs_the_signals->check(gs_the_signals);
}

GS_NOINLINE void gs_signals_count(void) {
    gs_signals_countdown = GS_CHECK_EVERY;
    gs_signals_tick();
}
#endif
