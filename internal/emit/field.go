package emit

import (
	"fmt"
	"regexp"

	"gophersnake/internal/model"
)

// genTableColumns lists the fields that are columns of a table of structs.
func genTableColumns(w *writer, c *model.Class) string {
	if c.Kind != model.Struct {
		return "NULL"
	}
	name := fmt.Sprintf("C%d_columns", c.ID)
	w.p("static const gs_class_column %s[] = {", name)
	for _, f := range c.Fields {
		if f.Column {
			w.p("    { %s, %s },", cString(f.Python), typeRef(f.Type))
		}
	}
	w.p("    { NULL, NULL },")
	w.p("};")
	return name
}

// fieldDoc is the docstring of a field: its type, where Go says nothing of it.
func fieldDoc(f *model.Field) string {
	if f.Doc != "" {
		return f.Doc
	}
	return stubModule.ReplaceAllString((&model.Scope{}).Hint(f.Hint()), "$1.")
}

// stubModule is a module as stubs call it: _datetime.
var stubModule = regexp.MustCompile(`\b_([a-z]+)\.`)

// fieldParams are the fields as parameters of the constructor: those of the struct itself, and
// by keyword those of the structs that it embeds, last those behind pointers, which are set when there is something.
func fieldParams(c *model.Class) []*model.Param {
	var params []*model.Param
	for _, f := range c.Fields {
		kind := model.PositionalOrKeyword
		if f.Promoted {
			kind = model.KeywordOnly
		}
		if !f.Lost || c.Constructor != nil {
			params = append(params, &model.Param{Go: f.Go, Python: f.Python, Type: f.Type, Kind: kind})
		}
	}
	return params
}
