#include "os/thread.h"
#include "abi/attributes.h"
#include "os/has.h"
#include <time.h>

#ifdef _WIN32
#include "os/windows.h"

/* The thread that has loaded Python is the first, but nothing tells it from others. So it is that of the first
   import: later threads import too, but a program's own modules come first. */
static DWORD gs_first_thread;

__attribute__((constructor)) static void gs_thread_note(void) { gs_first_thread = GetCurrentThreadId(); }

int gs_thread_is_first(void) { return GetCurrentThreadId() == gs_first_thread; }

int gs_thread_number(void) { return (int)GetCurrentThreadId(); }

GS_COLD int gs_processors(void) {
    SYSTEM_INFO info;
    GetSystemInfo(&info);
    return (int)info.dwNumberOfProcessors;
}
#else
#include <signal.h>
#include <unistd.h>

#ifdef __APPLE__
int gs_thread_is_first(void) { return pthread_main_np(); }

int gs_thread_number(void) { return (int)pthread_mach_thread_np(pthread_self()); }
#else
#include <sys/syscall.h>
#include <sys/types.h>

int gs_thread_is_first(void) { return (pid_t)syscall(SYS_gettid) == getpid(); }

int gs_thread_number(void) { return (int)syscall(SYS_gettid); }
#endif

GS_COLD int gs_processors(void) { return (int)sysconf(_SC_NPROCESSORS_ONLN); }
#endif

void gs_pause_for(int64_t nanoseconds) {
    struct timespec t = { .tv_sec = (time_t)(nanoseconds / 1000000000), .tv_nsec = (long)(nanoseconds % 1000000000) };
    nanosleep(&t, NULL);
}

static GS_COLD int gs_thread_make(pthread_t *thread, int state, void *(*run)(void *), void *arg) {
    pthread_attr_t attributes;
    int r = pthread_attr_init(&attributes);
    if (r) return r;
#if GS_HAS_SIGNALS
    sigset_t all, old;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &old);
#endif
    r = pthread_attr_setdetachstate(&attributes, state);
    if (!r) r = pthread_create(thread, &attributes, run, arg);
#if GS_HAS_SIGNALS
    pthread_sigmask(SIG_SETMASK, &old, NULL);
#endif
    pthread_attr_destroy(&attributes);
    return r;
}

int gs_thread_start(void *(*run)(void *), void *arg) {
    pthread_t thread;
    return gs_thread_make(&thread, PTHREAD_CREATE_DETACHED, run, arg);
}

int gs_thread_join_later(pthread_t *thread, void *(*run)(void *), void *arg) { return gs_thread_make(thread, PTHREAD_CREATE_JOINABLE, run, arg); }
