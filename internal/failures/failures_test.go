package failures

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write docs/failures.md anew")

const page = "../../docs/failures.md"

const pageHead = `# Failures

What can go wrong with builds and imports, and what to do. Commands say the same where they fail; so do
` + "`gophersnake doctor`" + ` (the machine and the project), ` + "`gophersnake doctor MODULE`" + ` (or a library, a wheel, a folder, of whatever
tool) and ` + "`gophersnake doctor --log FILE`" + ` (what pip, a compiler or a traceback has printed). This page is made from the table
of internal/failures (` + "`go test ./internal/failures -run Page -update`" + `). Words in capitals stand for what the message names.

`

var variable = regexp.MustCompile(`\$\{([a-z]+)\}`)

// shown is a template as the page has it.
func shown(template string) string {
	text := variable.ReplaceAllStringFunc(template, func(s string) string { return strings.ToUpper(s[2 : len(s)-1]) })
	text = strings.NewReplacer("|", `\|`, "MORE", "", "FOLDERWHY", "FOLDER").Replace(text)
	return text
}

func TestPage(t *testing.T) {
	var b strings.Builder
	b.WriteString(pageHead)
	for _, phase := range Phases {
		fmt.Fprintf(&b, "## %s\n\n| failure | cause | cure |\n|---|---|---|\n", phase.Title)
		for _, f := range phase.Failures {
			fmt.Fprintf(&b, "| %s | %s | %s |\n", f.Name, shown(f.Cause), shown(f.Cure))
		}
		b.WriteString("\n")
	}
	want := strings.TrimRight(b.String(), "\n") + "\n"
	if *update {
		if err := os.WriteFile(page, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(page)
	if err != nil || string(got) != want {
		t.Errorf("docs/failures.md is not what the table says (%v); go test ./internal/failures -run Page -update", err)
	}
}

func TestTable(t *testing.T) {
	compile()
	names := map[string]bool{}
	for _, phase := range Phases {
		for _, f := range phase.Failures {
			if names[f.Name] {
				t.Errorf("two failures are called %s", f.Name)
			}
			names[f.Name] = true
			if Named(f.Name) != f {
				t.Errorf("%s is not found by its name", f.Name)
			}
			// Each pattern has all that the templates want.
			for _, p := range f.patterns {
				for _, m := range variable.FindAllStringSubmatch(f.Cause+f.Cure, -1) {
					if p.SubexpIndex(m[1]) < 0 && (len(f.Says) > 0 || strings.Contains(f.Cause, m[0])) {
						t.Errorf("%s: the pattern %s has no %s", f.Name, p, m[1])
					}
				}
			}
		}
	}
}

func TestErrorsOfOurOwnAreRecognised(t *testing.T) {
	err := NoCross.Error("cpu", "aarch64", "debian", "aarch64")
	if Explain(err) != "" {
		t.Errorf("explained twice: %s%s", err, Explain(err))
	}
	all := Diagnose("pip says:\n  gophersnake: " + err.Error() + "\n  and more\n")
	if len(all) != 1 || all[0].Failure != NoCross || all[0].Cause != "no C compiler for aarch64 found" || !strings.HasPrefix(all[0].Cure, "`pip install ziglang`") {
		t.Errorf("%+v", all)
	}
	var own *Error
	if !errors.As(fmt.Errorf("x: %w", err), &own) || own.Failure != NoCross {
		t.Errorf("%v has lost its failure", err)
	}
}

func TestWhatOthersSay(t *testing.T) {
	for said, want := range map[string]string{
		"words.go:9: undefined reference to `greet'":                                                        "greet is in none",
		"/usr/bin/ld: cannot find -lgreet: No such file or directory":                                       "the library greet",
		"go: example.com/x@v1.0.0: verifying module: checksum mismatch\n\tdownloaded: h1:a\n\tgo.sum: h1:b": "is not what go.sum says",
		"ImportError: /lib/libc.so.6: version `GLIBC_2.38' not found (required by /x/_native.core.so)":      "/x/_native.core.so needs glibc 2.38",
		"go: go.mod requires go >= 1.99 (running go 1.26.8; GOTOOLCHAIN=local)":                             "asks for Go 1.99, and this is 1.26.8",
		"This program can only be run on AMD64 processors with v3 microarchitecture support.":               "built with GOAMD64=v3",
		"cc1: error: unrecognized command-line option ‘-mnothing’":                                          "does not know the option -mnothing",
		// GCC says it where something else is wrong.
		"cc1: note: unrecognized command-line option ‘-Wno-nothing’ may have been intended to silence earlier diagnostics": "",
		"all is well": "",
	} {
		got := Explain(errors.New(said))
		if !strings.Contains(got, want) || want == "" && got != "" {
			t.Errorf("%s: %q", said, got)
		}
	}
}
