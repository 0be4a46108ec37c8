package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"gophersnake/internal/build"
	"gophersnake/internal/config"
	"gophersnake/internal/failures"
	"gophersnake/internal/scaffold"
	"gophersnake/internal/toolchain"
	"gophersnake/internal/wheel"
)

func newInit() *cobra.Command {
	var name, module string
	cmd := &cobra.Command{
		Use:   "init",
		Short: "Turn the current folder into a project",
		Long: `Turn the current folder into a project: write pyproject.toml beside the Go code
or, in a folder without Go code, a small working project.`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			dir, err := os.Getwd()
			if err != nil {
				return err
			}
			if _, err := os.Stat(filepath.Join(dir, config.FileName)); err == nil {
				return fmt.Errorf("%s is there already; add to it:\n\n[build-system]\nrequires = [\"gophersnake\"]\nbuild-backend = \"gophersnake\"\n\nand, for uv:\n\n[tool.uv]\ncache-keys = [{ file = \"pyproject.toml\" }, { file = \"go.mod\" }, { file = \"**/*.go\" }]", config.FileName)
			}
			if name == "" {
				name = filepath.Base(dir)
			}
			if err := wheel.CheckName(name); err != nil {
				return usageError{fmt.Errorf("%w; choose one with --name", err)}
			}
			_, noModule := toolchain.FindModule(dir)
			hasCode := noModule == nil
			names, err := scaffold.NamesOf(name, module, languageVersion(), build.Unshadowed)
			if err != nil && !hasCode {
				return usageError{fmt.Errorf("%w, with --name", err)}
			}
			if hasCode {
				// The default layout says which package is meant, or that it
				// has to be said.
				project, err := config.Read(dir)
				if errors.Is(err, config.ErrSeveral) {
					fmt.Fprintf(cmd.ErrOrStderr(), "gophersnake: %v\n", err)
					names.Pattern = config.Candidates(dir)[0]
				} else if failures.Is(err, failures.NoPackageFound) {
					return errors.New("there is a go.mod, but no Go package to import yet: write one, then run this again")
				} else if err != nil {
					return err
				} else {
					names.Pattern = project.Packages[0]
				}
			}
			made, err := scaffold.Create(dir, names, hasCode)
			if err != nil {
				return err
			}
			return tellMade(cmd, ".", made, "gophersnake develop")
		},
	}
	cmd.Flags().StringVar(&name, "name", "", "the project's `name` (default the folder's)")
	cmd.Flags().StringVar(&module, "module", "", "the `path` of the Go module, if there is none yet (default example.com/NAME)")
	return cmd
}
