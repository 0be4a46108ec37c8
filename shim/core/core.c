#include "core/core.h"
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "os/file.h"
#include "os/library.h"
#include "core/buildid.h"
#include "core/extension.h"
#include "core/newerbuild.h"
#include <errno.h>
#include <pthread.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

char gs_core_path[4096];
gs_copied gs_core_copied = { gs_core_path, { -1, 0, 0 }, { -1, 0, 0 } };
char *gs_import_name;
GS_COLD int gs_old_build(void) { return gs_newer_build_warn(gs_import_name); }

/* The path of a file beside the shim; -1 with ImportError. */
static GS_COLD int gs_beside(const char *name, char *path, size_t room) {
    const char *self = gs_library_path((void *)gs_beside);
    if (!self) {
        PyErr_SetString(PyExc_ImportError, "can't tell where this extension was loaded from");
        return -1;
    }
    const char *slash = strrchr(self, '/');
    int dir = slash ? (int)(slash - self) + 1 : 0;
    int n = snprintf(path, room, "%.*s%s", dir, self, name);
    if (n < 0 || n >= (int)room) {
        PyErr_Format(PyExc_ImportError, "the path of this extension is too long: %s", self);
        return -1;
    }
    return 0;
}

/* Advice about a missing or wrong core. It depends on how the package was installed. */
static GS_COLD const char *gs_core_cure(void) {
    PyObject *frozen = PySys_GetObject("frozen"); /* borrowed; PyInstaller and cx_Freeze set it */
    PyObject *m = PyImport_AddModule("__main__"); /* borrowed; Nuitka marks it */
    int packed = (frozen && PyObject_IsTrue(frozen) > 0) ||
        (m && PyDict_GetItemString(PyModule_GetDict(m), "__compiled__"));
    PyErr_Clear();
    if (packed)
        return "tell the tool that packed this program to put the file beside the extension module, as the wheel has it";
    return gs_newer_build_expected() ? "run `gophersnake develop` again" : "install the package again";
}

/* Opens the core's file and checks it. */
static GS_COLD int gs_core_hold(void) {
    char state[4096];
    if (gs_beside(gs_this.core_file, gs_core_path, sizeof gs_core_path) ||
        gs_beside(GS_STATE_FILE, state, sizeof state))
        return -1;
    gs_newer_build_subscribe(state);
    int fd = gs_file_open(gs_core_path);
    if (fd < 0 && errno == ENOENT)
        PyErr_Format(PyExc_ImportError, "the Go half of this extension is missing: %s; %s", gs_core_path,
            gs_core_cure());
    else if (fd < 0)
        PyErr_Format(PyExc_ImportError, "can't open the Go half of this extension: %s: %s", gs_core_path,
            strerror(errno));
    if (fd < 0) return -1;
    gs_newer_build_use(fd);
    int is = gs_build_id_of(fd, gs_this.build);
    if (is == GS_IS_THIS && !gs_file_note(&gs_core_copied.file, fd)) {
        gs_newer_build_loaded(fd);
        return 0;
    }
    gs_descriptor_close(fd);
    if (is == GS_IS_OTHER)
        PyErr_Format(PyExc_ImportError, "%s is of another build than the C half beside it; %s", gs_core_path,
            gs_core_cure());
    else
        PyErr_Format(PyExc_ImportError, "%s is not the Go half of a gophersnake extension, or not the whole of it; %s",
            gs_core_path, gs_core_cure());
    return -1;
}

GS_COLD int gs_core_check(void) {
    static pthread_mutex_t one = PTHREAD_MUTEX_INITIALIZER; /* several interpreters may import at once */
    pthread_mutex_lock(&one);
    int r = gs_core_copied.file.fd >= 0 ? 0 : gs_core_hold();
    pthread_mutex_unlock(&one);
    return r;
}
