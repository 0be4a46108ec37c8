package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"gophersnake/internal/build"
	"gophersnake/internal/scaffold"
	"gophersnake/internal/toolchain"
	"gophersnake/internal/wheel"
)

func newNew() *cobra.Command {
	var module string
	cmd := &cobra.Command{
		Use:   "new NAME",
		Short: "Make a folder with a working project",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			dir := args[0]
			name := filepath.Base(filepath.Clean(dir))
			if err := wheel.CheckName(name); err != nil {
				return usageError{err}
			}
			if entries, err := os.ReadDir(dir); err == nil && len(entries) > 0 {
				return fmt.Errorf("%s is there already, and not empty; `gophersnake init` works in an existing folder", dir)
			} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
			names, err := scaffold.NamesOf(name, module, languageVersion(), build.Unshadowed)
			if err != nil {
				return usageError{err}
			}
			made, err := scaffold.Create(dir, names, scaffold.All)
			if err != nil {
				return err
			}
			return tellMade(cmd, dir, made, fmt.Sprintf("cd %s && gophersnake develop", dir))
		},
	}
	cmd.Flags().StringVar(&module, "module", "", "the `path` of the Go module (default example.com/NAME)")
	return cmd
}

// languageVersion is what new modules say: the oldest Go that builds them.
func languageVersion() string { return fmt.Sprintf("1.%d", toolchain.OldestGo) }

func tellMade(cmd *cobra.Command, dir string, made []string, next string) error {
	for _, name := range made {
		if _, err := fmt.Fprintln(cmd.OutOrStdout(), "made", filepath.Join(dir, filepath.FromSlash(name))); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintln(cmd.OutOrStdout(), "next:", next)
	return err
}
