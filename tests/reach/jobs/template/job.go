package main

import (
	"fmt"
	"os"
	"strings"
	"text/template"
)

func main() {
	t := template.New("list").Funcs(template.FuncMap{
		"shout": func(text string) string { return strings.ToUpper(text) + "!" },
		"add":   func(a, b int) int { return a + b },
	})
	t, err := t.Parse("{{range $i, $b := .books}}{{add $i 1}}. {{$b.title | shout}} ({{$b.year}}){{if gt $b.price 9.5}} dear{{end}}\n{{else}}none\n{{end}}{{template \"end\" .}}{{define \"end\"}}{{.owner}} {{len .books}}\n{{end}}")
	if err != nil {
		panic(err)
	}
	data := map[string]any{"owner": "Ann", "books": []any{
		map[string]any{"title": "Ulysses", "year": 1922, "price": 9.99},
		map[string]any{"title": "Emma", "year": 1815, "price": 5.0},
	}}
	if err := t.Execute(os.Stdout, data); err != nil {
		panic(err)
	}
	err = template.Must(template.New("x").Option("missingkey=error").Parse("{{.gone}}")).Execute(os.Stdout, map[string]any{})
	fmt.Println(err)
}
