#include "call/direct.h"
#include "os/has.h"

int64_t gs_direct_count(void) {
    if (!GS_ACQUIRE(&gs_the_core.enter)) return -1;
    const int64_t *table = __atomic_load_n(&gs_the_core.direct, __ATOMIC_ACQUIRE);
    int64_t n = 0;
    for (int64_t i = 0; table && i < table[-1]; i++) n += table[i] != 0;
    return n;
}

#if GS_HAS_DIRECT_CALLS
/* What stands for the goroutine: zeros that nobody can write. The check of the stack, the only use of it that
   proven code makes, finds room for any stack above address 0. */
extern const uint64_t gs_direct_g[];
const uint64_t gs_direct_g[64] __attribute__((aligned(64), used)) = { 0 };

/* Go's internal calling convention (cmd/compile/abi-internal.md): arguments in nine registers, the goroutine in
   R14, zero in X15, and room above the return address where the function may store its arguments. It keeps no
   register but the stack pointer. */
#define GS_DIRECT_FUNCTION(NAME, ARGUMENTS)                                    \
    __asm__(".text\n"                                                          \
            ".p2align 4\n"                                                     \
            ".globl " #NAME "\n"                                               \
            ".hidden " #NAME "\n"                                              \
            ".type " #NAME ", @function\n" #NAME ":\n"                         \
            ".cfi_startproc\n"                                                 \
            "push %rbp\n.cfi_adjust_cfa_offset 8\n.cfi_rel_offset %rbp, 0\n"   \
            "push %rbx\n.cfi_adjust_cfa_offset 8\n.cfi_rel_offset %rbx, 0\n"   \
            "push %r12\n.cfi_adjust_cfa_offset 8\n.cfi_rel_offset %r12, 0\n"   \
            "push %r13\n.cfi_adjust_cfa_offset 8\n.cfi_rel_offset %r13, 0\n"   \
            "push %r14\n.cfi_adjust_cfa_offset 8\n.cfi_rel_offset %r14, 0\n"   \
            "push %r15\n.cfi_adjust_cfa_offset 8\n.cfi_rel_offset %r15, 0\n"   \
            "sub $72, %rsp\n.cfi_adjust_cfa_offset 72\n" ARGUMENTS             \
            "lea gs_direct_g(%rip), %r14\n"                                    \
            "xorps %xmm15, %xmm15\n"                                           \
            "call *%r12\n"                                                     \
            "add $72, %rsp\n.cfi_adjust_cfa_offset -72\n"                      \
            "pop %r15\n.cfi_adjust_cfa_offset -8\n.cfi_restore %r15\n"         \
            "pop %r14\n.cfi_adjust_cfa_offset -8\n.cfi_restore %r14\n"         \
            "pop %r13\n.cfi_adjust_cfa_offset -8\n.cfi_restore %r13\n"         \
            "pop %r12\n.cfi_adjust_cfa_offset -8\n.cfi_restore %r12\n"         \
            "pop %rbx\n.cfi_adjust_cfa_offset -8\n.cfi_restore %rbx\n"         \
            "pop %rbp\n.cfi_adjust_cfa_offset -8\n.cfi_restore %rbp\n"         \
            "ret\n"                                                            \
            ".cfi_endproc\n"                                                   \
            ".size " #NAME ", . - " #NAME "\n")

/* C has them in RDI, RSI, RDX, RCX, R8 and R9, Go wants them in RAX, RBX, RCX, RDI and RSI. */
GS_DIRECT_FUNCTION(gs_direct_few, "mov %rdi, %r12\n"
                                  "mov %rsi, %rax\n"
                                  "mov %rdx, %rbx\n"
                                  "mov %r8, %rdi\n"
                                  "mov %r9, %rsi\n");

GS_DIRECT_FUNCTION(gs_direct_call, "mov %rdi, %r12\n"
                                   "mov %rsi, %r13\n"
                                   "mov (%r13), %rax\n"
                                   "mov 8(%r13), %rbx\n"
                                   "mov 16(%r13), %rcx\n"
                                   "mov 24(%r13), %rdi\n"
                                   "mov 32(%r13), %rsi\n"
                                   "mov 40(%r13), %r8\n"
                                   "mov 48(%r13), %r9\n"
                                   "mov 56(%r13), %r10\n"
                                   "mov 64(%r13), %r11\n");
#endif
