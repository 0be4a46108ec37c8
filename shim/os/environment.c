#include "os/environment.h"
#include "abi/attributes.h"
#include "os/has.h"
#include <stddef.h>
#include <string.h>

#if GS_HAS_C_ENVIRONMENT
static char **gs_environment;

/* The dynamic linker calls constructors of a library with the arguments of main(). */
__attribute__((constructor)) static void gs_environment_note(int argc, char **argv) {
    if (argv) gs_environment = argv + argc + 1;
}

GS_COLD const char *gs_environment_of_go(const char *name) {
    size_t n = strlen(name);
    for (char **e = gs_environment; e && *e; e++)
        if (!strncmp(*e, name, n) && (*e)[n] == '=') return *e + n + 1;
    return NULL;
}
#else
#include "os/windows.h"

GS_COLD const char *gs_environment_of_go(const char *name) {
    static char value[4096];
    DWORD n = GetEnvironmentVariableA(name, value, sizeof value);
    return n && n < sizeof value ? value : NULL;
}
#endif
