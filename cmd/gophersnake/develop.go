package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"gophersnake/internal/build"
	"gophersnake/internal/config"
	"gophersnake/internal/interpreter"
	"gophersnake/internal/wheel"
)

func newDevelop() *cobra.Command {
	var dir, python string
	var strict bool
	cmd := &cobra.Command{
		Use:   "develop",
		Short: "Build the project and make it importable in the active environment",
		Long: `Build the project and install it into the active environment, so that it points to
the build. Run it again after an edit: that takes about a second.

The environment is that of --python, else $VIRTUAL_ENV, $CONDA_PREFIX, the one
that gophersnake itself is installed in, .venv in the project, or that of the
python on PATH.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			project, err := config.Read(dir)
			if err != nil {
				return err
			}
			// First of all, so that nobody waits for a build in vain.
			if err := build.CheckDescription(project); err != nil {
				return err
			}
			py, err := interpreter.Find(cmd.Context(), python, project.Dir)
			if err != nil {
				return err
			}
			target := build.OfProject(project)
			target.Strict = strict
			ext, err := build.Build(cmd.Context(), target)
			if err != nil {
				return err
			}
			dist, err := build.Distribution(project)
			if err != nil {
				return err
			}
			if _, err := wheel.InstallEditable(dist, ext.Root, project.Dir, wheel.Tag(ext.Platform.Tag), py.Site); err != nil {
				return err
			}
			if build.Progress != nil {
				toldOfSymbols(cmd.ErrOrStderr(), ext.Module, "gophersnake check")
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "import %s    # %s %s in %s\n", ext.ImportName, dist.Name, dist.Version, py.Path)
			return err
		},
	}
	directoryFlag(cmd, &dir)
	strictFlag(cmd, &strict)
	cmd.Flags().StringVar(&python, "python", "", "the `interpreter`, or the folder of its environment")
	return cmd
}
