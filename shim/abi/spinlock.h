/* spinlock.h: a lock for a few instructions. */
#ifndef GS_ABI_SPINLOCK_H
#define GS_ABI_SPINLOCK_H
#include "abi/attributes.h"
#include <sched.h>

/* Of zeros: free. */
typedef struct gs_spinlock { char taken; } gs_spinlock;

GS_INLINE void gs_spinlock_take(gs_spinlock *l) {
    while (__atomic_test_and_set(&l->taken, __ATOMIC_ACQUIRE))
        while (__atomic_load_n(&l->taken, __ATOMIC_RELAXED)) sched_yield();
}

GS_INLINE void gs_spinlock_leave(gs_spinlock *l) { __atomic_clear(&l->taken, __ATOMIC_RELEASE); }
#endif
