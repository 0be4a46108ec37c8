package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"gophersnake/internal/audit"
	"gophersnake/internal/build"
	"gophersnake/internal/config"
	"gophersnake/internal/interpreter"
	"gophersnake/internal/toolchain"
	"gophersnake/internal/wheel"
)

func newBuild() *cobra.Command {
	var dir, out string
	var of pythons
	var editable, sdist, vendor bool
	var o buildOptions
	cmd := &cobra.Command{
		Use:   "build",
		Short: "Build the project's wheel",
		Example: `  gophersnake build --zig                                # for glibc 2.17 and later
  gophersnake build --target aarch64 --compatibility manylinux_2_28`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			project, err := config.Read(dir)
			if err != nil {
				return err
			}
			if err := build.CheckDescription(project); err != nil {
				return err
			}
			if vendor && !sdist {
				return usageError{errors.New("--vendor is for source distributions: pass --sdist too")}
			}
			if sdist {
				path, unpacked, err := writeSdist(cmd.Context(), project, out, vendor)
				if err != nil {
					return err
				}
				fmt.Fprintln(cmd.OutOrStdout(), path)
				// The wheel is built of it, which shows that it can be.
				from, remove, err := unpacked()
				if err != nil {
					return err
				}
				defer remove()
				if project, err = config.Read(from); err != nil {
					return err
				}
			}
			target := build.OfProject(project)
			if err := o.set(&target); err != nil {
				return err
			}
			if target.ABI, err = of.abi(cmd.Context()); err != nil {
				return err
			}
			target.Publish = editable
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
	releaseFlag(cmd)
	o.flags(cmd)
	of.flags(cmd)
	cmd.Flags().StringVarP(&out, "out", "o", "dist", "the `folder` to write it to")
	cmd.Flags().BoolVar(&sdist, "sdist", false, "write a source distribution too, and build the wheel of that")
	cmd.Flags().BoolVar(&vendor, "vendor", false, vendorUsage)
	cmd.Flags().BoolVar(&editable, "editable", false, "a wheel that points to the build folder (for pip install -e)")
	cmd.MarkFlagsMutuallyExclusive("sdist", "editable")
	if err := cmd.Flags().MarkHidden("editable"); err != nil {
		panic(err) // the flag was added a line above
	}
	return cmd
}

// pythons are the flags about which Pythons a wheel is for: without them, for all from 3.11 up that have a GIL.
type pythons struct {
	one  string
	both bool
}

func (p *pythons) flags(cmd *cobra.Command) {
	cmd.Flags().StringVarP(&p.one, "python", "i", "", "the `interpreter` to build for, or the folder of its environment; a free-threaded one before 3.15 needs a wheel of its own")
	cmd.Flags().BoolVar(&p.both, "abi3t", false, "for Python 3.15 and later, with and without a GIL")
}

func (p *pythons) abi(ctx context.Context) (toolchain.ABI, error) {
	if p.both {
		return toolchain.ABI3T, nil
	}
	return interpreter.ABIOf(ctx, p.one)
}

// buildOptions are the flags about how a wheel is built.
type buildOptions struct {
	strict, race, strip, symbols, zig bool
	target, compatibility             string
}

func (o *buildOptions) flags(cmd *cobra.Command) {
	strictFlag(cmd, &o.strict)
	raceFlag(cmd, &o.race)
	cmd.Flags().BoolVar(&o.strip, "strip", false, "without the names of functions, which profilers and debuggers show")
	cmd.Flags().BoolVar(&o.symbols, "symbols", false, "with lines and variables for debuggers")
	cmd.MarkFlagsMutuallyExclusive("strip", "symbols")
	cmd.Flags().BoolVar(&o.zig, "zig", false, "compile C with zig (pip install ziglang), for glibc 2.17, or that of --compatibility")
	cmd.Flags().StringVar(&o.target, "target", "", "the `machine` to build for: x86_64, aarch64, macos-arm64, macos-x86_64 or windows-x86_64 (also as Go and Rust name them: darwin/arm64, x86_64-pc-windows-msvc)")
	cmd.Flags().StringVar(&o.compatibility, "compatibility", "", "the platform `tag` that the wheel must have: manylinux_2_28, manylinux2014, pypi or linux; it is an error if it can't")
}

func (o *buildOptions) set(t *build.Target) error {
	t.Strict, t.Race, t.Compatible = o.strict, o.race, o.compatibility
	switch {
	case o.strip:
		t.Symbols = toolchain.NoSymbols
	case o.symbols:
		t.Symbols = toolchain.DebugSymbols
	}
	if o.target != "" {
		var err error
		if t.For, err = toolchain.ParseMachine(o.target); err != nil {
			return usageError{err}
		}
	}
	t.For.Zig = o.zig
	if glibc, ok := audit.GlibcOf(o.compatibility); ok {
		t.For.Glibc = glibc.String()
	}
	return nil
}

// pointer is the install that points to an extension that was published.
func pointer(dist *wheel.Distribution, ext *build.Extension, project *config.Project) wheel.EditableInstall {
	return wheel.EditableInstall{
		Dist: dist, ImportName: ext.ImportName, Root: ext.Root, Source: ext.Contents.Source, Project: project.Dir,
		Tag: wheel.Tag(ext.ABI.Tag(), ext.Platform.Tag), Data: ext.Data,
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
	reportSymbols(w, ext.Report, check)
	if p := ext.Platform; p.Reason != "" {
		fmt.Fprintf(w, "gophersnake: tagged %s, because %s\n  %s\n", p.Tag, p.Reason, p.Cure)
	}
}

func reportSymbols(w io.Writer, r build.Report, check string) {
	for i, n := range r.Warnings {
		if i == mostWarnings {
			fmt.Fprintf(w, "gophersnake: and %d more; `%s` lists them all\n", len(r.Warnings)-i, check)
			break
		}
		fmt.Fprintf(w, "gophersnake: %s: %s; %s\n", n.Pos, n.Text, n.Cure)
	}
	if r.Unbound > 0 {
		fmt.Fprintf(w, "gophersnake: %d of %d exported symbols are not bound; `%s` lists them with the reasons\n", r.Unbound, r.Total, check)
	}
}
