package toolchain

import (
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
