package main

import (
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
	)
	return root
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
