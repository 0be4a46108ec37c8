/* memory.h: pages of memory, and the limit of address space. */
#ifndef GS_OS_MEMORY_H
#define GS_OS_MEMORY_H
#include <stddef.h>
#include <stdint.h>
#pragma GCC visibility push(hidden)

/* The size of a page, in bytes. */
size_t gs_page_size(void);

/* Pages that are 0 and may be written. n: a multiple of the size of a page. NULL if there is no memory. */
void *gs_pages_new(size_t n);
void gs_pages_free(void *pages, size_t n);

/* What may be done with pages from now on; 0, or -1. */
enum { GS_PAGES_NONE, GS_PAGES_READ };
int gs_pages_allow(void *pages, size_t n, int what);

/* Frees the memory of pages, and keeps their addresses, where each access is a fault from now on. If that fails,
   nothing happens. */
void gs_pages_bury(void *pages, size_t n);

/* Asks for large pages where memory that was allocated lies, and has not been touched: each page costs a fault. n: bytes, which are
   many enough. */
enum { GS_WANTS_LARGE_PAGES = 4 << 20 }; /* as NumPy has it */
void gs_memory_wants_large_pages(void *p, size_t n);

/* How much address space the process may have, in bytes; UINT64_MAX: there is no limit. */
uint64_t gs_address_space(void);
#pragma GCC visibility pop
#endif
