#include "core/godebug.h"
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "os/environment.h"
#include "core/extension.h"
#include <stddef.h>
#include <string.h>

/* The removed setting that equals the n bytes at s, or NULL. */
static const gs_removed *gs_removed_find(const char *s, size_t n) {
    for (const gs_removed *r = gs_this.removed; r->name; r++) {
        size_t name = strlen(r->name), value = strlen(r->value);
        if (n == name + 1 + value && !memcmp(s, r->name, name) && s[name] == '=' &&
            !memcmp(s + name + 1, r->value, value))
            return r;
    }
    return NULL;
}

GS_COLD int gs_godebug_check(void) {
    const char *s = gs_environment_of_go("GODEBUG");
    while (s && *s) {
        size_t n = strcspn(s, ",");
        const gs_removed *r = gs_removed_find(s, n);
        if (r) {
            PyErr_Format(PyExc_ImportError,
                "can't load the Go half of this extension: GODEBUG has %s=%s in the environment that the process was "
                "started with, and Go 1.%d has removed that setting: Go would end the process. "
                "Take it out of GODEBUG (https://go.dev/doc/godebug#go-1%d)",
                r->name, r->value, r->release, r->release);
            return -1;
        }
        s += n + (s[n] == ',');
    }
    return 0;
}
