/* godebug.h: settings in the environment's GODEBUG that this Go has removed.

   From Go 1.27 on a program that is started with the old value of such a setting
   ends as Go's runtime begins: here, with all of Python. So the shim looks before
   it loads the core. The settings are those that the toolchain of the build knows
   (internal/toolchain/godebug.go). Go reads the environment that the process was
   started with, where it stands behind the arguments, and so does this. */
#ifndef GS_GODEBUG_H
#define GS_GODEBUG_H
#include "abi3.h"
#include "attributes.h"
#include <string.h>

#ifndef GS_REMOVED
#define GS_REMOVED
#endif

typedef struct gs_removed {
    const char *name, *value; /* an old value, which ends the process */
    int release;              /* of Go 1 */
} gs_removed;
static const gs_removed gs_removed_settings[] = { GS_REMOVED { NULL, NULL, 0 } };

static char **gs_environment;
/* The dynamic linker passes to a library's constructors what it has passed to main(). */
__attribute__((constructor)) static void gs_environment_note(int argc, char **argv) {
    if (argv) gs_environment = argv + argc + 1;
}

/* The setting at s, which is n bytes long. */
static const gs_removed *gs_removed_find(const char *s, size_t n) {
    for (const gs_removed *r = gs_removed_settings; r->name; r++) {
        size_t name = strlen(r->name), value = strlen(r->value);
        if (n == name + 1 + value && !memcmp(s, r->name, name) && s[name] == '=' && !memcmp(s + name + 1, r->value, value)) return r;
    }
    return NULL;
}
/* -1 with ImportError where Go would end the process. */
GS_COLD int gs_godebug_check(void) {
    const char *s = NULL;
    for (char **e = gs_environment; !s && e && *e; e++)
        if (!strncmp(*e, "GODEBUG=", 8)) s = *e + 8;
    while (s && *s) {
        size_t n = strcspn(s, ",");
        const gs_removed *r = gs_removed_find(s, n);
        if (r) {
            PyErr_Format(PyExc_ImportError, "can't load the Go half of this extension: GODEBUG has %s=%s in the environment that the process was started with, "
                "and Go 1.%d has removed that setting: Go would end the process. Take it out of GODEBUG (https://go.dev/doc/godebug#go-1%d)", r->name, r->value, r->release, r->release);
            return -1;
        }
        s += n + (s[n] == ',');
    }
    return 0;
}
#endif
