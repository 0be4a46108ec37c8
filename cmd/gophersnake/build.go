package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"gophersnake/internal/build"
	"gophersnake/internal/config"
	"gophersnake/internal/model"
	"gophersnake/internal/toolchain"
	"gophersnake/internal/wheel"
)

func newBuild() *cobra.Command {
	var dir, out string
	var strict, race, editable, strip, symbols bool
	cmd := &cobra.Command{
		Use:   "build",
		Short: "Build the project's wheel",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			project, err := config.Read(dir)
			if err != nil {
				return err
			}
			if err := build.CheckDescription(project); err != nil {
				return err
			}
			target := build.OfProject(project)
			target.Strict, target.Race = strict, race
			target.Publish = editable
			switch {
			case strip:
				target.Symbols = toolchain.NoSymbols
			case symbols:
				target.Symbols = toolchain.DebugSymbols
			}
			ext, err := build.Build(cmd.Context(), target)
			if err != nil {
				return err
			}
			dist, err := build.Distribution(project)
			if err != nil {
				return err
			}
			var path string
			if editable {
				// The backend's build_editable: pip installs this wheel, which
				// points to the extension in the cache.
				var w *wheel.Wheel
				if w, err = pointer(dist, ext, project).Wheel(); err == nil {
					path, err = w.Write(out)
				}
			} else {
				path, err = ext.Wheel(dist, out)
			}
			if err != nil {
				return err
			}
			told(cmd.ErrOrStderr(), ext, "gophersnake check")
			_, err = fmt.Fprintln(cmd.OutOrStdout(), path)
			return err
		},
	}
	directoryFlag(cmd, &dir)
	strictFlag(cmd, &strict)
	raceFlag(cmd, &race)
	cmd.Flags().BoolVar(&strip, "strip", false, "without the names of functions, which profilers and debuggers show")
	cmd.Flags().BoolVar(&symbols, "symbols", false, "with lines and variables for debuggers")
	cmd.MarkFlagsMutuallyExclusive("strip", "symbols")
	cmd.Flags().StringVarP(&out, "out", "o", "dist", "the `folder` to write it to")
	cmd.Flags().BoolVar(&editable, "editable", false, "a wheel that points to the build folder (for pip install -e)")
	if err := cmd.Flags().MarkHidden("editable"); err != nil {
		panic(err) // the flag was added a line above
	}
	return cmd
}

// pointer is the install that points to an extension that was published.
func pointer(dist *wheel.Distribution, ext *build.Extension, project *config.Project) wheel.EditableInstall {
	return wheel.EditableInstall{
		Dist: dist, ImportName: ext.ImportName, Root: ext.Root, Source: ext.Contents.Source, Project: project.Dir,
		Tag: wheel.Tag(ext.Platform.Tag), Data: ext.Data,
	}
}

// mostWarnings is how many warnings a build prints; check has them all.
const mostWarnings = 10

// told reports what the user of a finished extension should know: unexpected names,
// symbols that are not bound, and what limits the wheel's platform.
func told(w io.Writer, ext *build.Extension, check string) {
	if build.Progress == nil {
		return
	}
	reportSymbols(w, ext.Module, check)
	if p := ext.Platform; p.Reason != "" {
		fmt.Fprintf(w, "gophersnake: tagged %s, because %s\n  %s\n", p.Tag, p.Reason, p.Cure)
	}
}

func reportSymbols(w io.Writer, m *model.Module, check string) {
	warnings := m.Warnings()
	for i, n := range warnings {
		if i == mostWarnings {
			fmt.Fprintf(w, "gophersnake: and %d more; `%s` lists them all\n", len(warnings)-i, check)
			break
		}
		fmt.Fprintf(w, "gophersnake: %s: %s; %s\n", n.Pos, n.Text, n.Cure)
	}
	if n := build.Unbound(m); n > 0 {
		fmt.Fprintf(w, "gophersnake: %d of %d exported symbols are not bound; `%s` lists them with the reasons\n", n, len(m.Symbols), check)
	}
}
