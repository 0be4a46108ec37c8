/* copy.h: fresh copies of a file that is loaded already, for forked children and
   subinterpreters.

   A child can't go on with its parent's Go runtime, whose threads did not come
   along, and can't load the same file again: the dynamic linker knows it by its
   inode. So a process that has loaded a core makes a copy in memory before its
   first fork, and each child loads that, under a name of its own. */
#ifndef GS_COPY_H
#define GS_COPY_H
#include "core.h"
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>

/* A file descriptor of ours; programs that close all descriptors, as daemons do,
   close it as well, and the number may be somebody else's then. */
typedef struct gs_file {
    int fd;
    dev_t dev;
    ino_t ino;
} gs_file;
typedef struct gs_copied {
    const char *path;
    gs_file file;  /* what this process has loaded, open since then: the package may be replaced on disk */
    gs_file spare; /* a copy that this process has not loaded and its children may */
} gs_copied;
static gs_copied gs_core_copied = { gs_core_path, { -1, 0, 0 }, { -1, 0, 0 } };

static int gs_file_is(const gs_file *f) {
    struct stat s;
    return f->fd >= 0 && !fstat(f->fd, &s) && s.st_dev == f->dev && s.st_ino == f->ino;
}
static int gs_file_note(gs_file *f, int fd) {
    struct stat s;
    if (fd < 0 || fstat(fd, &s)) return -1;
    *f = (gs_file){ fd, s.st_dev, s.st_ino };
    return 0;
}

static int gs_copy_bytes(const gs_copied *c, int to) {
    int from = gs_file_is(&c->file) ? c->file.fd : open(c->path, O_RDONLY | O_CLOEXEC);
    struct stat s;
    off_t at = 0;
    int r = from < 0 ? -1 : fstat(from, &s);
    while (!r && at < s.st_size) {
        ssize_t n = sendfile(to, from, &at, (size_t)(s.st_size - at));
        if (n <= 0 && errno != EINTR) r = -1;
    }
    if (from >= 0 && from != c->file.fd) close(from);
    return r;
}

/* Called before a fork, in the parent. It may fail: the child tries again. */
static void gs_copy_prepare(gs_copied *c) {
    if (gs_file_is(&c->spare)) return;
    c->spare.fd = -1;
#ifdef SYS_memfd_create
    int fd = (int)syscall(SYS_memfd_create, GS_CORE_FILE, 1u /* MFD_CLOEXEC */);
    if (fd >= 0 && (gs_copy_bytes(c, fd) || gs_file_note(&c->spare, fd))) close(fd);
#endif
}

/* A copy in a file that has no name any more once it is loaded; where there is
   no memfd, or no /proc to open it by. */
GS_COLD void *gs_copy_open_file(gs_copied *c, char *why, size_t room) {
    const char *dirs[] = { getenv("TMPDIR"), "/tmp", "/dev/shm", "/var/tmp" };
    void *h = NULL;
    for (int i = 0; !h && i < 4; i++) {
        char path[4200];
        if (!dirs[i] || snprintf(path, sizeof path, "%s/gophersnake-core-XXXXXX", dirs[i]) >= (int)sizeof path) continue;
        int fd = mkstemp(path);
        if (fd < 0) {
            snprintf(why, room, "%s: %s", path, strerror(errno));
            continue;
        }
        if (gs_copy_bytes(c, fd)) snprintf(why, room, "%s: %s", path, strerror(errno));
        else if (!(h = dlopen(path, RTLD_NOW | RTLD_LOCAL))) snprintf(why, room, "%s", dlerror());
        else if (c->file.fd = -1, gs_file_note(&c->file, fd)) close(fd);
        if (!h) close(fd);
        unlink(path);
    }
    return h;
}

/* Loads a copy that this process has never loaded. */
GS_COLD void *gs_copy_open(gs_copied *c, char *why, size_t room) {
    char name[64];
    gs_copy_prepare(c); /* where the parent could not, or somebody closed it */
    while (c->spare.fd >= 0) {
        snprintf(name, sizeof name, "/proc/%d/fd/%d", (int)getpid(), c->spare.fd);
        void *stale = dlopen(name, RTLD_LAZY | RTLD_NOLOAD);
        if (!stale) break;
        /* An ancestor had the same pid and descriptor, and the linker still knows its library by this name. */
        dlclose(stale);
        int fd = fcntl(c->spare.fd, F_DUPFD_CLOEXEC, c->spare.fd + 1);
        if (fd < 0) break;
        close(c->spare.fd);
        c->spare.fd = fd;
    }
    if (c->spare.fd < 0) return gs_copy_open_file(c, why, room);
    void *h = dlopen(name, RTLD_NOW | RTLD_LOCAL);
    if (!h) return gs_copy_open_file(c, why, room);
    if (gs_file_is(&c->file)) close(c->file.fd);
    c->file = c->spare; /* stays open: it keeps the name from being given to another copy */
    c->spare.fd = -1;
    return h;
}
#endif
