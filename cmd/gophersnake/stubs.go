package main

import (
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"sort"
	"strings"

	"github.com/spf13/cobra"

	"gophersnake/internal/build"
	"gophersnake/internal/config"
)

func newStubs() *cobra.Command {
	var dir, out string
	cmd := &cobra.Command{
		Use:   "stubs",
		Short: "Write the project's type stubs, without building it",
		Args:  noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			project, err := config.Read(dir)
			if err != nil {
				return err
			}
			name, files, err := build.Stubs(cmd.Context(), build.OfProject(project))
			if err != nil {
				return err
			}
			if len(files) == 0 {
				return errors.New("the package has no stubs")
			}
			names := make([]string, 0, len(files))
			for n := range files {
				names = append(names, n)
			}
			sort.Strings(names)
			for _, n := range names {
				file := filepath.Join(out, filepath.FromSlash(path.Join(strings.ReplaceAll(name, ".", "/"), n)))
				if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
					return err
				}
				if err := os.WriteFile(file, files[n], 0o644); err != nil {
					return err
				}
				if _, err := fmt.Fprintln(cmd.OutOrStdout(), file); err != nil {
					return err
				}
			}
			return nil
		},
	}
	directoryFlag(cmd, &dir)
	cmd.Flags().StringVarP(&out, "out", "o", "stubs", "the `folder` to write them to")
	return cmd
}
