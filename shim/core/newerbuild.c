#include "core/newerbuild.h"
#include "abi/abi3.h"
#include "abi/attributes.h"
#include <fcntl.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static const volatile char gs_no_newer_build;
const volatile char *gs_newer_build = &gs_no_newer_build;
static struct {
    int published;   /* by develop: then the byte alone counts */
    struct stat was; /* the core's file at import */
} gs_build;

GS_COLD void gs_newer_build_subscribe(const char *path) {
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat s;
    if (fd < 0) return;
    gs_build.published = 1;
    void *byte = fstat(fd, &s) || s.st_size < 1 ? MAP_FAILED : mmap(NULL, 1, PROT_READ, MAP_SHARED, fd, 0);
    if (byte != MAP_FAILED) gs_newer_build = byte;
    close(fd);
}

GS_COLD void gs_newer_build_use(int core) {
    if (gs_build.published) flock(core, LOCK_SH | LOCK_NB);
}

GS_COLD void gs_newer_build_loaded(int core) {
    if (fstat(core, &gs_build.was)) gs_build.was.st_ino = 0;
}

GS_COLD int gs_newer_build_expected(void) { return gs_build.published; }

GS_COLD int gs_newer_build_replaced(const char *path) {
    const struct stat *was = &gs_build.was;
    struct stat now;
    if (gs_build.published || !was->st_ino || stat(path, &now) ||
        (now.st_dev == was->st_dev && now.st_ino == was->st_ino))
        return 0;
    return now.st_size != was->st_size || now.st_mtim.tv_sec != was->st_mtim.tv_sec ||
        now.st_mtim.tv_nsec != was->st_mtim.tv_nsec;
}

GS_COLD int gs_newer_build_warn(const char *name) {
    static char warned;
    if (PyErr_Occurred() || __atomic_exchange_n(&warned, 1, __ATOMIC_ACQ_REL)) return 0;
    gs_newer_build = &gs_no_newer_build;
    return PyErr_WarnFormat(PyExc_RuntimeWarning, 1,
        "this process runs an old build of %s: %s since it was imported; restart the process (of a notebook: the "
        "kernel) to run %s",
        name, gs_build.published ? "a newer one was made" : "the package was installed anew",
        gs_build.published ? "that" : "what is installed now");
}
