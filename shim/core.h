/* core.h: finding the core, the shared object with the Go runtime, beside the shim. load.h loads it. */
#ifndef GS_CORE_H
#define GS_CORE_H
#include "object.h"
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

static char gs_core_path[4096];
static char *gs_import_name; /* of the Python package: this module's name without "._native" */

/* The core lies beside the shim. */
GS_COLD int gs_core_find(void) {
    Dl_info self;
    if (!dladdr((void *)gs_core_find, &self) || !self.dli_fname) {
        PyErr_SetString(PyExc_ImportError, "can't tell where this extension was loaded from");
        return -1;
    }
    const char *slash = strrchr(self.dli_fname, '/');
    int dir = slash ? (int)(slash - self.dli_fname) + 1 : 0;
    int n = snprintf(gs_core_path, sizeof gs_core_path, "%.*s" GS_CORE_FILE, dir, self.dli_fname);
    if (n < 0 || n >= (int)sizeof gs_core_path) {
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
    int fd = open(gs_core_path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        PyErr_Format(PyExc_ImportError, "the Go half of this extension is missing: %s: %s; install the package again", gs_core_path, strerror(errno));
        return -1;
    }
    off_t end = lseek(fd, 0, SEEK_END);
    ssize_t got = end < 64 ? -1 : pread(fd, t, 64, end - 64);
    close(fd);
    if (got != 64 || memcmp(t, magic, 16)) {
        PyErr_Format(PyExc_ImportError, "%s is not the Go half of a gophersnake extension; install the package again", gs_core_path);
        return -1;
    }
    if (strlen(GS_BUILD_ID) > 48 || memcmp(t + 16, GS_BUILD_ID, strlen(GS_BUILD_ID))) {
        PyErr_Format(PyExc_ImportError, "%s is of another build than _native.abi3.so beside it; install the package again", gs_core_path);
        return -1;
    }
    return 0;
}
#endif
