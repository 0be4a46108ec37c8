/* stack.h: how much of the thread's stack is left.

   Python code can nest values to any depth, and every level of a conversion takes C stack. A
   thread has 8 MB of it, or 32 KB. So a conversion raises RecursionError before the stack is
   full. It does not count levels: Python's recursion limit says nothing about the size of a
   stack. A conversion leaves a quarter of the stack free, since the code that it calls
   (__index__, __iter__, a callback) may nest deeply as well. A crossing leaves less, but enough
   for Go, which ends the process if it runs out of stack.

   Greenlets copy their frames in and out of the thread's own stack, which changes nothing here.
   The system does not know other stacks (coroutines of ucontext.h). We assume that such a stack
   extends a little below the first frame that we see on it. None of this runs on a signal
   stack. */
#ifndef GS_OS_STACK_H
#define GS_OS_STACK_H
#include "abi/attributes.h"
#include <stdint.h>
#pragma GCC visibility push(hidden)

/* Two limits of a stack: the lowest address at which a frame may begin, and the size of the
   part above it. */
typedef struct gs_stack_parts {
    uintptr_t walk, walk_size;   /* of a conversion; size 0: not known yet */
    uintptr_t cross, cross_size; /* of a crossing */
    uintptr_t low, size; /* the thread's own stack; size 0 if the system does not know it */
    int asked;
} gs_stack_parts;
extern __thread gs_stack_parts gs_stack;

/* The slow path of the checks below: whether the stack is full. floor: the limit as known so
   far; the function may move it. */
int gs_stack_look(uintptr_t here, const uintptr_t *floor);

/* Raises RecursionError about what; always -1. */
int gs_stack_full(const char *what);

/* The address of the current frame. */
#define GS_STACK_HERE ((uintptr_t)__builtin_frame_address(0))
/* For each level of a nested value: 0, or -1 with RecursionError if the stack is full. */
GS_INLINE int gs_stack_deep_of(const gs_stack_parts *s, const char *what) {
    if (GS_LIKELY(GS_STACK_HERE - s->walk < s->walk_size) || !gs_stack_look(GS_STACK_HERE, &s->walk)) return 0;
    return gs_stack_full(what);
}
GS_INLINE int gs_stack_deep(const char *what) { return gs_stack_deep_of(&gs_stack, what); }

/* The same before a crossing. */
GS_INLINE int gs_stack_crosses(void) {
    if (GS_LIKELY(GS_STACK_HERE - gs_stack.cross < gs_stack.cross_size) ||
        !gs_stack_look(GS_STACK_HERE, &gs_stack.cross))
        return 0;
    return gs_stack_full("a call into Go");
}
#pragma GCC visibility pop
#endif
