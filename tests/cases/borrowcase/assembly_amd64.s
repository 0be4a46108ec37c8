//go:build !purego

#include "textflag.h"

// func firstOf(b []byte) byte
TEXT ·firstOf(SB), NOSPLIT, $0-25
	MOVQ b_base+0(FP), AX
	MOVB (AX), AX
	MOVB AX, ret+24(FP)
	RET

// func overwrite(b []byte)
TEXT ·overwrite(SB), NOSPLIT, $0-24
	MOVQ b_base+0(FP), AX
	MOVB $'X', (AX)
	RET

// func lastOf(b []byte) byte
TEXT ·lastOf(SB), NOSPLIT, $0-25
	MOVQ b_base+0(FP), AX
	MOVQ b_len+8(FP), BX
	MOVB -1(AX)(BX*1), AX
	MOVB AX, ret+24(FP)
	RET
