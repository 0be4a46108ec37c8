/* godebug.h: settings in the environment's GODEBUG that this Go has removed.

   From Go 1.27 on a program that is started with the old value of such a setting
   ends as Go's runtime begins: here, with all of Python. So the shim looks before
   it loads the core. The settings are those that the toolchain of the build knows
   (internal/toolchain/godebug.go). Go reads the environment that the process was
   started with, where it stands behind the arguments, and so does this. */
#ifndef GS_CORE_GODEBUG_H
#define GS_CORE_GODEBUG_H

#pragma GCC visibility push(hidden)

typedef struct gs_removed {
    const char *name, *value; /* an old value, which ends the process */
    int release;              /* of Go 1 */
} gs_removed;

/* -1 with ImportError where Go would end the process. */
int gs_godebug_check(void);
#pragma GCC visibility pop
#endif
