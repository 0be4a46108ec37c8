/* library.h: loaded libraries: the core, this shim, Python. */
#ifndef GS_OS_LIBRARY_H
#define GS_OS_LIBRARY_H
#include <stddef.h>
#include <stdint.h>
#pragma GCC visibility push(hidden)

/* Loads a library, whose symbols no other one sees. NULL with the reason in why, which has room bytes. */
void *gs_library_open(const char *path, char *why, size_t room);

/* Whether a library is loaded from that path. For GS_HAS_MEMORY_FILES. */
int gs_library_known(const char *path);

/* The address of what a library exports; NULL with the reason. */
void *gs_library_symbol(void *library, const char *name, char *why, size_t room);

/* The address of a function of Python's that is not in its stable ABI, or of the C library's; NULL: it has none. */
void *gs_process_symbol(const char *name);

/* The path of the library around an address, with slashes. It stays as it is until the next call. NULL: unknown. */
const char *gs_library_path(const void *address);

/* Where that library begins, which tells it from others. NULL: unknown. */
const void *gs_library_base(const void *address);

/* For os/signals.h, where GS_HAS_SIGNALS: */

/* The code of the library around the address range[0]: its addresses in range; 0 if there is none. */
int gs_library_code(uintptr_t range[2]);

/* Calls f with the path of each loaded library until it returns another number than 0, which is the result. */
int gs_libraries_each(int (*f)(const char *path, void *arg), void *arg);

/* The address of what a loaded library exports, by its path; NULL: it does not, or is not loaded. */
void *gs_loaded_symbol(const char *path, const char *name);
#pragma GCC visibility pop
#endif
