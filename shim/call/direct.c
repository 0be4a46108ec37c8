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
const uint64_t gs_direct_g[64] __attribute__((aligned(64))) = { 0 };

/* Go's internal calling convention (cmd/compile/abi-internal.md): arguments in nine registers, the goroutine in
   R14, zero in X15, and room above the return address where the function may store its arguments. It keeps no
   register but the stack pointer. */
__asm__(".text\n"
        ".p2align 4\n"
        ".globl gs_direct_call\n"
        ".hidden gs_direct_call\n"
        ".type gs_direct_call, @function\n"
        "gs_direct_call:\n"
        ".cfi_startproc\n"
        "push %rbp\n.cfi_adjust_cfa_offset 8\n.cfi_rel_offset %rbp, 0\n"
        "push %rbx\n.cfi_adjust_cfa_offset 8\n.cfi_rel_offset %rbx, 0\n"
        "push %r12\n.cfi_adjust_cfa_offset 8\n.cfi_rel_offset %r12, 0\n"
        "push %r13\n.cfi_adjust_cfa_offset 8\n.cfi_rel_offset %r13, 0\n"
        "push %r14\n.cfi_adjust_cfa_offset 8\n.cfi_rel_offset %r14, 0\n"
        "push %r15\n.cfi_adjust_cfa_offset 8\n.cfi_rel_offset %r15, 0\n"
        "sub $72, %rsp\n.cfi_adjust_cfa_offset 72\n"
        "mov %rdi, %rdx\n"
        "mov %rsi, %r12\n"
        "mov (%r12), %rax\n"
        "mov 8(%r12), %rbx\n"
        "mov 16(%r12), %rcx\n"
        "mov 24(%r12), %rdi\n"
        "mov 32(%r12), %rsi\n"
        "mov 40(%r12), %r8\n"
        "mov 48(%r12), %r9\n"
        "mov 56(%r12), %r10\n"
        "mov 64(%r12), %r11\n"
        "lea gs_direct_g(%rip), %r14\n"
        "xorps %xmm15, %xmm15\n"
        "call *%rdx\n"
        "add $72, %rsp\n.cfi_adjust_cfa_offset -72\n"
        "pop %r15\n.cfi_adjust_cfa_offset -8\n.cfi_restore %r15\n"
        "pop %r14\n.cfi_adjust_cfa_offset -8\n.cfi_restore %r14\n"
        "pop %r13\n.cfi_adjust_cfa_offset -8\n.cfi_restore %r13\n"
        "pop %r12\n.cfi_adjust_cfa_offset -8\n.cfi_restore %r12\n"
        "pop %rbx\n.cfi_adjust_cfa_offset -8\n.cfi_restore %rbx\n"
        "pop %rbp\n.cfi_adjust_cfa_offset -8\n.cfi_restore %rbp\n"
        "ret\n"
        ".cfi_endproc\n"
        ".size gs_direct_call, . - gs_direct_call\n");
#endif
