package goruntime

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"strings"
)

// A reading is a file of package runtime and functions in it that a change relies on. A
// method is named without its type.
type reading struct {
	file  string
	funcs []string
}

// sum is a hash of the words of these functions, without comments and spaces. One that is
// not there counts as empty.
func (s *source) sum(reads []reading) (string, error) {
	h := sha256.New()
	for _, r := range reads {
		f, err := s.file(r.file)
		if err != nil {
			return "", err
		}
		words, err := wordsOf(r.file, f.original)
		if err != nil {
			return "", err
		}
		for _, name := range r.funcs {
			fmt.Fprintf(h, "%s %s %s\n", r.file, name, words[name])
		}
	}
	return hex.EncodeToString(h.Sum(nil))[:16], nil
}

// wordsOf gives the words of each function in a file; methods of one name count together.
func wordsOf(name string, text []byte) (map[string]string, error) {
	if strings.HasSuffix(name, ".s") {
		return wordsOfAssembly(string(text)), nil
	}
	fset := token.NewFileSet()
	tree, err := parser.ParseFile(fset, name, text, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	all := map[string]string{}
	for _, d := range tree.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok {
			all[fn.Name.Name] += wordsIn(text[fset.Position(fn.Pos()).Offset:fset.Position(fn.End()).Offset])
		}
	}
	return all, nil
}

// wordsIn are the tokens of Go source, which don't depend on how a version of gofmt lays
// them out.
func wordsIn(text []byte) string {
	fset := token.NewFileSet()
	var s scanner.Scanner
	s.Init(fset.AddFile("", fset.Base(), len(text)), text, nil, 0)
	var words []string
	for {
		_, kind, literal := s.Scan()
		switch {
		case kind == token.EOF:
			return strings.Join(words, " ")
		case kind == token.SEMICOLON:
			words = append(words, ";") // also where a line ends
		case literal != "":
			words = append(words, literal)
		default:
			words = append(words, kind.String())
		}
	}
}

// wordsOfAssembly gives the words of each TEXT, by the name of its symbol.
func wordsOfAssembly(text string) map[string]string {
	all := map[string]string{}
	name := ""
	for line := range strings.Lines(text) {
		line, _, _ = strings.Cut(line, "//")
		words := strings.Fields(line)
		if len(words) == 0 {
			continue
		}
		if words[0] == "TEXT" && len(words) > 1 {
			name, _, _ = strings.Cut(words[1], "(")
			name = strings.TrimPrefix(strings.TrimPrefix(name, "runtime"), "·")
			name = strings.TrimSuffix(name, "<ABIInternal>")
		}
		if name != "" {
			all[name] += strings.Join(words, " ") + "\n"
		}
	}
	return all
}
