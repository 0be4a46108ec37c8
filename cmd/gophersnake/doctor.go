package main

import (
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"gophersnake/internal/doctor"
	"gophersnake/internal/failures"
	"gophersnake/internal/report"
)

func newDoctor() *cobra.Command {
	var crash, log, dir string
	cmd := &cobra.Command{
		Use:   "doctor [LIBRARY|WHEEL|FOLDER|MODULE...]",
		Short: "Look for what keeps extensions from being built or imported",
		Long: `Check what a build of the project needs: Go and its settings, a C compiler, Python,
the cache, pyproject.toml. Or check libraries, wheels, folders and modules by their
names, ours or not: whether Python can import them here. It fails if something is
wrong, and says what to do.

With --log, explain what a build or an import has printed, with gophersnake or without:
pip's output, a traceback. The page docs/failures.md has all that is known.

With --crash, explain the report that an extension leaves when Go ends the process:
what happened, where in the package's code, which calls were in flight, and what to
do. Reports are in GOPHERSNAKE_CRASH_DIR, else in TMPDIR or /tmp, and are called
gophersnake-crash-MODULE-PID-TIME.txt.`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if crash != "" {
				return explainCrash(cmd, crash)
			}
			if log != "" {
				return explainLog(cmd, log)
			}
			var all []doctor.Finding
			for _, arg := range args {
				all = append(all, doctor.Files(cmd.Context(), arg, dir)...)
			}
			if len(args) == 0 {
				all = doctor.Machine(cmd.Context(), dir)
			}
			good, err := doctor.Findings(cmd.OutOrStdout(), all)
			if err == nil && !good {
				return errSaid
			}
			return err
		},
	}
	directoryFlag(cmd, &dir)
	cmd.Flags().StringVar(&crash, "crash", "", "the `file` of a crash report")
	cmd.Flags().StringVar(&log, "log", "", "the `file` with what a build or an import has printed; - for the standard input")
	cmd.MarkFlagsMutuallyExclusive("crash", "log")
	return cmd
}

func explainLog(cmd *cobra.Command, file string) error {
	read := func() ([]byte, error) { return os.ReadFile(file) }
	if file == "-" {
		read = func() ([]byte, error) { return io.ReadAll(cmd.InOrStdin()) }
	}
	text, err := read()
	if err != nil {
		return err
	}
	all := failures.Diagnose(string(text))
	for _, d := range all {
		fmt.Fprintf(cmd.OutOrStdout(), "%s\n%s", d.Failure.Name, d)
	}
	if len(all) == 0 {
		return fmt.Errorf("%s: it says nothing of a failure that is known; `gophersnake doctor` checks the machine and the project, `gophersnake doctor MODULE` an import", file)
	}
	return nil
}

func explainCrash(cmd *cobra.Command, file string) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	c, err := report.ReadCrash(string(data))
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return c.Explain(cmd.OutOrStdout())
}
