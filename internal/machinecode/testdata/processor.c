/* Runs single instructions, and compares what they did with what transfer.go says that they do: processor_test.go.

   Records of words come from the standard input: 16 bytes of code, its length, and two states, before and after. A
   state has kind and offset of each register, the number of slots, and their own offsets, kinds and offsets. */
#define _GNU_SOURCE
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <ucontext.h>

enum { UNKNOWN, STACK, DATA, DUMMY_G }; /* kinds of values: value.go */
enum { PAGE = 4096, SLOTS = 64, TRAP = 0x100, SPILLED = 80 };

/* Where the test's image has them. All have more than 32 bits. Offsets of
   the stack count from the middle of its page. */
#define AT_CODE 0x440000000ul
#define AT_STATIC 0x440001000ul
#define AT_DATA 0x510000000ul
#define AT_G 0x520000000ul
#define AT_STACK 0x530000000ul
#define ENTRY (AT_STACK + PAGE / 2)
#define POINTER (AT_DATA + PAGE / 2)

typedef struct { int64_t kind, off; } value;
typedef struct { int64_t at; value v; } slot;
typedef struct { value regs[16]; int64_t n; slot slots[SLOTS]; } state;

static const int registers[16] = { REG_RAX, REG_RCX, REG_RDX, REG_RBX, REG_RSP, REG_RBP, REG_RSI, REG_RDI,
                                   REG_R8, REG_R9, REG_R10, REG_R11, REG_R12, REG_R13, REG_R14, REG_R15 };
static gregset_t ours, before, after;
static volatile int running, ended;

/* The first signal is ours and begins the instruction, the second one ends it. */
static void on_signal(int signal, siginfo_t *info, void *context) {
    (void)info;
    greg_t *now = ((ucontext_t *)context)->uc_mcontext.gregs;
    if (!running) {
        memcpy(ours, now, sizeof ours);
        for (int i = 0; i < 16; i++) now[registers[i]] = before[registers[i]];
        now[REG_RIP] = before[REG_RIP];
        now[REG_EFL] = before[REG_EFL] | TRAP;
        running = 1;
        return;
    }
    memcpy(after, now, sizeof after);
    memcpy(now, ours, sizeof ours);
    now[REG_EFL] &= ~TRAP;
    ended = signal;
    running = 0;
}

static uint64_t random64(void) {
    static uint64_t x = 88172645463325252u;
    x ^= x << 13, x ^= x >> 7, x ^= x << 17;
    return x;
}

/* One that a value may have. */
static uint64_t some(value v) {
    switch (v.kind) {
    case STACK: return ENTRY + (uint64_t)v.off;
    case DATA: return POINTER;
    case DUMMY_G: return AT_G + (uint64_t)v.off;
    }
    return random64() >> (random64() & 63);
}

static int right(value v, uint64_t is) { return v.kind == UNKNOWN || is == some(v); }

static int word(int64_t *w) { return fread(w, sizeof *w, 1, stdin) == 1; }

static void read_state(state *s) {
    for (int i = 0; i < 16; i++)
        if (!word(&s->regs[i].kind) || !word(&s->regs[i].off)) exit(3);
    if (!word(&s->n) || s->n > SLOTS) exit(3);
    for (int64_t i = 0; i < s->n; i++)
        if (!word(&s->slots[i].at) || !word(&s->slots[i].v.kind) || !word(&s->slots[i].v.off)) exit(3);
}

static void *map(uint64_t at, int how) {
    void *p = mmap((void *)at, PAGE, how, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
    if (p != (void *)at) exit(4);
    return p;
}

/* What an instruction did otherwise than it was said; NULL: nothing. */
static const char *wrong(const state *s, const state *was, int64_t len, const uint8_t *old, const uint8_t *others) {
    if (after[REG_RIP] != before[REG_RIP] + len) return "length";
    for (int i = 0; i < 16; i++)
        if (!right(s->regs[i], (uint64_t)after[registers[i]])) return "register";
    for (int64_t i = 0; i < s->n; i++) {
        uint64_t is;
        memcpy(&is, (void *)(ENTRY + (uint64_t)s->slots[i].at), 8);
        if (!right(s->slots[i].v, is)) return "slot";
    }
    int64_t low = s->regs[4].off < was->regs[4].off ? s->regs[4].off : was->regs[4].off;
    for (int64_t off = -PAGE / 2; off < PAGE / 2; off++)
        if (*(uint8_t *)(ENTRY + (uint64_t)off) != old[off + PAGE / 2] && (off < low || off >= SPILLED || (off >= 0 && off < 8)))
            return "a store outside of the frame";
    if (memcmp((void *)AT_DATA, others, PAGE) || memcmp((void *)AT_STATIC, others, PAGE)) return "a store to data";
    return NULL;
}

int main(void) {
    static uint8_t old[PAGE], others[PAGE];
    static state was, is;
    stack_t own = { .ss_sp = malloc(1 << 16), .ss_size = 1 << 16 };
    struct sigaction act = { .sa_sigaction = on_signal, .sa_flags = SA_SIGINFO | SA_ONSTACK };
    const int signals[] = { SIGTRAP, SIGSEGV, SIGBUS, SIGILL, SIGFPE };
    if (!own.ss_sp || sigaltstack(&own, NULL)) return 4;
    for (int i = 0; i < 5; i++)
        if (sigaction(signals[i], &act, NULL)) return 4;
    uint8_t *code = map(AT_CODE, PROT_READ | PROT_WRITE | PROT_EXEC);
    map(AT_G, PROT_READ);
    map(AT_STACK, PROT_READ | PROT_WRITE);
    for (int i = 0; i < PAGE; i++) others[i] = (uint8_t)random64();
    memcpy(map(AT_DATA, PROT_READ | PROT_WRITE), others, PAGE);
    memcpy(map(AT_STATIC, PROT_READ | PROT_WRITE), others, PAGE);
    int64_t text[2], len, run = 0, faults = 0;
    while (word(&text[0])) {
        if (!word(&text[1]) || !word(&len)) return 3;
        read_state(&was);
        read_state(&is);
        for (int i = 0; i < PAGE; i++) ((uint8_t *)AT_STACK)[i] = (uint8_t)random64();
        for (int64_t i = 0; i < was.n; i++) {
            uint64_t v = some(was.slots[i].v);
            memcpy((void *)(ENTRY + (uint64_t)was.slots[i].at), &v, 8);
        }
        memcpy(old, (void *)AT_STACK, PAGE);
        for (int i = 0; i < 16; i++) before[registers[i]] = (greg_t)some(was.regs[i]);
        memcpy(code, text, 16);
        before[REG_RIP] = (greg_t)AT_CODE;
        before[REG_EFL] = 0x202 | (greg_t)(random64() & 0x8d5); /* the flags of arithmetic */
        raise(SIGTRAP);
        if (ended != SIGTRAP) {
            faults++; /* a division, a far address, or the processor is too old */
            continue;
        }
        run++;
        const char *why = wrong(&is, &was, len, old, others);
        if (!why) continue;
        for (int64_t i = 0; i < len; i++) printf("%02x", ((uint8_t *)text)[i]);
        printf(": %s\n", why);
        return 1;
    }
    printf("%ld instructions, %ld faults\n", (long)run, (long)faults);
    return run > 20 * faults ? 0 : 2;
}
