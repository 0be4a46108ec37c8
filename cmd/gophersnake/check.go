package main

import (
	"context"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"gophersnake/internal/build"
	"gophersnake/internal/config"
	"gophersnake/internal/emit"
	"gophersnake/internal/fetch"
	"gophersnake/internal/model"
	"gophersnake/internal/report"
	"gophersnake/internal/toolchain"
)

func newCheck() *cobra.Command {
	var dir string
	var more, instances []string
	var asJSON, strict bool
	var page, symbol string
	cmd := &cobra.Command{
		Use:   "check [PACKAGE[@VERSION]]",
		Short: "List every exported symbol: what it is in Python, or why it is not bound",
		Long: `List every exported symbol of the project, or of a package from the module proxy:
what it is in Python or, if it is not bound, why not and what to do. If a module
has no package at its root, all its packages are listed.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 && len(more) > 0 {
				return usageError{fmt.Errorf("--package goes with the name of a package; a project's packages stand in %s", config.FileName)}
			}
			module, err := analysed(cmd.Context(), dir, args, more, instances)
			if err != nil {
				return err
			}
			if symbol != "" {
				return explain(cmd.OutOrStdout(), module, symbol, asJSON)
			}
			notes := append(module.Lost, module.Notes...)
			if page != "" {
				if err := writePage(page, module); err != nil {
					return err
				}
			} else if asJSON {
				err = report.JSON(cmd.OutOrStdout(), module.Symbols, notes)
			} else {
				err = report.Text(cmd.OutOrStdout(), module.Symbols, notes)
			}
			if err != nil {
				return err
			}
			if strict && report.Complaints(module.Symbols)+len(module.Lost) > 0 {
				return errSaid
			}
			return nil
		},
	}
	directoryFlag(cmd, &dir)
	instantiateFlag(cmd, &instances)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	cmd.Flags().StringVar(&page, "html", "", "write a page to this `file`: the Go source, coloured by what calls cost")
	cmd.Flags().StringVar(&symbol, "explain", "", "explain one `symbol` (Count, Point.Scale): how it crosses, why, and what code is generated")
	cmd.Flags().BoolVar(&strict, "strict", false, "exit with 1 if an exported symbol is not bound, or under another name, or if a directive has no effect")
	cmd.Flags().StringArrayVar(&more, "package", nil, "a further package of the module: a `path`, ./geo, or ./... for all")
	cmd.MarkFlagsMutuallyExclusive("json", "html")
	cmd.MarkFlagsMutuallyExclusive("explain", "html")
	cmd.MarkFlagsMutuallyExclusive("explain", "strict")
	return cmd
}

func explain(w io.Writer, module *model.Module, symbol string, asJSON bool) error {
	all, err := report.Explain(module, symbol, emit.Generated)
	if err != nil {
		return err
	}
	if asJSON {
		return report.ExplainJSON(w, all)
	}
	return report.ExplainText(w, all)
}

func writePage(file string, module *model.Module) error {
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	if err := report.HTML(f, module); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

func analysed(ctx context.Context, dir string, args, more, instances []string) (*model.Module, error) {
	if len(args) == 0 {
		project, err := config.Read(dir)
		if err != nil {
			return nil, err
		}
		target := build.OfProject(project)
		if err := instantiate(&target, instances); err != nil {
			return nil, err
		}
		return build.Analyse(ctx, target)
	}
	golang, err := toolchain.FindGo(ctx)
	if err != nil {
		return nil, err
	}
	done := build.Step("fetching " + args[0])
	source, err := fetch.Fetch(ctx, golang, args[0], fetch.Options{More: more, Any: true})
	done()
	if err != nil {
		return nil, err
	}
	defer source.Close()
	target := build.OfSource(source)
	if err := instantiate(&target, instances); err != nil {
		return nil, err
	}
	return build.Analyse(ctx, target)
}
