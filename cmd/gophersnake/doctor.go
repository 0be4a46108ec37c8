package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"gophersnake/internal/report"
)

func newDoctor() *cobra.Command {
	var crash string
	cmd := &cobra.Command{
		Use:   "doctor --crash FILE",
		Short: "Explain a crash report",
		Long: `Explain the report that an extension leaves when Go ends the process: what
happened, where in the package's code, which calls were in flight, and what to
do. Reports are in GOPHERSNAKE_CRASH_DIR, else in TMPDIR or /tmp, and are called
gophersnake-crash-MODULE-PID-TIME.txt.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if crash == "" {
				return usageError{fmt.Errorf("name the report with --crash FILE")}
			}
			data, err := os.ReadFile(crash)
			if err != nil {
				return err
			}
			c, err := report.ReadCrash(string(data))
			if err != nil {
				return fmt.Errorf("%s: %w", crash, err)
			}
			return c.Explain(cmd.OutOrStdout())
		},
	}
	cmd.Flags().StringVar(&crash, "crash", "", "the report's `file`")
	return cmd
}
