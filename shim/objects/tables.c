#include "objects/tables.h"
#include "core/core.h"
#include "core/extension.h"
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

char *gs_module_name(int package) {
    size_t a = strlen(gs_import_name), b = strlen(gs_this.packages[package].suffix);
    char *p = malloc(a + b + 1);
    if (!p) {
        PyErr_NoMemory();
        return NULL;
    }
    memcpy(p, gs_import_name, a);
    memcpy(p + a, gs_this.packages[package].suffix, b + 1);
    return p;
}
