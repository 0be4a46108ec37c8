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
		words, err := f.wordsOf(r.funcs)
		if err != nil {
			return "", err
		}
		for i, name := range r.funcs {
			fmt.Fprintf(h, "%s %s %s\n", r.file, name, words[i])
		}
	}
	return hex.EncodeToString(h.Sum(nil))[:16], nil
}

// wordsOf gives the words of functions; methods of one name count together.
func (f *file) wordsOf(names []string) ([]string, error) {
	words := make([]string, len(names))
	if strings.HasSuffix(f.name, ".s") {
		all := wordsOfAssembly(string(f.original))
		for i, name := range names {
			words[i] = all[name]
		}
		return words, nil
	}
	if f.funcs == nil { // a file of thousands of lines is parsed once for all alterations
		fset := token.NewFileSet()
		tree, err := parser.ParseFile(fset, f.name, f.original, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		f.funcs = map[string][][]byte{}
		for _, d := range tree.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok {
				f.funcs[fn.Name.Name] = append(f.funcs[fn.Name.Name], f.original[fset.Position(fn.Pos()).Offset:fset.Position(fn.End()).Offset])
			}
		}
	}
	for i, name := range names {
		for _, text := range f.funcs[name] {
			words[i] += wordsIn(text)
		}
	}
	return words, nil
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
