"""Templates with functions in Python over dicts, lists, dataclasses and what came out of Go."""

import dataclasses
import sys

import template


@dataclasses.dataclass
class Author:
    Name: str
    Born: int


@dataclasses.dataclass
class Book:
    Title: str
    Author: Author
    Tags: list[str]


def describe(book):
    return f"{book['Title']} by {book['Author']['Name']}"


def refuse(text):
    raise ValueError(f"no {text}")


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
shelf = template.new("shelf").funcs({"describe": describe, "join": ", ".join, "refuse": refuse})
shelf = shelf.parse("{{range .}}{{describe .}}: {{.Author.Born}}{{if .Tags}}, {{join .Tags}}, {{index .Tags 0}}{{end}}\n{{end}}")
shelf.execute(sys.stdout.buffer, [Book("Emma", Author("Austen", 1775), ["love", "England"]), Book("Ulysses", Author("Joyce", 1882), [])])
template.new("itself").parse("{{.Name}}{{.DefinedTemplates}}\n").execute(sys.stdout.buffer, shelf)
sys.stdout.flush()
try:
    shelf.new("more").parse("{{refuse .}}").execute(sys.stdout.buffer, "thanks")
except ValueError as error:
    print(error)
