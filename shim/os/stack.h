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
#ifndef GS_OS_STACK_H
#define GS_OS_STACK_H
#include "abi/attributes.h"
#include <stdint.h>
#pragma GCC visibility push(hidden)

/* Two parts of a stack, each from the lowest address at which a frame may begin. */
typedef struct gs_stack_parts {
    uintptr_t walk, walk_size;   /* size 0: the thread has not asked yet */
    uintptr_t cross, cross_size;
    uintptr_t low, size; /* the thread's own, as the system says; size 0 where it says nothing */
    int asked;
} gs_stack_parts;
extern __thread gs_stack_parts gs_stack;

/* Whether the stack is full, where that is not plain. floor: where a frame may
   begin, as it is known so far. */
int gs_stack_look(uintptr_t here, const uintptr_t *floor);
int gs_stack_full(const char *what);
#define GS_STACK_HERE ((uintptr_t)__builtin_frame_address(0))
/* Before each level of a walk; -1 with RecursionError where the stack is full. */
GS_INLINE int gs_stack_deep(const char *what) {
    if (GS_LIKELY(GS_STACK_HERE - gs_stack.walk < gs_stack.walk_size) || !gs_stack_look(GS_STACK_HERE, &gs_stack.walk))
        return 0;
    return gs_stack_full(what);
}

/* Before a crossing. */
GS_INLINE int gs_stack_crosses(void) {
    if (GS_LIKELY(GS_STACK_HERE - gs_stack.cross < gs_stack.cross_size) ||
        !gs_stack_look(GS_STACK_HERE, &gs_stack.cross))
        return 0;
    return gs_stack_full("a call into Go");
}
#pragma GCC visibility pop
#endif
