/* Preloaded: of the allocations that a shim makes with malloc(), calloc() or
   realloc(), the nth fails. Those of Python, Go and the C library never do. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>
#include <string.h>

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);

static long left;                   /* 0: none is to fail */
static __thread int looking;

/* n: which allocation from now on fails; 0: none does any more. How many are still to come before it. */
long fail_allocation(long n) { return __atomic_exchange_n(&left, n, __ATOMIC_SEQ_CST); }

static int fails(const void *caller) {
    Dl_info in;
    if (!__atomic_load_n(&left, __ATOMIC_SEQ_CST) || looking) return 0;
    looking = 1;
    const char *file = dladdr(caller, &in) ? strrchr(in.dli_fname, '/') : NULL;
    looking = 0;
    return file && !strncmp(file, "/_native.", 9) && strncmp(file, "/_native.core.", 14) && __atomic_fetch_sub(&left, 1, __ATOMIC_SEQ_CST) == 1;
}

void *malloc(size_t n) { return fails(__builtin_return_address(0)) ? NULL : __libc_malloc(n); }
void *calloc(size_t n, size_t size) { return fails(__builtin_return_address(0)) ? NULL : __libc_calloc(n, size); }
void *realloc(void *p, size_t n) { return fails(__builtin_return_address(0)) ? NULL : __libc_realloc(p, n); }

/* ---- Python's allocations on one thread ---- */

/* PyMemAllocatorEx of Include/cpython/pymem.h. */
typedef struct {
    void *ctx;
    void *(*malloc)(void *, size_t);
    void *(*calloc)(void *, size_t, size_t);
    void *(*realloc)(void *, void *, size_t);
    void (*free)(void *, void *);
} allocator;

static allocator inner[3]; /* of the domains raw, mem and obj */
static pthread_t armed;    /* the thread on which they fail */
long ahead;                /* 0: none is to fail; Python sets it to that without a call, which could allocate */

static int fails_here(void) { return pthread_equal(pthread_self(), armed) && ahead && !--ahead; }
static void *hook_malloc(void *a, size_t n) { return fails_here() ? NULL : ((allocator *)a)->malloc(((allocator *)a)->ctx, n); }
static void *hook_calloc(void *a, size_t n, size_t size) {
    return fails_here() ? NULL : ((allocator *)a)->calloc(((allocator *)a)->ctx, n, size);
}
static void *hook_realloc(void *a, void *p, size_t n) {
    return fails_here() ? NULL : ((allocator *)a)->realloc(((allocator *)a)->ctx, p, n);
}
static void hook_free(void *a, void *p) { ((allocator *)a)->free(((allocator *)a)->ctx, p); }

/* n: which allocation of Python's on this thread fails. */
void fail_python(long n) {
    void (*get)(int, allocator *) = dlsym(RTLD_DEFAULT, "PyMem_GetAllocator"), (*set)(int, allocator *) = dlsym(RTLD_DEFAULT, "PyMem_SetAllocator");
    for (int domain = 0; domain < 3 && !inner[domain].malloc; domain++) {
        get(domain, &inner[domain]);
        set(domain, &(allocator){ &inner[domain], hook_malloc, hook_calloc, hook_realloc, hook_free });
    }
    armed = pthread_self();
    ahead = n;
}
