package main

import (
	"fmt"
	"path"

	"github.com/spf13/cobra"

	"gophersnake"
	"gophersnake/internal/toolchain"
)

func newPy() *cobra.Command {
	var dir string
	cmd := &cobra.Command{
		Use:   "py",
		Short: "Make the Go package gophersnake/py known to go build, go vet and gopls",
		Long: "Write the source of gophersnake/py, by which Go code uses Python objects as they are, to " + toolchain.AuthorFolder + ",\n" +
			"and a require and a replace of it to go.mod. Builds by gophersnake need neither; Go's own tools do.\n" +
			"Git ignores the folder: run this again in a new clone, and after an upgrade of gophersnake.",
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			module, err := toolchain.FindModule(dir)
			if err != nil {
				return err
			}
			if err := toolchain.ShowRuntime(module, gophersnake.Runtime); err != nil {
				return err
			}
			_, err = fmt.Fprintln(cmd.OutOrStdout(), path.Join(module, toolchain.AuthorFolder))
			return err
		},
	}
	directoryFlag(cmd, &dir)
	return cmd
}
