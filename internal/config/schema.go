package config

import (
	"encoding/json"
	"reflect"
)

// SchemaID is where the schema is published.
const SchemaID = "gophersnake.schema.json"

// Schema is the JSON schema of [tool.gophersnake], for editors and for checkers of
// pyproject.toml. It is made from the struct that the file is decoded into.
func Schema() ([]byte, error) {
	properties := map[string]any{}
	forEachKey(func(key string, f reflect.StructField) {
		shape := shapeOf(key, f.Type)
		shape["description"] = f.Tag.Get("doc")
		properties[key] = shape
	})
	data, err := json.MarshalIndent(map[string]any{
		"$schema":              "https://json-schema.org/draft/2020-12/schema",
		"$id":                  SchemaID,
		"title":                "[tool.gophersnake] of pyproject.toml",
		"type":                 "object",
		"properties":           properties,
		"additionalProperties": false,
		"not":                  map[string]any{"required": []string{"package", "packages"}},
	}, "", "  ")
	return append(data, '\n'), err
}

// toolKeys are the keys of [tool.gophersnake], in the order of the struct.
func toolKeys() []string {
	var keys []string
	forEachKey(func(key string, _ reflect.StructField) { keys = append(keys, key) })
	return keys
}

func forEachKey(do func(key string, f reflect.StructField)) {
	t := reflect.TypeFor[toolTable]()
	for i := range t.NumField() {
		do(t.Field(i).Tag.Get("toml"), t.Field(i))
	}
}

func shapeOf(key string, t reflect.Type) map[string]any {
	text := map[string]any{"type": "string"}
	switch {
	case key == "include" || key == "exclude":
		format := map[string]any{"enum": []string{"wheel", "sdist"}}
		properties := map[string]any{
			"path":   map[string]any{"type": "string", "description": "A glob; ** is any number of folders."},
			"format": map[string]any{"anyOf": []any{format, map[string]any{"type": "array", "items": format}}, "description": "What it is for. Without it: both."},
		}
		if key == "include" {
			properties["to"] = map[string]any{"type": "string", "description": "The folder of the wheel for the files."}
		}
		table := map[string]any{"type": "object", "properties": properties, "required": []string{"path"}, "additionalProperties": false}
		return map[string]any{"type": "array", "items": map[string]any{"anyOf": []any{text, table}}}
	case t.Kind() == reflect.Bool, t.Kind() == reflect.Pointer && t.Elem().Kind() == reflect.Bool:
		return map[string]any{"type": "boolean"}
	case t.Kind() == reflect.Slice:
		return map[string]any{"type": "array", "items": text}
	case t.Kind() == reflect.Map:
		value := map[string]any{"anyOf": []any{text, map[string]any{"type": "boolean"}, map[string]any{"type": "array", "items": text}}}
		words := map[string]any{"type": "object", "additionalProperties": value}
		return map[string]any{"type": "object", "additionalProperties": words}
	}
	return text
}
