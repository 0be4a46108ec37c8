/* load.h: loads the core.

   It is loaded at the first call, not at import. So a process that imports and then forks
   (gunicorn --preload, multiprocessing) has no Go runtime that the fork could break. A forked
   child loads a copy at its first call, and so does each subinterpreter. */
#ifndef GS_PROCESS_LOAD_H
#define GS_PROCESS_LOAD_H
#pragma GCC visibility push(hidden)

/* At import: tells frame.h how to load the core (gs_core_loader). */
void gs_load_init(void);
#pragma GCC visibility pop
#endif
