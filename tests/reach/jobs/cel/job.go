package main

import (
	"fmt"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
)

func main() {
	env, err := cel.NewEnv(
		cel.Variable("user", cel.MapType(cel.StringType, cel.DynType)),
		cel.Variable("limit", cel.IntType),
		cel.Function("shout", cel.Overload("shout_string", []*cel.Type{cel.StringType}, cel.StringType,
			cel.UnaryBinding(func(value ref.Val) ref.Val {
				return types.String(fmt.Sprint(value.Value()) + "!")
			}))),
	)
	if err != nil {
		panic(err)
	}
	ast, issues := env.Compile(`user.age >= limit && user.name.startsWith("A")`)
	fmt.Println(issues.Err(), ast.OutputType())
	program, err := env.Program(ast)
	if err != nil {
		panic(err)
	}
	for _, age := range []int{17, 40} {
		out, _, err := program.Eval(map[string]any{"user": map[string]any{"name": "Ann", "age": age}, "limit": 18})
		fmt.Println(out.Value(), err)
	}
	ast, _ = env.Compile(`shout(user.name) + string(size(user.tags))`)
	program, _ = env.Program(ast)
	out, _, err := program.Eval(map[string]any{"user": map[string]any{"name": "Ann", "tags": []any{"a", "b"}}, "limit": 1})
	fmt.Println(out.Value(), err)
	_, issues = env.Compile("limit + 'x'")
	fmt.Println(issues.Err() != nil)
}
