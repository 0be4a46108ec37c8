/* stack.h: how much of the thread's stack is left.

   A value may be as deep as Python code makes it, and every level of a walk
   takes some of the C stack, of which a thread has 8 MB or 32 KB. So a walk ends
   with RecursionError before the stack does, and counts no levels: those of
   Python (sys.setrecursionlimit) say nothing of a stack. What a walk leaves is a
   quarter: what it finds runs code of its own (__index__, __iter__, a callback),
   which may go deep as well. A crossing leaves less, enough for Go, which would
   end the process if it had too little.

   Greenlets move their frames in and out of the thread's own stack and change
   nothing here. Other stacks (coroutines of ucontext.h) are not known to the
   system: they are taken to go on for a while below the first frame that is
   seen on them. Nothing of this runs on a stack for signals. */
#ifndef GS_STACK_H
#define GS_STACK_H
#include "abi3.h"
#include "attributes.h"
#include <pthread.h>
#include <sys/resource.h>

enum { GS_STACK_LEAST = 16 << 10 };      /* what any crossing leaves */
enum { GS_STACK_UNKNOWN = 64 << 10 };    /* of a stack that nobody knows of */
enum { GS_STACK_MOST = 256 << 20 };      /* more is not used: Go reads what a walk wrote by recursion, too */

/* Two parts of a stack, each from the lowest address at which a frame may begin. */
typedef struct gs_stack_parts {
    uintptr_t walk, walk_size;   /* size 0: the thread has not asked yet */
    uintptr_t cross, cross_size;
    uintptr_t low, size; /* the thread's own, as the system says; size 0 where it says nothing */
    int asked;
} gs_stack_parts;
static __thread gs_stack_parts gs_stack;

static void gs_stack_set(uintptr_t low, uintptr_t size) {
    uintptr_t walk = size / 4 > GS_STACK_LEAST ? size / 4 : GS_STACK_LEAST, cross = size / 16 > GS_STACK_LEAST ? size / 16 : GS_STACK_LEAST;
    gs_stack.walk = low + walk;
    gs_stack.walk_size = size > walk ? size - walk : 0;
    gs_stack.cross = low + cross;
    gs_stack.cross_size = size > cross ? size - cross : 0;
}
GS_COLD void gs_stack_ask(void) {
    pthread_attr_t a;
    void *low = NULL;
    size_t size = 0, guard = 0;
    gs_stack.asked = 1;
    if (pthread_getattr_np(pthread_self(), &a)) return; /* the first thread's is read from /proc */
    if (!pthread_attr_getstack(&a, &low, &size) && !pthread_attr_getguardsize(&a, &guard) && size > guard) {
        gs_stack.low = (uintptr_t)low + guard;
        gs_stack.size = size - guard;
        if (gs_stack.size > GS_STACK_MOST) {
            gs_stack.low += gs_stack.size - GS_STACK_MOST;
            gs_stack.size = GS_STACK_MOST;
        }
    }
    pthread_attr_destroy(&a);
}
/* Whether the stack is full, where that is not plain. floor: where a frame may
   begin, as it is known so far. */
GS_COLD int gs_stack_look(uintptr_t here, const uintptr_t *floor) {
    if (!gs_stack.asked) gs_stack_ask();
    if (here - gs_stack.low < gs_stack.size) {
        gs_stack_set(gs_stack.low, gs_stack.size);
        return here < *floor;
    }
    if (gs_stack.walk_size && *floor - here < GS_STACK_UNKNOWN) return 1; /* this unknown stack was seen higher up */
    gs_stack_set(here - GS_STACK_UNKNOWN, 2 * GS_STACK_UNKNOWN);
    return 0;
}
GS_COLD int gs_stack_full(const char *what) {
    PyErr_Format(PyExc_RecursionError, "%s is nested too deeply for the stack of this thread", what);
    return -1;
}
#define GS_STACK_HERE ((uintptr_t)__builtin_frame_address(0))
/* Before each level of a walk; -1 with RecursionError where the stack is full. */
GS_INLINE int gs_stack_deep(const char *what) {
    if (GS_LIKELY(GS_STACK_HERE - gs_stack.walk < gs_stack.walk_size) || !gs_stack_look(GS_STACK_HERE, &gs_stack.walk)) return 0;
    return gs_stack_full(what);
}
/* Before a crossing. */
GS_INLINE int gs_stack_crosses(void) {
    if (GS_LIKELY(GS_STACK_HERE - gs_stack.cross < gs_stack.cross_size) || !gs_stack_look(GS_STACK_HERE, &gs_stack.cross)) return 0;
    return gs_stack_full("a call into Go");
}
#endif
