package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"gophersnake/internal/build"
	"gophersnake/internal/config"
)

const vendorUsage = "a source distribution with the source of all Go modules that it needs, so that it can be built without a network"

func newSdist() *cobra.Command {
	var dir, out string
	var vendor bool
	cmd := &cobra.Command{
		Use:   "sdist",
		Short: "Write the project's source distribution",
		Long: `Write the project's source distribution: the files that git does not ignore, and
all that a build reads. If a build reads files outside of the project, that is an
error, which names them.`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			project, err := config.Read(dir)
			if err != nil {
				return err
			}
			path, _, err := writeSdist(cmd.Context(), project, out, vendor)
			if err != nil {
				return err
			}
			_, err = fmt.Fprintln(cmd.OutOrStdout(), path)
			return err
		},
	}
	directoryFlag(cmd, &dir)
	cmd.Flags().BoolVar(&vendor, "vendor", false, vendorUsage)
	cmd.Flags().StringVarP(&out, "out", "o", "dist", "the `folder` to write it to")
	return cmd
}

// writeSdist writes the source distribution. unpacked writes its files to a folder, which
// remove removes.
func writeSdist(ctx context.Context, project *config.Project, out string, vendor bool) (path string, unpacked func() (dir string, remove func(), err error), err error) {
	if !project.Described {
		return "", nil, fmt.Errorf("a source distribution needs a %s with a [project] table: run `gophersnake init`", config.FileName)
	}
	dist, err := build.Distribution(project)
	if err != nil {
		return "", nil, err
	}
	to, err := filepath.Abs(out)
	if err != nil {
		return "", nil, err
	}
	files, err := build.SdistFiles(ctx, project, to, vendor || project.Vendor)
	if err != nil {
		return "", nil, err
	}
	path, err = dist.WriteSdist(files, out)
	return path, func() (string, func(), error) {
		dir, err := os.MkdirTemp("", "gophersnake-sdist-")
		if err != nil {
			return "", nil, err
		}
		return dir, func() { os.RemoveAll(dir) }, dist.Unpack(files, dir)
	}, err
}
