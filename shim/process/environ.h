/* environ.h: changes of os.environ after the first call, which Go gets too.

   Go copies the environment at its start, and os.environ changes the C library's. os.environ calls os.putenv() and
   os.unsetenv(): while a core is loaded, these tell it. On Windows Go reads the process's own environment each time. */
#ifndef GS_PROCESS_ENVIRON_H
#define GS_PROCESS_ENVIRON_H
#pragma GCC visibility push(hidden)

/* Before the core is loaded. 0, or -1 with an exception. */
int gs_environ_watch(void);
#pragma GCC visibility pop
#endif
