package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"gophersnake/internal/build"
	"gophersnake/internal/config"
	"gophersnake/internal/toolchain"
	"gophersnake/internal/wheel"
)

// newMetadata serves the backend's prepare_metadata_for_build_wheel: without
// it pip would build the whole wheel to read its metadata.
func newMetadata() *cobra.Command {
	var dir, out string
	cmd := &cobra.Command{
		Use:    "metadata",
		Short:  "Write the project's dist-info folder",
		Args:   noArguments,
		Hidden: true,
		RunE: func(cmd *cobra.Command, _ []string) error {
			project, err := config.Read(dir)
			if err != nil {
				return err
			}
			dist, err := build.Distribution(project)
			if err != nil {
				return err
			}
			name, err := dist.WriteMetadata(out, wheel.Tag(toolchain.ABI{}.Tag(), "linux_x86_64"))
			if err != nil {
				return err
			}
			_, err = fmt.Fprintln(cmd.OutOrStdout(), name)
			return err
		},
	}
	directoryFlag(cmd, &dir)
	cmd.Flags().StringVarP(&out, "out", "o", ".", "the `folder` to write it to")
	return cmd
}
