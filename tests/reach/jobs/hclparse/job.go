package main

import (
	"fmt"

	"github.com/hashicorp/hcl/v2/hclparse"
)

func main() {
	p := hclparse.NewParser()
	file, diagnostics := p.ParseHCL([]byte("name = \"x\"\nsize = 2 + 3\n"), "main.hcl")
	fmt.Println(diagnostics.HasErrors(), string(file.Bytes[:4]))
	attributes, more := file.Body.JustAttributes()
	fmt.Println(len(attributes), more.HasErrors())
	value, bad := attributes["size"].Expr.Value(nil)
	fmt.Println(value.AsBigFloat().String(), bad.HasErrors(), attributes["name"].Range.Start.Line)
	text, _ := attributes["name"].Expr.Value(nil)
	fmt.Println(text.AsString(), value.Type().FriendlyName())
	_, diagnostics = p.ParseHCL([]byte("a = \n"), "bad.hcl")
	fmt.Println(diagnostics.HasErrors(), diagnostics[0].Summary)
}
