package convert

import "gophersnake/internal/model"

// errorValue is an error that is no last result: an exception that nobody raises. In, an
// instance of a class whose Go type is an error is taken too. nil is None.
func errorValue() *model.Type {
	return &model.Type{Kind: model.Error, Len: -1, HintIn: "_Error | None", HintOut: "Exception | None",
		Expected: "an exception or None", NotZero: notNil}
}
