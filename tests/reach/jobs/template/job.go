package main

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"text/template"
)

type Author struct {
	Name string
	Born int
}

type Book struct {
	Title  string
	Author Author
	Tags   []string
}

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
	shelf := template.New("shelf").Funcs(template.FuncMap{
		"describe": func(b Book) string { return b.Title + " by " + b.Author.Name },
		"join":     func(tags []string) string { return strings.Join(tags, ", ") },
		"refuse":   func(text string) (string, error) { return "", errors.New("no " + text) },
	})
	template.Must(shelf.Parse("{{range .}}{{describe .}}: {{.Author.Born}}{{if .Tags}}, {{join .Tags}}, {{index .Tags 0}}{{end}}\n{{end}}"))
	shelf.Execute(os.Stdout, []Book{{"Emma", Author{"Austen", 1775}, []string{"love", "England"}}, {"Ulysses", Author{"Joyce", 1882}, nil}})
	template.Must(template.New("itself").Parse("{{.Name}}{{.DefinedTemplates}}\n")).Execute(os.Stdout, shelf)
	err = template.Must(shelf.New("more").Parse("{{refuse .}}")).Execute(os.Stdout, "thanks")
	for cause := errors.Unwrap(err); cause != nil; cause = errors.Unwrap(err) {
		err = cause
	}
	fmt.Println(err)
}
