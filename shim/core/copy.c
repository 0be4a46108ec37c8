#include "core/copy.h"
#include "abi/attributes.h"
#include "os/has.h"
#include "os/library.h"
#include "core/extension.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#if GS_HAS_LIBRARY_COPIES
/* Copies the core into the file to; 0, or -1 with errno. */
static int gs_copy_bytes(const gs_copied *c, int to) {
    int held = gs_file_is(&c->file), from = held ? c->file.fd : gs_file_open(c->path);
    int r = from < 0 ? -1 : gs_file_copy(from, to);
    if (from >= 0 && !held) gs_descriptor_close(from);
    return r;
}
#endif

#if GS_HAS_MEMORY_FILES
/* Loads a file by its descriptor, through /proc. */
static GS_COLD void *gs_file_dlopen(gs_file *f, char *why, size_t room) {
    for (char name[64]; f->fd >= 0;) {
        snprintf(name, sizeof name, "/proc/%d/fd/%d", (int)getpid(), f->fd);
        if (!gs_library_known(name)) return gs_library_open(name, why, room);
        /* An ancestor had the same pid and descriptor, or other code has closed a descriptor of
           ours: the dynamic linker still knows another library by this name. */
        int fd = fcntl(f->fd, F_DUPFD_CLOEXEC, f->fd + 1);
        if (fd < 0) break;
        close(f->fd);
        f->fd = fd;
    }
    snprintf(why, room, "%s", f->fd < 0 ? "there is no descriptor for it" : strerror(errno));
    return NULL;
}

void gs_copy_prepare(gs_copied *c) {
    if (gs_file_is(&c->spare)) return;
    c->spare.fd = -1;
    int fd = gs_file_in_memory(gs_this.core_file);
    if (fd >= 0 && (gs_copy_bytes(c, fd) || gs_file_note(&c->spare, fd))) close(fd);
}
#else
static GS_COLD void *gs_file_dlopen(gs_file *f, char *why, size_t room) {
    (void)f;
    snprintf(why, room, "this system loads no file by its descriptor");
    return NULL;
}

void gs_copy_prepare(gs_copied *c) { c->spare.fd = -1; }
#endif

#if GS_HAS_LIBRARY_COPIES
/* Loads a copy from a temporary file, and removes the file's name. For systems without memfd,
   or without /proc to open it by. */
static GS_COLD void *gs_copy_open_file(gs_copied *c, char *why, size_t room) {
    const char *dirs[] = { getenv("TMPDIR"), "/tmp", "/dev/shm", "/var/tmp" };
    void *h = NULL;
    for (int i = 0; !h && i < 4; i++) {
        char path[4200];
        if (!dirs[i] || snprintf(path, sizeof path, "%s/gophersnake-core-XXXXXX", dirs[i]) >= (int)sizeof path)
            continue;
        int fd = mkostemp(path, O_CLOEXEC);
        if (fd < 0) {
            snprintf(why, room, "%s: %s", path, strerror(errno));
            continue;
        }
        if (gs_copy_bytes(c, fd)) snprintf(why, room, "%s: %s", path, strerror(errno));
        else if ((h = gs_library_open(path, why, room)) && (gs_file_close(&c->file), gs_file_note(&c->file, fd))) close(fd);
        if (!h) close(fd);
        unlink(path);
    }
    if (h) *why = 0; /* errors of the folders tried before */
    return h;
}
#else
static GS_COLD void *gs_copy_open_file(gs_copied *c, char *why, size_t room) {
    (void)c;
    snprintf(why, room, "this system can't load a copy of a library: its file can't be removed while it is in use");
    return NULL;
}
#endif

GS_COLD void *gs_copy_open(gs_copied *c, char *why, size_t room) {
    gs_copy_prepare(c); /* if the parent could not, or other code has closed it */
    void *h = gs_file_dlopen(&c->spare, why, room);
    if (!h) return gs_copy_open_file(c, why, room);
    gs_file_close(&c->file);
    c->file = c->spare; /* stays open, so that no other copy gets this name */
    c->spare.fd = -1;
    return h;
}

GS_COLD void *gs_held_open(gs_copied *c, char *why, size_t room) {
    if (gs_file_is(&c->file) && !gs_file_at(&c->file, c->path)) {
        void *h = gs_file_dlopen(&c->file, why, room);
        return h ? h : gs_copy_open_file(c, why, room);
    }
    return gs_library_open(c->path, why, room);
}
