package toolchain

import (
	"fmt"
	"slices"
	"strings"

	"gophersnake/internal/failures"
)

// unsupportedFlags are flags of the go command with which no extension can be built:
// they change what is built or by which compiler, or only the build itself may set
// them.
var unsupportedFlags = []string{"race", "msan", "asan", "cover", "covermode", "coverpkg", "compiler", "overlay", "modfile", "n", "json", "C"}

// checkFlags refuses a GOFLAGS with which the go command would fail later, with a
// message that does not say where the flag comes from.
func checkFlags(goflags string) error {
	for _, flag := range splitFlags(goflags) {
		name, value, _ := strings.Cut(strings.TrimLeft(flag, "-"), "=")
		off := value == "false" || value == "0" || name == "compiler" && value == "gc"
		if slices.Contains(unsupportedFlags, name) && !off {
			more := ""
			if name == "race" {
				more = "; build with Go's race detector by --race: `gophersnake develop --race`"
			}
			return failures.GoFlags.Error("flag", name, "more", more)
		}
	}
	return nil
}

// flagOf is the value of a flag in GOFLAGS. Flags of a command line replace those; ours are to be added.
func flagOf(goflags, name string) string {
	value := ""
	for _, flag := range splitFlags(goflags) {
		if rest, ok := strings.CutPrefix(strings.TrimPrefix(strings.TrimPrefix(flag, "-"), "-"), name+"="); ok {
			value = rest
		}
	}
	return value
}

// flagsOfLinkers divides what -ldflags of GOFLAGS says into the flags of Go's linker and those of the C linker, which
// it gets in one flag of its own. There, too, the last that is given counts, so they are to be put into ours.
func flagsOfLinkers(ldflags string) (forGo string, forC []string, err error) {
	if !strings.HasPrefix(ldflags, "-") { // they begin with a pattern of packages
		_, ldflags, _ = strings.Cut(ldflags, "=")
	}
	var kept []string
	words := splitFlags(ldflags)
	for i := 0; i < len(words); i++ {
		name, value, given := strings.Cut(strings.TrimPrefix(words[i], "-"), "=")
		if strings.TrimPrefix(name, "-") != "extldflags" {
			kept = append(kept, words[i])
			continue
		}
		if !given {
			if i++; i == len(words) {
				return "", nil, fmt.Errorf("GOFLAGS: -ldflags ends with %s, which has no value", words[i-1])
			}
			value = words[i]
		}
		forC = splitFlags(value)
	}
	for _, list := range [][]string{kept, forC} {
		for j, word := range list {
			if list[j], err = quoteWord(word); err != nil {
				return "", nil, err
			}
		}
	}
	// What is quoted for C's linker is quoted once more for Go's.
	if strings.Contains(strings.Join(forC, ""), "'") {
		return "", nil, fmt.Errorf("GOFLAGS: -extldflags has a ' in %s, which no flag can have", strings.Join(forC, " "))
	}
	return strings.Join(kept, " "), forC, nil
}

// quoteWord quotes a word that splitFlags would divide.
func quoteWord(word string) (string, error) {
	switch {
	case word != "" && !strings.ContainsAny(word, " \t\r\n'\""):
		return word, nil
	case !strings.Contains(word, `"`):
		return `"` + word + `"`, nil
	case !strings.Contains(word, "'"):
		return "'" + word + "'", nil
	}
	return "", fmt.Errorf("GOFLAGS: -ldflags has both kinds of quotes in %s, which no flag can have", word)
}

// splitFlags splits as the go command does: at spaces, but for a flag in quotes.
func splitFlags(goflags string) []string {
	var flags []string
	for rest := strings.TrimSpace(goflags); rest != ""; rest = strings.TrimSpace(rest) {
		end := " \t\r\n"
		if rest[0] == '\'' || rest[0] == '"' {
			end, rest = rest[:1], rest[1:]
		}
		n := strings.IndexAny(rest, end)
		if n < 0 {
			return append(flags, rest)
		}
		flags, rest = append(flags, rest[:n]), rest[n+1:]
	}
	return flags
}
