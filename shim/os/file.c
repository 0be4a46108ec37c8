#include "os/file.h"
#include "abi/attributes.h"
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

GS_NOINLINE int gs_file_is(const gs_file *f) {
    struct stat s;
    return f->fd >= 0 && !fstat(f->fd, &s) && s.st_dev == f->dev && s.st_ino == f->ino;
}

GS_NOINLINE int gs_file_note(gs_file *f, int fd) {
    struct stat s;
    if (fd < 0 || fstat(fd, &s)) return -1;
    *f = (gs_file){ fd, s.st_dev, s.st_ino };
    return 0;
}

GS_NOINLINE int gs_file_at(const gs_file *f, const char *path) {
    struct stat s;
    return f->fd >= 0 && !stat(path, &s) && s.st_dev == f->dev && s.st_ino == f->ino;
}

GS_COLD int gs_file_open(const char *path) {
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || fd > STDERR_FILENO) return fd;
    int higher = fcntl(fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    close(fd);
    return higher;
}

GS_NOINLINE void gs_file_close(gs_file *f) {
    if (gs_file_is(f)) close(f->fd);
    f->fd = -1;
}
