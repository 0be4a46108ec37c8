package convert

import "gophersnake/internal/model"

// dynamic is an interface of this module: what it holds is an instance of its own
// class where that has one, else of the class of the interface. nil is None.
func dynamic(c *model.Class) *model.Type {
	name := hint(c) + " | None"
	m := &model.Type{Kind: model.Dynamic, Class: c, HintIn: name, HintOut: name, Expected: c.Python + " or None", NotZero: notNil}
	if o := c.Object; o != nil && o.Pkg().Path() == "io/fs" && o.Name() == "FS" {
		m.Len, m.HintIn, m.StubImports = TakesFolder, name+" | str | _os.PathLike[str] | _zipfile.ZipFile | _zipfile.Path", []string{"os", "zipfile"}
	}
	return m
}

// TakesFolder is the Len of fs.FS, for which the path of a folder stands: GS_TAKES_FOLDER in
// shim/objects/interface.h.
const TakesFolder = 1

// Held is what an instance of an interface's class is over, as the receiver of methods:
// a value of the type any, from which the interface is taken again. So all such
// instances look alike, whichever interface they came out of.
func Held(c *model.Class) *model.Type {
	return &model.Type{Kind: model.Ref, Class: c, Go: c.GoType, InWords: 1, OutWords: 2, Direct: true, Way: model.ByPointer, Get: "(*rt.Ptr[any](f, %d)).(" + c.GoType + ")"}
}

// HeldAny is the same of any interface.
func HeldAny() *model.Type {
	return &model.Type{Kind: model.Ref, Go: "*any", InWords: 1, OutWords: 2, Direct: true, Way: model.ByPointer, Get: pointerIn("any")}
}
