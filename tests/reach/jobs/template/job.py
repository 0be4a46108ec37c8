"""A template with functions in Python over dicts and lists."""

import sys

import template

t = template.new("list").funcs({"shout": lambda text: text.upper() + "!", "add": lambda a, b: a + b})
t = t.parse(
    "{{range $i, $b := .books}}{{add $i 1}}. {{$b.title | shout}} ({{$b.year}}){{if gt $b.price 9.5}} dear{{end}}\n"
    '{{else}}none\n{{end}}{{template "end" .}}{{define "end"}}{{.owner}} {{len .books}}\n{{end}}'
)
books = [{"title": "Ulysses", "year": 1922, "price": 9.99}, {"title": "Emma", "year": 1815, "price": 5.0}]
t.execute(sys.stdout.buffer, {"owner": "Ann", "books": books})
try:
    template.must(template.new("x").option("missingkey=error").parse("{{.gone}}"), None).execute(sys.stdout.buffer, {})
except template.GoError as error:
    sys.stdout.flush()
    print(error)
