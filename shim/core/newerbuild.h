/* newerbuild.h: a process that runs an old build warns about it once, and says what to do.

   `gophersnake develop` publishes builds. When it publishes a newer one, it sets a byte to 1 in
   a file beside the shim. Each process that imported the old build has the byte mapped into its
   memory, so each call can check it for the price of a load. If a package is installed instead,
   the core's path names another file after an upgrade. A process that imported the old one
   compares the files when it loads the core, and when the package is reloaded. */
#ifndef GS_CORE_NEWERBUILD_H
#define GS_CORE_NEWERBUILD_H

#pragma GCC visibility push(hidden)

#define GS_STATE_FILE "_native.state" /* written by internal/build/publish.go */
extern const volatile char *gs_newer_build; /* 1: there is a newer build */

/* Maps the byte of the state file at path, if there is one. */
void gs_newer_build_subscribe(const char *path);

/* Locks the core's file: develop removes old builds, but none whose core a process has locked. */
void gs_newer_build_use(int core);

/* Stores the identity of the core's file, for gs_newer_build_replaced(). */
void gs_newer_build_loaded(int core);

/* Whether this build was published by develop. */
int gs_newer_build_expected(void);

/* Whether the path now names another file, and not merely the same file under another inode
   number, as some file systems do. */
int gs_newer_build_replaced(const char *path);

/* Warns about the old build of the package name, once in a process. Returns 0, or -1 if the
   warning is an error. If an exception is set, it does nothing, and the next call warns. */
int gs_newer_build_warn(const char *name);
#pragma GCC visibility pop
#endif
