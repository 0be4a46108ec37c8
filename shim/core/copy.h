/* copy.h: loads the core from a file that is held open, or loads a fresh copy of it, for forked
   children and subinterpreters.

   A child cannot go on with its parent's Go runtime, since the runtime's threads do not exist
   there. It cannot load the same file again either: the dynamic linker recognises the inode. So
   a process that has loaded a core makes a copy in memory before its first fork, and each child
   loads the copy under another name.

   Functions that load return a handle of dlopen(), or NULL and the reason in why, which has
   room bytes. */
#ifndef GS_CORE_COPY_H
#define GS_CORE_COPY_H
#include "os/file.h"
#include <stddef.h>
#pragma GCC visibility push(hidden)

/* The files of a core. */
typedef struct gs_copied {
    const char *path;
    gs_file file;  /* the file that this process has loaded or will load, open since the import */
    gs_file spare; /* a copy in memory that this process has not loaded; its children may */
} gs_copied;

/* Makes the copy in memory. Called in the parent before a fork. If it fails, the child tries
   again. */
void gs_copy_prepare(gs_copied *c);

/* Loads a copy that this process has never loaded. */
void *gs_copy_open(gs_copied *c, char *why, size_t room);

/* Loads the file that was there at import: by its path if that still names it, since debuggers
   and stack traces show the path, else by its descriptor. If other code has closed the
   descriptor, the path is all that is left. */
void *gs_held_open(gs_copied *c, char *why, size_t room);
#pragma GCC visibility pop
#endif
