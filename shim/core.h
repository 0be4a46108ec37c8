/* core.h: finding and loading the core, the shared object with the Go runtime.

   It is loaded at the first call, not at import, so that a process that
   imports and then forks (gunicorn --preload, multiprocessing) has no Go
   runtime to lose. */
#ifndef GS_CORE_H
#define GS_CORE_H
#include "object.h"
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

enum { GS_ABI = 1 }; /* of the frame, the tape and gs_boot; py/boot.go has the same */

/* Filled by gophersnake_boot in the core. */
typedef struct gs_boot {
    int64_t abi;
    const char *id;        /* the build's id, not NUL-terminated */
    int64_t id_len;
    const int64_t *layout; /* sizes and offsets of Go's types */
    int64_t procs;
    int64_t guard;         /* in: guard mode, so that faults become panics */
} gs_boot;

static struct {
    char path[4096];
    int stale; /* a forked child of a process that had loaded the core */
    pthread_mutex_t lock;
} gs_loader = { "", 0, PTHREAD_MUTEX_INITIALIZER };

static void gs_core_forked(void) {
    pthread_mutex_init(&gs_loader.lock, NULL);
    if (!gs_the_core.enter) return;
    gs_loader.stale = 1;
    gs_the_core.enter = NULL;
    gs_the_core.free_slots = NULL;
    gs_the_core.running = 0;
}

/* The core lies beside the shim. */
GS_COLD int gs_core_find(void) {
    Dl_info self;
    if (!dladdr((void *)gs_core_find, &self) || !self.dli_fname) {
        PyErr_SetString(PyExc_ImportError, "can't tell where this extension was loaded from");
        return -1;
    }
    const char *slash = strrchr(self.dli_fname, '/');
    int dir = slash ? (int)(slash - self.dli_fname) + 1 : 0;
    int n = snprintf(gs_loader.path, sizeof gs_loader.path, "%.*s" GS_CORE_FILE, dir, self.dli_fname);
    if (n < 0 || n >= (int)sizeof gs_loader.path) {
        PyErr_Format(PyExc_ImportError, "the path of this extension is too long: %s", self.dli_fname);
        return -1;
    }
    return 0;
}

/* At import, without loading it: is the core there, and of this build? Its
   last 64 bytes say so. */
GS_COLD int gs_core_check(void) {
    static const char magic[] = "GOPHERSNAKE-CORE";
    char t[64];
    if (gs_core_find()) return -1;
    int fd = open(gs_loader.path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        PyErr_Format(PyExc_ImportError, "the Go half of this extension is missing: %s: %s; install the package again", gs_loader.path, strerror(errno));
        return -1;
    }
    off_t end = lseek(fd, 0, SEEK_END);
    ssize_t got = end < 64 ? -1 : pread(fd, t, 64, end - 64);
    close(fd);
    if (got != 64 || memcmp(t, magic, 16)) {
        PyErr_Format(PyExc_ImportError, "%s is not the Go half of a gophersnake extension; install the package again", gs_loader.path);
        return -1;
    }
    if (strlen(GS_BUILD_ID) > 48 || memcmp(t + 16, GS_BUILD_ID, strlen(GS_BUILD_ID))) {
        PyErr_Format(PyExc_ImportError, "%s is of another build than _native.abi3.so beside it; install the package again", gs_loader.path);
        return -1;
    }
    return 0;
}

static void *gs_core_symbol(void *h, const char *name) {
    void *p = dlsym(h, name);
    if (!p) PyErr_Format(PyExc_ImportError, "%s has no %s: %s", gs_loader.path, name, dlerror());
    return p;
}

/* Go reserves address space at its start and ends the process where it can't;
   967 MB were the least that worked (Go 1.26, x86-64). */
GS_COLD int gs_core_memory(void) {
    struct rlimit l;
    if (!getrlimit(RLIMIT_AS, &l) && l.rlim_cur != RLIM_INFINITY && l.rlim_cur < (rlim_t)1200 << 20) {
        PyErr_Format(PyExc_MemoryError, "the Go runtime needs about 1.2 GB of address space, and the limit (ulimit -v) is %llu MB",
            (unsigned long long)(l.rlim_cur >> 20));
        return -1;
    }
    return 0;
}

GS_COLD int gs_core_open(void) {
    char why[512] = "";
    PyThreadState *ts = PyEval_SaveThread(); /* the package's init functions may take long */
    void *h = dlopen(gs_loader.path, RTLD_NOW | RTLD_LOCAL);
    if (!h) strncpy(why, dlerror(), sizeof why - 1);
    PyEval_RestoreThread(ts);
    if (!h) {
        PyErr_Format(PyExc_ImportError, "can't load the Go half of this extension: %s", why);
        return -1;
    }
    void (*boot)(gs_boot *) = (void (*)(gs_boot *))gs_core_symbol(h, "gophersnake_boot");
    void (*enter)(int32_t, gs_frame *) = (void (*)(int32_t, gs_frame *))gs_core_symbol(h, "gophersnake_enter");
    void (*release)(const int32_t *, int64_t) = (void (*)(const int32_t *, int64_t))gs_core_symbol(h, "gophersnake_free");
    if (!boot || !enter || !release) return -1;
    gs_boot b = { 0, NULL, 0, NULL, 0, gs_guarding };
    boot(&b);
    if (b.abi != GS_ABI || b.id_len != (int64_t)strlen(GS_BUILD_ID) || memcmp(b.id, GS_BUILD_ID, (size_t)b.id_len)) {
        PyErr_Format(PyExc_ImportError, "%s is of another build than _native.abi3.so beside it; install the package again", gs_loader.path);
        return -1;
    }
    gs_layout = b.layout;
    gs_the_core.procs = (int)b.procs;
    gs_the_core.free_slots = release;
    gs_the_core.enter = enter;
    return 0;
}

GS_COLD int gs_core_load(void) {
    if (gs_loader.stale) {
        PyErr_SetString(PyExc_RuntimeError, "this process was forked after its parent had called Go, and Go's threads do not survive a fork; "
            "call Go only after the fork, or use the spawn or forkserver start method");
        return -1;
    }
    PyThreadState *ts = PyEval_SaveThread();
    pthread_mutex_lock(&gs_loader.lock);
    PyEval_RestoreThread(ts);
    int r = gs_the_core.enter ? 0 : gs_core_memory() ? -1 : gs_core_open();
    pthread_mutex_unlock(&gs_loader.lock);
    return r;
}
#endif
