/* copy.h: loading a file that is held open; and fresh copies of one that is loaded
   already, for forked children and subinterpreters.

   A child can't go on with its parent's Go runtime, whose threads did not come
   along, and can't load the same file again: the dynamic linker knows it by its
   inode. So a process that has loaded a core makes a copy in memory before its
   first fork, and each child loads that, under a name of its own. */
#ifndef GS_CORE_COPY_H
#define GS_CORE_COPY_H
#include "os/file.h"
#include <stddef.h>
#pragma GCC visibility push(hidden)

typedef struct gs_copied {
    const char *path;
    gs_file file;  /* what this process has loaded or will load, open since the import */
    gs_file spare; /* a copy that this process has not loaded and its children may */
} gs_copied;

/* Called before a fork, in the parent. It may fail: the child tries again. */
void gs_copy_prepare(gs_copied *c);

/* Loads a copy that this process has never loaded. */
void *gs_copy_open(gs_copied *c, char *why, size_t room);

/* Loads what was there at the import: by its path as long as that names it, since
   debuggers and stack traces show the name, else by its descriptor. Where somebody
   has closed that, only the file of that name is left. */
void *gs_held_open(gs_copied *c, char *why, size_t room);
#pragma GCC visibility pop
#endif
