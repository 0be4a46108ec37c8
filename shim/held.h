/* held.h: files that are held open, from the import on.

   An extension makes its first call, and its copies for forked children and
   subinterpreters, of the files that were there when it was imported, also when the
   package has been replaced or removed since: an open file stays what it is. */
#ifndef GS_HELD_H
#define GS_HELD_H
#include "attributes.h"
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/* A file descriptor of ours; programs that close all descriptors, as daemons do,
   close it as well, and the number may be somebody else's then. */
typedef struct gs_file {
    int fd;
    dev_t dev;
    ino_t ino;
} gs_file;

GS_FUNC int gs_file_is(const gs_file *f) {
    struct stat s;
    return f->fd >= 0 && !fstat(f->fd, &s) && s.st_dev == f->dev && s.st_ino == f->ino;
}
GS_FUNC int gs_file_note(gs_file *f, int fd) {
    struct stat s;
    if (fd < 0 || fstat(fd, &s)) return -1;
    *f = (gs_file){ fd, s.st_dev, s.st_ino };
    return 0;
}
/* Whether path names that file still. */
GS_FUNC int gs_file_at(const gs_file *f, const char *path) {
    struct stat s;
    return f->fd >= 0 && !stat(path, &s) && s.st_dev == f->dev && s.st_ino == f->ino;
}
/* Not one of the three standard ones, where a program has closed these. */
GS_COLD int gs_file_open(const char *path) {
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || fd > STDERR_FILENO) return fd;
    int higher = fcntl(fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    close(fd);
    return higher;
}
GS_FUNC void gs_file_close(gs_file *f) {
    if (gs_file_is(f)) close(f->fd);
    f->fd = -1;
}
#endif
