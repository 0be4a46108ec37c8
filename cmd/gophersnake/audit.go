package main

import (
	"github.com/spf13/cobra"

	"gophersnake/internal/audit"
)

func newAudit() *cobra.Command {
	var compatibility string
	cmd := &cobra.Command{
		Use:   "audit WHEEL|LIBRARY...",
		Short: "Say on which machines a wheel or a library runs, and why",
		Long: `Say what the compiled files of wheels need, ours or not: libraries, and the newest
version of glibc with the functions that ask for it. It fails if a wheel's name
promises more, or if the wheel can't have the tag of --compatibility.`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			wrong := false
			for _, file := range args {
				report, err := audit.Audit(file)
				if err != nil {
					return err
				}
				if err := report.Text(cmd.OutOrStdout()); err != nil {
					return err
				}
				if _, err := report.Platform.As(compatibility); err != nil && len(report.Libraries) > 0 {
					return err
				}
				wrong = wrong || report.Wrong != ""
			}
			if wrong {
				return errSaid
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&compatibility, "compatibility", "", "the platform `tag` that they must be able to have: manylinux_2_28, pypi")
	return cmd
}
