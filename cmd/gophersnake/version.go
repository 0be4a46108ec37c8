package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

// version is that of pyproject.toml, which a test compares.
const version = "0.1.0"

func newVersion() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version",
		Args:  noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, err := fmt.Fprintln(cmd.OutOrStdout(), "gophersnake", version)
			return err
		},
	}
}
