package main

import (
	"bytes"
	"fmt"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
)

type loud struct{}

func (loud) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(ast.KindEmphasis, func(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			w.WriteString("<shout>")
		} else {
			w.WriteString("</shout>")
		}
		return ast.WalkContinue, nil
	})
}

func main() {
	source := []byte("# A *title*\n\n| a | b |\n|---|---|\n| 1 | ~~2~~ |\n\nhttps://example.org\n")
	var plain, extended, custom bytes.Buffer
	fmt.Println(goldmark.Convert(source, &plain))
	fmt.Print(plain.String())
	md := goldmark.New(
		goldmark.WithExtensions(extension.GFM),
		goldmark.WithParserOptions(parser.WithAutoHeadingID()),
		goldmark.WithRendererOptions(html.WithXHTML()),
	)
	fmt.Println(md.Convert(source, &extended))
	fmt.Print(extended.String())
	md = goldmark.New(goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(loud{}, 100))))
	fmt.Println(md.Convert([]byte("be *quiet*\n"), &custom))
	fmt.Print(custom.String())
}
