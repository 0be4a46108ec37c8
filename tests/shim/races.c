/* races.c: the parts of the C library that threads share without Python's help, on threads that do nothing else, for
   ThreadSanitizer. A program by itself: what it needs of Python is below. */
#include "abi/exclusion.h"
#include "call/activecall.h"
#include "call/frame.h"
#include "values/foreign.h"
#include "values/memory.h"
#include <pthread.h>
#include <stdio.h>
#include <string.h>

/* ---- what stands for Python, and for the core ---- */
unsigned long PyType_GetFlags(PyTypeObject *t) { return (void)t, Py_TPFLAGS_IMMUTABLETYPE; }
static int64_t made_twice;
void _Py_IncRef(PyObject *o) { (void)o; }
void _Py_DecRef(PyObject *o) { (void)o, __atomic_add_fetch(&made_twice, 1, __ATOMIC_RELAXED); }

int gs_requests_used; /* no call has a context */
PyObject *gs_request_look(void) { return NULL; }

static int64_t given_back; /* handles */
static void free_handles(const int32_t *handles, int64_t n) {
    (void)handles;
    __atomic_add_fetch(&given_back, n, __ATOMIC_RELAXED);
}

/* ---- the threads ---- */
enum { THREADS = 4, ROUNDS = 20000, TYPES = 8 };
static pthread_barrier_t begin;
static struct { char room[64]; } types[TYPES] __attribute__((aligned(64)));
static PyObject *first; /* made by whoever is first */
static struct { int whole; } objects[2 * THREADS];
static int64_t counted;
static gs_mutex mutex = GS_MUTEX_INIT;

static void use_calls(void) {
    gs_active_call *c = gs_active_call_begin(0);
    gs_running(1);
    gs_handle_free(7, 0);
    struct { gs_frame h; uint64_t words[4]; } f;
    memset(&f, 0, sizeof f);
    gs_handles_attach(&f.h);
    __atomic_add_fetch(&given_back, f.h.nfree, __ATOMIC_RELAXED);
    gs_running(-1);
    gs_active_call_end(c);
}

#ifdef GS_GUARDED
/* Each thread frees some through that of threads which have none of their own. */
static void use_common(int i) {
    gs_local *own = gs_local_mine;
    gs_local_mine = &gs_local_common;
    gs_handle_free(i, 0);
    gs_local_mine = own;
}
#endif

static void *work(void *number) {
    const long me = (long)number;
    pthread_barrier_wait(&begin);
    PyObject *mine = (PyObject *)&objects[me];
    objects[me].whole = 1;
    PyObject *all = GS_ACQUIRE(&first);
    if (!all) all = gs_first(&first, mine);
    if (((__typeof__(&objects[0]))all)->whole != 1) printf("an object that is not whole\n");
    for (int i = 0; i < ROUNDS; i++) {
        use_calls();
#ifdef GS_GUARDED
        use_common(i);
#endif
        GS_LOCK(&mutex);
        counted++;
        GS_UNLOCK(&mutex);
        PyTypeObject *t = (PyTypeObject *)&types[(me + i) % TYPES];
        gs_types_put(gs_known, t, GS_REAL);
        if (gs_types_find(gs_known, t) != GS_REAL) printf("a type that was not found\n");
        if (i % 64 == 0) gs_handles_flush_all();
        if (i % 64 == 32 && gs_locals_running() + gs_locals_callbacks() + gs_locals_freed() < 0) printf("negative counts\n");
    }
    return NULL;
}

int main(void) {
    static const gs_panic_counts panics;
    gs_the_active_calls.panics = &panics;
    gs_the_core.calls.free_handles = free_handles;
#ifdef GS_ABI3T
    gs_python_has_no_gil = 1;
#endif
    /* Twice: the second four take over what the first have left. */
    for (int again = 0; again < 2; again++) {
        pthread_t threads[THREADS];
        pthread_barrier_init(&begin, NULL, THREADS);
        for (long i = 0; i < THREADS; i++) pthread_create(&threads[i], NULL, work, (void *)(i + again * THREADS));
        for (int i = 0; i < THREADS; i++) pthread_join(threads[i], NULL);
    }
    gs_handles_flush_all();
    printf("%d handles, %d calls, %lld active, %lld running, %d made twice at most\n", (int)given_back == 2 * 2 * THREADS * ROUNDS,
        counted == 2 * THREADS * ROUNDS, (long long)gs_the_active_calls.now, (long long)gs_locals_running(), made_twice < THREADS);
    return 0;
}
