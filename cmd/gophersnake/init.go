package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

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
		Long: `Turn the current folder into a project: write what is missing of pyproject.toml,
go.mod and, in a folder without Go code, a small working package.`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			dir, err := os.Getwd()
			if err != nil {
				return err
			}
			// What is there already: the default layout says which package is meant, or that it has
			// to be said.
			project, err := config.Read(dir)
			several, nothing := errors.Is(err, config.ErrSeveral), failures.Is(err, failures.NoPackageFound)
			if err != nil && !several && !nothing {
				return err
			}
			parts, described := scaffold.All, fileThere(dir, config.FileName)
			if several && described {
				return err
			}
			if described {
				parts &^= scaffold.Description
			}
			if _, err := toolchain.FindModule(dir); err == nil {
				parts &^= scaffold.Module
			}
			if !nothing {
				parts &^= scaffold.Code
			} else if goFiles(dir) {
				return fmt.Errorf("there is Go code, but no package to import: write one, or name it\n%w", err)
			}
			if parts == 0 {
				return alreadyThere(project)
			}
			if name == "" && described {
				name = project.Metadata.Name
			}
			if name == "" {
				name = filepath.Base(dir)
			}
			if err := wheel.CheckName(name); err != nil {
				return usageError{fmt.Errorf("%w; choose one with --name", err)}
			}
			names, err := scaffold.NamesOf(name, module, languageVersion(), build.Unshadowed)
			if err != nil && parts&^scaffold.Description != 0 {
				return usageError{fmt.Errorf("%w, with --name", err)}
			}
			switch {
			case several:
				names.Pattern = config.Candidates(dir)[0]
				fmt.Fprintf(cmd.ErrOrStderr(), "gophersnake: several Go packages could be meant, and pyproject.toml names %s: %s\n", names.Pattern, strings.Join(config.Candidates(dir), " "))
			case !nothing:
				names.Pattern = project.Packages[0]
			}
			made, err := scaffold.Create(dir, names, parts)
			if err != nil {
				return err
			}
			if other := project.Backend.Other(); described && other != "" {
				fmt.Fprintf(cmd.ErrOrStderr(), "gophersnake: %s\n", other)
			}
			return tellMade(cmd, ".", made, "gophersnake develop")
		},
	}
	cmd.Flags().StringVar(&name, "name", "", "the project's `name` (default the folder's)")
	cmd.Flags().StringVar(&module, "module", "", "the `path` of the Go module, if there is none yet (default example.com/NAME)")
	return cmd
}

func fileThere(dir, name string) bool {
	_, err := os.Lstat(filepath.Join(dir, name))
	return err == nil
}

// alreadyThere is the error where nothing is missing, with what pyproject.toml may lack.
func alreadyThere(p *config.Project) error {
	text := "this is a project already"
	if other := p.Backend.Other(); other != "" {
		text += "; " + other
	}
	return errors.New(text + `
for uv, it also has:

[tool.uv]
cache-keys = [{ file = "pyproject.toml" }, { file = "go.mod" }, { file = "**/*.go" }]`)
}

// goFiles reports whether there is a Go file in a folder or below it, but for those of other modules.
func goFiles(dir string) bool {
	found := errors.New("found")
	return errors.Is(filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && path != dir && fileThere(path, "go.mod") {
			return fs.SkipDir
		}
		if err == nil && !d.IsDir() && filepath.Ext(path) == ".go" {
			return found
		}
		return err
	}), found)
}
