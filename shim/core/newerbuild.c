#include "core/newerbuild.h"
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "os/file.h"

static const volatile char gs_no_newer_build;
const volatile char *gs_newer_build = &gs_no_newer_build;
static struct {
    int published;     /* by develop: then the byte alone counts */
    gs_file_state was; /* the core's file at import */
} gs_build;

GS_COLD void gs_newer_build_subscribe(const char *path) {
    int fd = gs_file_open(path);
    if (fd < 0) return;
    gs_build.published = 1;
    const volatile char *byte = gs_file_map(fd);
    if (byte) gs_newer_build = byte;
    gs_descriptor_close(fd);
}

GS_COLD void gs_newer_build_use(int core) {
    if (gs_build.published) gs_file_share(core);
}

GS_COLD void gs_newer_build_loaded(int core) {
    if (gs_file_state_of(core, &gs_build.was)) gs_build.was.ino = 0;
}

GS_COLD int gs_newer_build_expected(void) { return gs_build.published; }

GS_COLD int gs_newer_build_replaced(const char *path) {
    const gs_file_state *was = &gs_build.was;
    gs_file_state now;
    if (gs_build.published || !was->ino || gs_file_state_at(path, &now) ||
        (now.dev == was->dev && now.ino == was->ino))
        return 0;
    return now.size != was->size || now.mtime != was->mtime;
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
