package bind

import (
	"go/types"
	"regexp"
	"slices"
	"strings"

	"gophersnake/internal/convert"
	"gophersnake/internal/model"
)

// nilIsNothing decides which results of type []byte are None where they are nil, and not empty bytes: those of
// which the doc comment says what nil means, if the code gives it without an error. Keys that are missing and
// patterns that match nothing are told so. //py:notnil takes that back.
func (b *binder) nilIsNothing(f *model.Func, sig *types.Signature, i int, d directives) bool {
	if f.Results[i].Kind != model.Bytes || !isPlainSlice(sig.Results().At(i).Type()) {
		return false
	}
	return d.nil_ == "nil" || !convert.EndsInBool(sig.Results()) && saysNil(b.contract(f)) && b.returns.GivesNil(f.Object, i)
}

// contract is the doc comment of a function, and of a method that of the interface which it implements.
func (b *binder) contract(f *model.Func) string {
	if of, _ := b.interfaceMethod(f.Object, func(*types.Func) bool { return true }); of != nil {
		if d := b.declaration(of); d != nil {
			return d.Doc
		}
	}
	return f.Doc
}

func isPlainSlice(t types.Type) bool {
	_, ok := types.Unalias(t).(*types.Slice)
	return ok
}

var (
	sentenceEnd = regexp.MustCompile(`[.;:]\s`)
	wordOf      = regexp.MustCompile(`[\p{L}_]+`)
)

// saysNil reports whether a sentence of a doc comment says that nil is returned, and not with an error: "returns
// nil if there is none", "a nil value is returned when", "nil indicates".
func saysNil(doc string) bool {
	for _, sentence := range sentenceEnd.Split(doc, -1) {
		words := wordOf.FindAllString(strings.ToLower(sentence), -1)
		if slices.ContainsFunc(words, func(w string) bool { return w == "err" || w == "error" || w == "errors" }) {
			continue
		}
		for i, w := range words {
			if w == "nil" && returnsAt(words, i) {
				return true
			}
		}
	}
	return false
}

// returnsAt reports whether the nil among the words of a sentence is what is returned, and not what is asked for.
func returnsAt(words []string, at int) bool {
	before, after := words[:at], words[at+1:]
	if at > 0 && denies(words[at-1]) {
		return false
	}
	if i := lastIndex(before, isReturn); i >= 0 {
		return !slices.ContainsFunc(before[i:], isCondition) && (i == 0 || !denies(before[i-1]))
	}
	if asked := slices.ContainsFunc(before, isCondition) && slices.ContainsFunc(before[max(at-2, 0):], asksFor); asked || len(after) == 0 {
		return false
	}
	return isCondition(after[0]) || after[0] == "indicates" || after[0] == "means" || slices.ContainsFunc(after[:min(len(after), 6)], isReturn)
}

func isReturn(word string) bool { return strings.HasPrefix(word, "return") }

func isCondition(word string) bool {
	return word == "if" || word == "when" || word == "unless" || word == "whether"
}

// asksFor reports whether a word before nil makes it a condition: "if dst is nil", "when passed a nil dst".
func asksFor(word string) bool {
	return word == "is" || word == "are" || word == "given" || word == "with" || strings.HasPrefix(word, "pass")
}

func denies(word string) bool {
	return word == "non" || word == "not" || word == "never" || word == "cannot"
}

func lastIndex(words []string, is func(string) bool) int {
	for i, w := range slices.Backward(words) {
		if is(w) {
			return i
		}
	}
	return -1
}
