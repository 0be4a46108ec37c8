package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"gophersnake/internal/build"
	"gophersnake/internal/sbom"
	"gophersnake/internal/toolchain"
	"gophersnake/internal/wheel"
)

func newRoot() *cobra.Command {
	var quiet, verbose bool
	root := &cobra.Command{
		Use:   "gophersnake",
		Short: "Turn a plain Go package into a Python package",
		Long: `gophersnake turns a plain Go package into a Python package: no glue code, no
annotations in the Go source. Builds write nothing into the project's folder.`,
		Example: `  gophersnake init && gophersnake develop    # in a Go project: import it at once
  gophersnake build                           # a wheel, in dist/
  gophersnake wrap github.com/yuin/goldmark   # a wheel of someone else's package`,
		Version:       version,
		SilenceErrors: true,
		SilenceUsage:  true,
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			if err := cmd.ValidateFlagGroups(); err != nil {
				return usageError{err}
			}
			understood = true
			if !quiet {
				build.Progress = os.Stderr
			}
			if verbose {
				toolchain.Log, build.Patience = os.Stderr, 0
			}
			toolchain.Waiting = build.Step
			sbom.ToolVersion = version
			wheel.Generator = "gophersnake (" + version + ")"
			return nil
		},
	}
	root.PersistentFlags().BoolVarP(&quiet, "quiet", "q", false, "print no messages about progress")
	root.PersistentFlags().BoolVarP(&verbose, "verbose", "v", false, "print each step, and the commands of compilers")
	root.MarkFlagsMutuallyExclusive("quiet", "verbose")
	root.CompletionOptions.HiddenDefaultCmd = true
	root.AddCommand(
		newInit(), newNew(), newDevelop(), newBuild(), newSdist(),
		newWrap(), newPy(), newStubs(), newCheck(), newAudit(), newGenerateCI(), newListPython(), newDoctor(), newVersion(), newMetadata(),
		newElsewhere("publish"), newElsewhere("upload"),
	)
	return root
}

// noArguments refuses arguments, which are often the folder that other tools take.
func noArguments(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	if info, err := os.Stat(args[0]); err == nil && info.IsDir() && cmd.Flags().Lookup("directory") != nil {
		return fmt.Errorf("%q: the project's folder is named by a flag: %s -C %s", args[0], cmd.CommandPath(), args[0])
	}
	return fmt.Errorf("%q: %s takes no arguments", args[0], cmd.CommandPath())
}

// newElsewhere is a command that users of maturin look for, and that others do here.
func newElsewhere(name string) *cobra.Command {
	return &cobra.Command{
		Use: name, Hidden: true, DisableFlagParsing: true,
		RunE: func(*cobra.Command, []string) error {
			return usageError{errors.New("wheels are uploaded by `uv publish` or `twine upload dist/*`; `gophersnake generate-ci` prints a pipeline that does it")}
		},
	}
}

// releaseFlag takes a flag of maturin's, which asks for the one kind of build that there is.
func releaseFlag(cmd *cobra.Command) {
	cmd.Flags().BoolP("release", "r", true, "the one kind of build that there is")
	if err := cmd.Flags().MarkHidden("release"); err != nil {
		panic(err) // the flag was added a line above
	}
}

// directoryFlag adds the flag for the project's folder.
func directoryFlag(cmd *cobra.Command, dir *string) {
	cmd.Flags().StringVarP(dir, "directory", "C", ".", "the project's `folder`")
}

// raceFlag adds the flag for Go's race detector.
func raceFlag(cmd *cobra.Command, race *bool) {
	cmd.Flags().BoolVar(race, "race", false, "with Go's race detector, which reports data races of the Go code (for tests: slow)")
}

// strictFlag adds the flag that makes an unbound symbol an error.
func strictFlag(cmd *cobra.Command, strict *bool) {
	cmd.Flags().BoolVar(strict, "strict", false, "fail if an exported symbol is not bound, or under another name, or if a directive has no effect")
}
