package emit

import (
	"strings"

	"gophersnake/internal/model"
)

// What classes have from their bases in Python, 3.11 to 3.14, beside names with underscores: with what it returns, if
// it is a method without arguments.
var (
	inheritedInt = set(`as_integer_ratio:tuple[int,int] bit_count:int bit_length:int conjugate:int denominator from_bytes imag is_integer:bool
		numerator real to_bytes`)
	inheritedFloat = set(`as_integer_ratio:tuple[int,int] conjugate:float from_number fromhex hex:str imag is_integer:bool real`)
	inheritedStr   = set(`capitalize:str casefold:str center count encode endswith expandtabs find format format_map index isalnum:bool
		isalpha:bool isascii:bool isdecimal:bool isdigit:bool isidentifier:bool islower:bool isnumeric:bool isprintable:bool isspace:bool
		istitle:bool isupper:bool join ljust lower:str lstrip maketrans partition removeprefix removesuffix replace rfind rindex rjust
		rpartition rsplit rstrip split splitlines startswith strip swapcase:str title:str translate upper:str zfill`)
	inheritedError = set(`add_note args results value with_traceback`)
)

func set(names string) map[string]string {
	m := map[string]string{}
	for _, name := range strings.Fields(names) {
		name, result, _ := strings.Cut(name, ":")
		m[name] = result
	}
	return m
}

// overrides reports whether a method of a class hides another one that the class has from its base.
func overrides(c *model.Class, f *model.Func) bool {
	inherited := map[model.ClassKind]map[string]string{
		model.IntClass: inheritedInt, model.FloatClass: inheritedFloat, model.StrClass: inheritedStr, model.Enum: inheritedInt,
	}[c.Kind]
	if c.Kind == model.Enum && c.Value.Kind == model.Str {
		inherited = inheritedStr
	}
	if c.Error {
		inherited = inheritedError
	}
	result, ok := inherited[f.Python]
	return ok && (len(f.Params) > 0 || strings.ReplaceAll(f.Result(), " ", "") != result)
}

// ignoreOverride is behind a method that overrides: Go's need not take what Python's does. Where it does, there is
// nothing to ignore, which mypy is to ignore too. ty knows its own rules alone.
const ignoreOverride = "  # type: ignore[override, unused-ignore]  # ty: ignore"

// ignoreOverriddenField is that of what ty has no objection to: a method in place of an attribute, a first overload.
const ignoreOverriddenField = "  # type: ignore[override, unused-ignore]"

var inheritedFields = map[string]bool{"args": true, "results": true, "value": true}
