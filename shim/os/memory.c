#include "os/memory.h"
#include "abi/attributes.h"

#ifdef _WIN32
#include "os/windows.h"

GS_COLD size_t gs_page_size(void) {
    SYSTEM_INFO info;
    GetSystemInfo(&info);
    return info.dwPageSize;
}

GS_COLD void *gs_pages_new(size_t n) { return VirtualAlloc(NULL, n, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE); }

GS_COLD void gs_pages_free(void *pages, size_t n) {
    (void)n;
    VirtualFree(pages, 0, MEM_RELEASE);
}

GS_COLD int gs_pages_allow(void *pages, size_t n, int what) {
    DWORD old;
    return VirtualProtect(pages, n, what == GS_PAGES_READ ? PAGE_READONLY : PAGE_NOACCESS, &old) ? 0 : -1;
}

GS_COLD void gs_pages_bury(void *pages, size_t n) { VirtualFree(pages, n, MEM_DECOMMIT); }

GS_COLD uint64_t gs_address_space(void) { return UINT64_MAX; }

GS_COLD void gs_memory_wants_large_pages(void *p, size_t n) { (void)p, (void)n; }
#else
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

GS_COLD size_t gs_page_size(void) { return (size_t)sysconf(_SC_PAGESIZE); }

GS_COLD void *gs_pages_new(size_t n) {
    void *p = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return p == MAP_FAILED ? NULL : p;
}

GS_COLD void gs_pages_free(void *pages, size_t n) { munmap(pages, n); }

GS_COLD int gs_pages_allow(void *pages, size_t n, int what) {
    return mprotect(pages, n, what == GS_PAGES_READ ? PROT_READ : PROT_NONE);
}

GS_COLD void gs_pages_bury(void *pages, size_t n) {
    if (!mprotect(pages, n, PROT_NONE)) madvise(pages, n, MADV_DONTNEED);
}

GS_COLD uint64_t gs_address_space(void) {
    struct rlimit l;
    return getrlimit(RLIMIT_AS, &l) || l.rlim_cur == RLIM_INFINITY ? UINT64_MAX : (uint64_t)l.rlim_cur;
}

GS_COLD void gs_memory_wants_large_pages(void *p, size_t n) {
#ifdef MADV_HUGEPAGE
    uintptr_t page = gs_page_size(), from = ((uintptr_t)p + page - 1) & ~(page - 1), to = ((uintptr_t)p + n) & ~(page - 1);
    if (from < to) madvise((void *)from, to - from, MADV_HUGEPAGE); /* it is no matter if that is refused */
#else
    (void)p, (void)n;
#endif
}
#endif
