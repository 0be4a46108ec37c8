package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"gophersnake/internal/config"
	"gophersnake/internal/scaffold"
	"gophersnake/internal/toolchain"
)

func newGenerateCI() *cobra.Command {
	var dir, out string
	var systems []string
	cmd := &cobra.Command{
		Use:   "generate-ci github|gitlab",
		Short: "Print a pipeline that builds, tests and publishes the project's wheels",
		Long: `Print a pipeline for GitHub Actions or GitLab CI: wheels for x86-64 and ARM, a
source distribution, tests on each version of Python and, for tags, trusted
publishing with attestations. That for GitHub also builds wheels for macOS and Windows,
tests them there, and publishes them if the tests pass.`,
		Example: `  gophersnake generate-ci github -o .github/workflows/wheels.yml
  gophersnake generate-ci gitlab -o .gitlab-ci.yml`,
		Args:      cobra.MatchAll(cobra.ExactArgs(1), cobra.OnlyValidArgs),
		ValidArgs: []string{"github", "gitlab"},
		RunE: func(cmd *cobra.Command, args []string) error {
			project, err := config.Read(dir)
			if err != nil {
				return err
			}
			p := scaffold.Pipeline{Go: fmt.Sprintf("1.%d", toolchain.OldestGo+1), Folder: "."}
			if top := repository(project.Dir); top != "" {
				if rel, err := filepath.Rel(top, project.Dir); err == nil && rel != "." {
					p.Folder, p.Path, p.TagPrefix = filepath.ToSlash(rel), filepath.ToSlash(rel)+"/", filepath.ToSlash(rel)+"/"
				}
			}
			if info, err := os.Stat(filepath.Join(project.Dir, "tests")); err == nil && info.IsDir() {
				p.Tests = "tests"
			}
			for _, system := range systems {
				machines := scaffold.Machines[system]
				if machines == nil && system != "linux" {
					return usageError{fmt.Errorf("--systems %s: there are linux, macos and windows", system)}
				}
				if args[0] == "github" {
					p.Elsewhere = append(p.Elsewhere, machines...)
				}
			}
			text, err := p.CI(args[0])
			if err != nil {
				return err
			}
			if out == "" {
				_, err = cmd.OutOrStdout().Write(text)
				return err
			}
			if _, err := os.Stat(out); err == nil {
				return fmt.Errorf("%s is there already", out)
			}
			if err := os.MkdirAll(filepath.Dir(out), 0o755); err != nil {
				return err
			}
			if err := os.WriteFile(out, text, 0o644); err != nil {
				return err
			}
			_, err = fmt.Fprintln(cmd.OutOrStdout(), out)
			return err
		},
	}
	directoryFlag(cmd, &dir)
	cmd.Flags().StringSliceVar(&systems, "systems", []string{"linux", "macos", "windows"}, "what GitHub builds wheels for; Linux always")
	cmd.Flags().StringVarP(&out, "out", "o", "", "the `file` to write it to (default stdout): "+strings.Join([]string{scaffold.Services["github"], scaffold.Services["gitlab"]}, ", "))
	return cmd
}

// repository is the folder with .git at or above dir, or "".
func repository(dir string) string {
	for at := dir; ; at = filepath.Dir(at) {
		if _, err := os.Lstat(filepath.Join(at, ".git")); err == nil {
			return at
		}
		if at == filepath.Dir(at) {
			return ""
		}
	}
}
