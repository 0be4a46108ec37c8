/* A library that recovers from faults as cysignals and PARI do: its handler never
   returns, but leaves by siglongjmp(), or ends the thread. */
#define _GNU_SOURCE
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const int numbers[] = { SIGSEGV, SIGFPE, SIGBUS, SIGABRT };
static struct sigaction found[4], found_second[4];
static __thread sigjmp_buf back;
static __thread int armed, ends_thread, depth_of_fault;
static volatile int zero, some = 5;

static void leave(int sig, const struct sigaction *before) {
    if (ends_thread) pthread_exit((void *)7);
    if (armed) {
        armed = 0;
        siglongjmp(back, sig);
    }
    for (int i = 0; i < 4; i++) /* as faulthandler does */
        if (numbers[i] == sig) sigaction(sig, &before[i], NULL);
    raise(sig);
}
static void handler(int sig) {
    for (int i = 0; i < 4; i++)
        if (numbers[i] == sig) leave(sig, found);
}
/* One that leaves the fault to whom it had found. */
static void passes(int sig) {
    for (int i = 0; i < 4; i++)
        if (numbers[i] == sig) sigaction(sig, &found_second[i], NULL);
    raise(sig);
}

static void install_one(void (*f)(int), int flags, struct sigaction *before) {
    struct sigaction a;
    memset(&a, 0, sizeof a);
    a.sa_handler = f;
    a.sa_flags = flags;
    for (int i = 0; i < 4; i++) sigaction(numbers[i], &a, &before[i]);
}
void install(int flags) { install_one(handler, flags, found); }
void install_passing(int flags) { install_one(passes, flags, found_second); }

static __attribute__((noinline)) int fault(int how, int depth) {
    volatile char room[700];
    memset((void *)room, depth, sizeof room);
    if (depth) return fault(how, depth - 1) + room[3];
    switch (how) {
    case 0: return *(volatile int *)8;
    case 1: return some / zero;
    case 2: return raise(SIGSEGV);
    case 3: abort();
    case 4: return *(volatile int *)0x4141414141414141; /* no address at all */
    }
    return 0;
}
/* The signal that was recovered from. */
int recover(int how, int depth, int save_mask) {
    int sig = sigsetjmp(back, save_mask);
    if (sig) return sig;
    armed = 1;
    return fault(how, depth);
}
/* A fault that nobody recovers from. */
void die(void) { fault(0, 3); }

/* The signals that this thread blocks. */
long blocked(void) {
    sigset_t s;
    long n = 0;
    pthread_sigmask(SIG_SETMASK, NULL, &s);
    for (int i = 1; i < 32; i++) n |= (long)(sigismember(&s, i) == 1) << i;
    return n;
}

static void *one_thread(void *how) {
    for (int i = 0; i < 4; i++)
        if (!recover((int)(long)how, i % 3 * 9, 1)) return NULL;
    ends_thread = 1;
    fault((int)(long)how, 5);
    return NULL;
}
/* Threads that recover a few times and end in the handler; how many did. */
int threads(int n, int how) {
    int ended = 0;
    for (int i = 0; i < n; i++) {
        pthread_t t;
        void *r;
        if (pthread_create(&t, NULL, one_thread, (void *)(long)how)) return -1;
        pthread_join(t, &r);
        ended += r == (void *)7;
    }
    return ended;
}
