/* file.h: files that stay open.

   An extension opens its core's file at import and keeps it open. From that file it makes its
   first call and the copies for forked children and subinterpreters, even if the package has
   been replaced or removed since: an open file keeps its content. */
#ifndef GS_OS_FILE_H
#define GS_OS_FILE_H
#include <sys/types.h>
#pragma GCC visibility push(hidden)

/* A file descriptor of ours, with the identity of its file. Some programs, such as daemons,
   close all descriptors. Then the number may belong to another file. */
typedef struct gs_file {
    int fd;
    dev_t dev;
    ino_t ino;
} gs_file;

/* Whether the descriptor still refers to our file. */
int gs_file_is(const gs_file *f);

/* Takes over the descriptor fd and stores the identity of its file. Returns 0; or -1, and then
   fd still belongs to the caller. */
int gs_file_note(gs_file *f, int fd);

/* Whether path still names the same file. */
int gs_file_at(const gs_file *f, const char *path);

/* Opens a file for reading; -1 with errno. The descriptor is never 0, 1 or 2, even if the
   program has closed these. */
int gs_file_open(const char *path);

/* Closes the descriptor, if it still refers to our file. */
void gs_file_close(gs_file *f);
#pragma GCC visibility pop
#endif
