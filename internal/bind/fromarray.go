package bind

import (
	"gophersnake/internal/model"
)

// bindFromArray adds the crossing that makes an instance of an array of Python's: of the types that are arrays as
// results (internal/convert/matrix.go).
func (b *binder) bindFromArray(bc *boundClass, self *model.Type) {
	c := bc.class
	if bc.matrix == nil {
		return
	}
	array, numbers, err := b.types.Matrix(bc.matrix)
	if err != nil { // the hints have said that it is taken
		b.fail("%s: %v", c.Go, err)
		return
	}
	c.FromArray = &model.Func{Shape: model.FromArray, Package: c.Package, Go: c.Go, Call: c.FromArrayCall, Python: c.Python, Context: -1,
		Params: []*model.Param{{Go: "array", Python: "array", Type: array}}, Results: []*model.Type{self, numbers}}
	b.add(c.FromArray)
}
