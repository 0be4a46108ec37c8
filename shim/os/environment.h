/* environment.h: the environment as Go's runtime reads it. */
#ifndef GS_OS_ENVIRONMENT_H
#define GS_OS_ENVIRONMENT_H
#pragma GCC visibility push(hidden)

/* The value of a variable in the environment that Go reads at its start: that with which the process was started,
   or on Windows that of now. NULL: it is not set. It stays as it is until the next call. */
const char *gs_environment_of_go(const char *name);
#pragma GCC visibility pop
#endif
