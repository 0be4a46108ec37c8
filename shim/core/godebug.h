/* godebug.h: settings in the GODEBUG variable that this Go has removed.

   From Go 1.27 on, a program ends when Go's runtime starts, if GODEBUG has the old value of
   such a setting. Here that would end all of Python. So the shim checks GODEBUG before it loads
   the core. The build's toolchain knows the settings (internal/toolchain/godebug.go). Go reads
   the environment as it was when the process started, which lies in memory behind the
   arguments, and so does this check. */
#ifndef GS_CORE_GODEBUG_H
#define GS_CORE_GODEBUG_H

#pragma GCC visibility push(hidden)

typedef struct gs_removed {
    const char *name, *value; /* a setting, and its value that ends the process */
    int release;              /* minor version of the Go release that removed it */
} gs_removed;

/* 0, or -1 with ImportError if Go would end the process. */
int gs_godebug_check(void);
#pragma GCC visibility pop
#endif
