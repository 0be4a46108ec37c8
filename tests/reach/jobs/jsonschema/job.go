package main

import (
	"fmt"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

func main() {
	c := jsonschema.NewCompiler()
	err := c.AddResource("schema.json", map[string]any{
		"type": "object", "required": []any{"name"},
		"properties": map[string]any{"name": map[string]any{"type": "string"}, "age": map[string]any{"minimum": 0}},
	})
	if err != nil {
		panic(err)
	}
	schema, err := c.Compile("schema.json")
	if err != nil {
		panic(err)
	}
	fmt.Println(schema.Validate(map[string]any{"name": "ann", "age": 4}))
	err = schema.Validate(map[string]any{"age": -1})
	invalid := err.(*jsonschema.ValidationError)
	fmt.Println(len(invalid.Causes), invalid.SchemaURL[len(invalid.SchemaURL)-12:])
	_, err = c.Compile("gone.json")
	fmt.Println(err != nil)
}
