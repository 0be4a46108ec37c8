#include "process/fork.h"
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "os/library.h"
#include "os/thread.h"
#include "core/copy.h"
#include "core/core.h"
#include "gil/gil.h"
#include "gil/interpreter.h"
#include "call/activecall.h"
#include "call/frame.h"
#include "call/interrupt.h"
#include "call/profile.h"
#include "async/aio.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct gs_process_state gs_process = { .loading = PTHREAD_MUTEX_INITIALIZER };

#if GS_HAS_FORK
static void gs_fork_prepare(void) {
    pthread_mutex_lock(&gs_process.loading);
    gs_process.from_thread = !gs_thread_is_first();
    if (gs_the_core.enter && !gs_subinterpreter.interpreter) gs_copy_prepare(&gs_core_copied);
}

static void gs_fork_parent(void) { pthread_mutex_unlock(&gs_process.loading); }

/* Restores the handlers from before the core was loaded, where the dead core's own are
   installed: these would swallow their signals. */
static void gs_fork_restore(const gs_signal_core *dead) {
    for (int sig = 1; sig < GS_NSIG; sig++) {
        struct sigaction now;
        if (sigaction(sig, NULL, &now)) continue;
        uintptr_t at = now.sa_flags & SA_SIGINFO ? (uintptr_t)now.sa_sigaction : (uintptr_t)now.sa_handler;
        if (at >= dead->lo && at < dead->hi) sigaction(sig, &gs_process.before[sig], NULL);
    }
}

static void gs_fork_child(void) {
    gs_gate_forked();
    gs_profile_forked();
    gs_states_passing = gs_process.from_thread; /* else gs_fork_thread_ends() would wait for those of Go threads */
    pthread_mutex_init(&gs_process.loading, NULL);
    pthread_mutex_init(&gs_own_signals.lock, NULL);
    memset(gs_signal_threads, 0, sizeof gs_signal_threads);
    if (gs_process.from_thread) pthread_setspecific(gs_process.thread, &gs_process);
    if (!gs_the_core.enter) return;
    gs_the_core.generation++;
    gs_the_core.enter = NULL;
    gs_the_core.cross = NULL;
    gs_the_core.direct = NULL;
    gs_the_core.own.direct = NULL;
    gs_the_core.own.enter = NULL;
    gs_the_core.own.cross = NULL;
    gs_the_core.calls = (gs_core_calls){ 0 };
    gs_the_core.submissions = NULL; /* the parent's, which nobody in the child reads */
    gs_async_forked();
    gs_locals_forked();
    gs_the_active_calls.now = 0;
    gs_the_active_calls.jobs = NULL;
    gs_the_active_calls.panics = &gs_no_panics;
    gs_workers_forked();
    for (int i = 0; i < GS_SIGNALS; i++) GS_ATOMIC_SET(&gs_process.core->live[i], 0);
    gs_process.core->crashed = NULL;
    gs_fork_restore(gs_process.core);
}

/* Ends a child whose first thread was a copy of a non-main thread. Such a process ends when its
   last thread ends. But Go's threads never do, so we end it as the C library would, when no
   Python thread is left.

   This is the destructor of a pthread key that is older than all of Go's. The thread has lost
   its Python state by now and cannot get another. So we look at the list of states from
   outside, with functions that are public but not in the Limited API. */
static void gs_fork_thread_ends(void *unused) {
    (void)unused;
    void *(*interpreter)(void) = (void *(*)(void))gs_process_symbol("PyInterpreterState_Main");
    void *(*states)(void *) = (void *(*)(void *))gs_process_symbol("PyInterpreterState_ThreadHead");
    while (interpreter && states && states(interpreter())) gs_pause_for(2 * 1000 * 1000);
    if (gs_the_core.enter) exit(0);
}

GS_COLD int gs_fork_init(void) {
    if (pthread_key_create(&gs_process.thread, gs_fork_thread_ends) ||
        pthread_atfork(gs_fork_prepare, gs_fork_parent, gs_fork_child)) {
        PyErr_NoMemory();
        return -1;
    }
    return 0;
}
#else
int gs_fork_init(void) { return 0; }
#endif
