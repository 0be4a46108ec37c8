#include "os/stack.h"
#include "abi/abi3.h"
#include <stddef.h>
#ifdef _WIN32
#include "os/windows.h"
#else
#include <pthread.h>
#endif

enum { GS_STACK_LEAST = 16 << 10 };      /* bytes that always stay free */
enum { GS_STACK_UNKNOWN = 64 << 10 };    /* assumed size of an unknown stack */
enum { GS_STACK_MOST = 256 << 20 };      /* use no more than this: Go reads recursively what a conversion wrote */
__thread gs_stack_parts gs_stack;

/* Sets the limits of a stack. */
static void gs_stack_set(uintptr_t low, uintptr_t size) {
    uintptr_t walk = size / 4 > GS_STACK_LEAST ? size / 4 : GS_STACK_LEAST;
    uintptr_t cross = size / 16 > GS_STACK_LEAST ? size / 16 : GS_STACK_LEAST;
    gs_stack.walk = low + walk;
    gs_stack.walk_size = size > walk ? size - walk : 0;
    gs_stack.cross = low + cross;
    gs_stack.cross_size = size > cross ? size - cross : 0;
}

/* The lowest address of this thread's stack, and its size; 0: unknown. */
#if defined(_WIN32)
static GS_COLD uintptr_t gs_stack_bounds(uintptr_t *size) {
    ULONG_PTR low, high;
    GetCurrentThreadStackLimits(&low, &high);
    *size = high - low;
    return low;
}
#elif defined(__APPLE__)
static GS_COLD uintptr_t gs_stack_bounds(uintptr_t *size) {
    *size = pthread_get_stacksize_np(pthread_self());
    return (uintptr_t)pthread_get_stackaddr_np(pthread_self()) - *size; /* macOS names the other end */
}
#else
static GS_COLD uintptr_t gs_stack_bounds(uintptr_t *all) {
    pthread_attr_t a;
    void *low = NULL;
    size_t size = 0, guard = 0;
    if (pthread_getattr_np(pthread_self(), &a)) return 0; /* for the main thread, it reads /proc */
    if (pthread_attr_getstack(&a, &low, &size) || pthread_attr_getguardsize(&a, &guard) || size <= guard) size = 0;
    pthread_attr_destroy(&a);
    *all = size ? size - guard : 0;
    return (uintptr_t)low + guard;
}
#endif

/* Asks the system for this thread's stack, once. */
static GS_COLD void gs_stack_ask(void) {
    uintptr_t size = 0, low = gs_stack_bounds(&size);
    gs_stack.asked = 1;
    if (!size) return;
    gs_stack.low = low;
    gs_stack.size = size;
    if (gs_stack.size > GS_STACK_MOST) {
        gs_stack.low += gs_stack.size - GS_STACK_MOST;
        gs_stack.size = GS_STACK_MOST;
    }
}

GS_COLD int gs_stack_look(uintptr_t here, const uintptr_t *floor) {
    if (!gs_stack.asked) gs_stack_ask();
    if (here - gs_stack.low < gs_stack.size) {
        gs_stack_set(gs_stack.low, gs_stack.size);
        return here < *floor;
    }
    /* still the unknown stack that we saw higher up */
    if (gs_stack.walk_size && *floor - here < GS_STACK_UNKNOWN) return 1;
    gs_stack_set(here - GS_STACK_UNKNOWN, 2 * GS_STACK_UNKNOWN);
    return 0;
}

GS_COLD int gs_stack_full(const char *what) {
    PyErr_Format(PyExc_RecursionError, "%s is nested too deeply for the stack of this thread", what);
    return -1;
}
