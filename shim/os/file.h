/* file.h: files that are held open, from the import on.

   An extension makes its first call, and its copies for forked children and
   subinterpreters, of the files that were there when it was imported, also when the
   package has been replaced or removed since: an open file stays what it is. */
#ifndef GS_OS_FILE_H
#define GS_OS_FILE_H
#include <sys/types.h>
#pragma GCC visibility push(hidden)

/* A file descriptor of ours; programs that close all descriptors, as daemons do,
   close it as well, and the number may be somebody else's then. */
typedef struct gs_file {
    int fd;
    dev_t dev;
    ino_t ino;
} gs_file;

int gs_file_is(const gs_file *f);
int gs_file_note(gs_file *f, int fd);

/* Whether path names that file still. */
int gs_file_at(const gs_file *f, const char *path);

/* Not one of the three standard ones, where a program has closed these. */
int gs_file_open(const char *path);
void gs_file_close(gs_file *f);
#pragma GCC visibility pop
#endif
