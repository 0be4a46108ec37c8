/* newerbuild.h: a process that runs an old build says so, once, and what helps.

   Where `gophersnake develop` publishes builds, a byte of a file beside the shim
   becomes 1 when a newer one is there. Every process that has imported this one has
   the byte in its memory, so that each call can look at it: it costs a load. Where a
   package is installed, its core's path names another file after an upgrade; who
   imported it before looks when it loads the core, and when it is reloaded. */
#ifndef GS_CORE_NEWERBUILD_H
#define GS_CORE_NEWERBUILD_H

#pragma GCC visibility push(hidden)

#define GS_STATE_FILE "_native.state" /* internal/build/publish.go writes it */
extern const volatile char *gs_newer_build;

void gs_newer_build_subscribe(const char *path);

/* develop removes old builds, but none whose core a process has locked. */
void gs_newer_build_use(int core);
void gs_newer_build_loaded(int core);
int gs_newer_build_expected(void);

/* Whether the path names another file by now, and not only, as some file systems
   do, the same one under another number. */
int gs_newer_build_replaced(const char *path);

/* Once in a process; -1 where the warning is an error. Who cleans up after an
   exception leaves it to the next. */
int gs_newer_build_warn(const char *name);
#pragma GCC visibility pop
#endif
