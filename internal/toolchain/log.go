package toolchain

import (
	"fmt"
	"io"
	"strings"
	"sync"
)

// Log is where the commands that are run are written; nil writes nothing.
var Log io.Writer

var logging sync.Mutex

func logCommand(dir string, args []string) {
	if Log == nil {
		return
	}
	quoted := make([]string, len(args))
	for i, a := range args {
		if a == "" || strings.ContainsAny(a, " \t\n'\"$\\*?[]{}();&|<>") {
			a = "'" + strings.ReplaceAll(a, "'", `'\''`) + "'"
		}
		quoted[i] = a
	}
	logging.Lock()
	defer logging.Unlock()
	fmt.Fprintf(Log, "gophersnake: (cd %s && %s)\n", dir, strings.Join(quoted, " "))
}
