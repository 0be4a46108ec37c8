#include "gil/gil.h"
#include "os/library.h"
#include "gil/interpreter.h"
#include <time.h>

/* Values of gs_thread.adopted. */
enum { GS_ADOPTED = 1, GS_ADOPTED_NOW /* its end is not yet watched */ };

__thread gs_thread_calls gs_thread;

struct gs_gate_state gs_gate = { 0, 0, 0, 0, PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER,
    PTHREAD_MUTEX_INITIALIZER };

static void gs_gate_leave(void) {
    gs_thread.counted--;
    if (__atomic_sub_fetch(&gs_gate.state, 2, __ATOMIC_ACQ_REL) & 1) {
        pthread_mutex_lock(&gs_gate.lock);
        pthread_cond_broadcast(&gs_gate.empty);
        pthread_mutex_unlock(&gs_gate.lock);
    }
}

/* A closed gate lets in the thread that closed it, and threads that are inside already, since
   the closer waits for them. */
static GS_COLD int gs_gate_passes(int inside) {
    if (inside && !__atomic_load_n(&gs_gate.late, __ATOMIC_ACQUIRE)) return 1;
    return pthread_equal(pthread_self(), gs_gate.closer) && !__atomic_load_n(&gs_gate.over, __ATOMIC_ACQUIRE);
}

GS_COLD int gs_gate_passes_here(void) { return gs_gate_passes(gs_thread.counted); }

/* Whether a Go thread may enter Python; it is counted then, until gs_gate_leave().
   GS_GATE_CROWDED: the gate is open, and other Go threads are inside. */
enum { GS_GATE_PASSED = 1, GS_GATE_CROWDED };

static int gs_gate_enter(void) {
    int inside = gs_thread.counted++;
    unsigned before = __atomic_fetch_add(&gs_gate.state, 2, __ATOMIC_ACQ_REL);
    if (GS_LIKELY(!(before & 1))) return before == (unsigned)inside * 2 ? GS_GATE_PASSED : GS_GATE_CROWDED;
    if (gs_gate_passes(inside)) return GS_GATE_PASSED;
    gs_gate_leave();
    return 0;
}

enum { GS_EXIT_GRACE = 1 }; /* seconds that the exit waits for callbacks inside */

void gs_gate_shut(int patient) {
    unsigned own = (unsigned)gs_thread.counted * 2 + 1; /* the exit may come from inside a callback */
    gs_gate.closer = pthread_self();
    __atomic_fetch_or(&gs_gate.state, 1, __ATOMIC_ACQ_REL);
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += GS_EXIT_GRACE;
    pthread_mutex_lock(&gs_gate.lock);
    while (__atomic_load_n(&gs_gate.state, __ATOMIC_ACQUIRE) > own)
        if (patient ? pthread_cond_wait(&gs_gate.empty, &gs_gate.lock)
                    : pthread_cond_timedwait(&gs_gate.empty, &gs_gate.lock, &until))
            break;
    pthread_mutex_unlock(&gs_gate.lock);
    __atomic_store_n(&gs_gate.late, 1, __ATOMIC_RELEASE);
}

void gs_gate_close(void) {
    PyThreadState *ts = PyEval_SaveThread();
    gs_gate_shut(gs_subinterpreter.interpreter && !gs_subinterpreter.exiting);
    PyEval_RestoreThread(ts);
}

void gs_gate_forked(void) {
    gs_gate.state = (unsigned)gs_thread.counted * 2;
    gs_gate.late = 0;
    gs_gate.over = gs_subinterpreter.interpreter != NULL; /* a child has only the main interpreter */
    pthread_mutex_init(&gs_gate.lock, NULL);
    pthread_mutex_init(&gs_gate.turn, NULL);
    pthread_cond_init(&gs_gate.empty, NULL);
}

/* At the end of a Go thread: deletes its Python thread state. */
static void gs_thread_ended(void *state) {
    if (!gs_gate_enter()) return;
    PyEval_RestoreThread(state);
    gs_context_over(&gs_thread.context);
    PyThreadState_Clear(state);
    PyEval_SaveThread();
    PyThreadState_Delete(state);
    gs_gate_leave();
}

