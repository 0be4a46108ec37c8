package bind

import (
	"fmt"
	"go/types"
	"slices"
	"strings"

	"gophersnake/internal/convert"
	"gophersnake/internal/model"
)

// raised reads //py:raises of an error: the name of a class of Python's, perhaps after that
// of the error itself.
func raised(obj types.Object, args string) (string, error) {
	words := strings.FieldsFunc(args, func(r rune) bool { return r == ' ' || r == '=' })
	if len(words) == 2 && words[0] == obj.Name() {
		words = words[1:]
	}
	if len(words) != 1 || !slices.Contains(model.Raisable, words[0]) {
		return "", fmt.Errorf("//py:raises needs one of Python's own exceptions, such as ValueError or KeyError, not %q", args)
	}
	variable, isVariable := obj.(*types.Var)
	if !convert.IsErrorType(obj.Type()) || isVariable && !isSentinel(variable) {
		return "", fmt.Errorf("//py:raises can't stand at %s: it is no error", obj.Name())
	}
	return words[0], nil
}
