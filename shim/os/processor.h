/* processor.h: which vectors the processor has, of those that loops are compiled for. */
#ifndef GS_OS_PROCESSOR_H
#define GS_OS_PROCESSOR_H
#include "os/has.h"
#pragma GCC visibility push(hidden)

#if GS_HAS_WIDE_VECTORS
#define GS_TARGET_256 __attribute__((target("avx2")))
#define GS_TARGET_512 __attribute__((target("avx2,avx512f,avx512dq,avx512bw,avx512vl")))
#endif

/* The bits of the widest vectors that the processor and the system have: 512, 256, or 128 for those that each has, if it
   has any. */
int gs_processor_vectors(void);
#pragma GCC visibility pop
#endif