int gs_states_passing;

/* Calls gs_thread_ended() when this thread ends. glibc destroys C++'s thread_local objects before the
   values of pthread keys, one of which is Python's, so we register as such an object. Elsewhere we use
   a pthread key. If that fails, the state is never deleted. */
static int (*gs_thread_end_object)(void (*)(void *), void *, void *);
static pthread_key_t gs_thread_end_key;

static void gs_thread_end_call(void *state) {
    if (gs_thread_end_object) gs_thread_end_object(gs_thread_ended, state, &gs_gate);
    else pthread_setspecific(gs_thread_end_key, state);
}

GS_COLD int gs_gil_init(void) {
    gs_interpreter_init();
    gs_thread_end_object = (int (*)(void (*)(void *), void *, void *))gs_process_symbol("__cxa_thread_atexit_impl");
    return gs_thread_end_object ? 0 : pthread_key_create(&gs_thread_end_key, gs_thread_ended);
}

static void *gs_last_of_go; /* the Go thread that had the GIL last */

/* Whether this is the outermost callback on a Go thread that keeps its state. */
GS_INLINE int gs_gil_begins(int how) { return how == GS_GIL_OWN && gs_thread.callbacks == 1; }

int gs_gil_take(int *how) {
    PyThreadState *ts = gs_thread.released;
    *how = ts && !gs_thread.adopted ? GS_GIL_CALL : GS_GIL_OWN;
    int passed = *how == GS_GIL_CALL ? gs_gate_open() : gs_gate_enter();
    int crowd = passed == GS_GATE_CROWDED && !gs_no_gil(); /* without a GIL, any number of threads may be in Python */
    if (!passed) return 0;
    gs_thread.callbacks++;
    if (ts) {
        gs_thread.released = NULL;
        crowd = crowd && GS_LOAD(gs_last_of_go) != &gs_thread;
        if (GS_UNLIKELY(crowd)) pthread_mutex_lock(&gs_gate.turn);
        gs_take(gs_time_slice_here(), ts, crowd);
        if (GS_UNLIKELY(crowd)) pthread_mutex_unlock(&gs_gate.turn);
        if (*how == GS_GIL_OWN) GS_STORE(gs_last_of_go, &gs_thread);
    } else if (GS_UNLIKELY(gs_subinterpreter.interpreter != NULL)) {
        *how = gs_subinterpreter.current() ? GS_GIL_KEPT : GS_GIL_PASSING;
        if (*how == GS_GIL_PASSING) gs_state_attach();
    } else if ((gs_thread.kept ? PyGILState_Ensure() : gs_state_ensure()) == PyGILState_LOCKED) {
        /* the call into Go kept the GIL */
        PyGILState_Release(PyGILState_LOCKED);
        *how = GS_GIL_KEPT;
    } else if (gs_states_passing) {
        *how = GS_GIL_PASSING;
    } else {
        gs_thread.adopted = GS_ADOPTED_NOW;
    }
    if (gs_gil_begins(*how)) gs_context_begin(&gs_thread.context);
    return 1;
}

void gs_gil_release(int how) {
    if (gs_gil_begins(how)) gs_context_end(&gs_thread.context);
    if (how == GS_GIL_PASSING && gs_subinterpreter.interpreter) gs_subinterpreter_detach();
    else if (how == GS_GIL_PASSING) PyGILState_Release(PyGILState_UNLOCKED);
    if (how <= GS_GIL_OWN) {
        PyThreadState *ts = PyEval_SaveThread();
        if (GS_UNLIKELY(gs_thread.adopted == GS_ADOPTED_NOW)) {
            gs_thread.adopted = GS_ADOPTED;
            gs_thread_end_call(ts);
        }
        gs_thread.released = ts;
    }
    gs_thread.callbacks--;
    if (how != GS_GIL_CALL) gs_gate_leave();
}
