package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"gophersnake/internal/build"
	"gophersnake/internal/config"
	"gophersnake/internal/failures"
	"gophersnake/internal/interpreter"
	"gophersnake/internal/wheel"
)

func newDevelop() *cobra.Command {
	var dir, python string
	var strict, race, breakSystem, uv, noDeps bool
	var extras, groups []string
	cmd := &cobra.Command{
		Use:   "develop",
		Short: "Build the project and make it importable in the active environment",
		Long: `Build the project and install it into the active environment, so that it points to
the build. Run it again after an edit: that takes about a second. Dependencies of the
project that are not installed, or in another version, are installed first, by pip or,
where there is none, by uv.

The environment is that of --python, else $VIRTUAL_ENV, $CONDA_PREFIX, the one
that gophersnake itself is installed in, .venv in the project, or that of the
python on PATH.`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			project, err := config.Read(dir)
			if err != nil {
				return err
			}
			// First, so that a mistake is reported before the build.
			if err := build.CheckDescription(project); err != nil {
				return err
			}
			py, err := interpreter.Find(cmd.Context(), python, project.Dir)
			if err != nil {
				return err
			}
			if py.Managed != "" && !breakSystem {
				return errors.Join(failures.Managed.Error("python", fmt.Sprintf("%s (%s)", py.Path, py.From)), errors.New("  it says: "+strings.ReplaceAll(py.Managed, "\n", "\n  ")))
			}
			if !project.Metadata.TakesPython(py.Version) {
				return failures.NotForPython.Error("wanted", project.Metadata.RequiresPython, "python", fmt.Sprintf("%s (%s)", py.Path, py.From), "version", py.Version)
			}
			requirements, err := project.Metadata.Requirements(extras, groups)
			if err != nil {
				return usageError{err}
			}
			if noDeps {
				requirements = nil
			}
			if requirements, err = py.Unmet(cmd.Context(), requirements); err != nil {
				return err
			}
			if len(requirements) > 0 {
				done := build.Step("installing " + strings.Join(requirements, ", "))
				err = py.InstallRequirements(cmd.Context(), requirements, uv)
				done()
				if err != nil {
					return err
				}
			}
			target := build.OfProject(project)
			target.Strict, target.Race = strict, race
			target.Publish, target.ABI = true, py.ABI
			ext, err := build.Build(cmd.Context(), target)
			if err != nil {
				return err
			}
			dist, err := build.Distribution(project)
			if err != nil {
				return err
			}
			env := wheel.Environment{Site: py.Site, Scripts: py.Scripts, Prefix: py.Prefix}
			if env.Python, err = filepath.Abs(py.Path); err != nil {
				return err
			}
			if _, err := pointer(dist, ext, project).Install(env); err != nil {
				return err
			}
			if build.Progress != nil {
				reportSymbols(cmd.ErrOrStderr(), ext.Report, "gophersnake check")
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "import %s    # %s %s in %s\n", ext.ImportName, dist.Name, dist.Version, py.Path)
			return err
		},
	}
	directoryFlag(cmd, &dir)
	releaseFlag(cmd)
	cmd.Flags().StringSliceVarP(&extras, "extras", "E", nil, "install the dependencies of these `extras` too")
	cmd.Flags().StringSliceVarP(&groups, "group", "G", nil, "install those of this dependency `group` too")
	cmd.Flags().BoolVar(&uv, "uv", false, "install dependencies with uv instead of pip")
	cmd.Flags().BoolVar(&noDeps, "no-deps", false, "install no dependencies")
	strictFlag(cmd, &strict)
	cmd.Flags().BoolVar(&breakSystem, "break-system-packages", false, "install into a Python whose packages something else manages")
	raceFlag(cmd, &race)
	cmd.Flags().StringVar(&python, "python", "", "the `interpreter`, or the folder of its environment")
	return cmd
}
