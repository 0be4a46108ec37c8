/* load.h: loading the core.

   It is loaded at the first call, not at import, so that a process that imports
   and then forks (gunicorn --preload, multiprocessing) has no Go runtime to
   lose; and again, from a copy, at the first call in a forked child. Each
   subinterpreter loads a copy, too. */
#ifndef GS_PROCESS_LOAD_H
#define GS_PROCESS_LOAD_H

#pragma GCC visibility push(hidden)

void gs_load_init(void);
#pragma GCC visibility pop
#endif
