package main

import (
	"context"
	"encoding/hex"
	"fmt"

	"github.com/tetratelabs/wazero"
)

// A module that imports env.double and exports run(x) = double(x) + 1.
const program = "0061736d0100000001060160017f017f020e0103656e7606646f75626c650000030201000707010372756e00010a0b0109002000100041016a0b"

func main() {
	ctx := context.Background()
	r := wazero.NewRuntime(ctx)
	defer r.Close(ctx)
	_, err := r.NewHostModuleBuilder("env").NewFunctionBuilder().
		WithFunc(func(x uint32) uint32 { return 2 * x }).Export("double").Instantiate(ctx)
	if err != nil {
		panic(err)
	}
	code, _ := hex.DecodeString(program)
	module, err := r.Instantiate(ctx, code)
	if err != nil {
		panic(err)
	}
	results, err := module.ExportedFunction("run").Call(ctx, 20)
	fmt.Println(results, err)
	fmt.Println(module.ExportedFunction("gone") == nil)
	_, err = r.Instantiate(ctx, []byte("no program"))
	fmt.Println(err)
}
