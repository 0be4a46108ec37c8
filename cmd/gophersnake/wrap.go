package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"gophersnake/internal/build"
	"gophersnake/internal/fetch"
	"gophersnake/internal/toolchain"
	"gophersnake/internal/wheel"
)

func newWrap() *cobra.Command {
	var name, out string
	var of pythons
	var more, instances []string
	var strict bool
	cmd := &cobra.Command{
		Use:   "wrap PACKAGE[@VERSION]",
		Short: "Build a wheel of a Go package from the module proxy, or of the standard library",
		Example: `  gophersnake wrap github.com/golang/geo/s2
  gophersnake wrap github.com/tidwall/gjson@v1.18.0 -o wheels
  gophersnake wrap github.com/google/uuid --name go-uuid
  gophersnake wrap net/netip`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			ctx := cmd.Context()
			golang, err := toolchain.FindGo(ctx)
			if err != nil {
				return err
			}
			importName, distName := name, name
			if name != "" {
				if importName, err = build.ImportName(name); err != nil {
					return usageError{err}
				}
				if err := wheel.CheckName(name); err != nil {
					return usageError{err}
				}
			}
			done := build.Step("fetching " + args[0])
			source, err := fetch.Fetch(ctx, golang, args[0], fetch.Options{More: more})
			done()
			if err != nil {
				return err
			}
			defer source.Close()
			for _, note := range source.Notes {
				build.Say("warning: " + note)
			}
			target := build.OfSource(source)
			target.ImportName, target.Strict = importName, strict
			if target.ABI, err = of.abi(ctx); err != nil {
				return err
			}
			if err := instantiate(&target, instances); err != nil {
				return err
			}
			ext, err := build.Build(ctx, target)
			if err != nil {
				return err
			}
			if distName == "" {
				distName = wheel.DistributionName(ext.ImportName)
			}
			dist, err := build.SourceDistribution(source, distName, ext.ImportName)
			if err != nil {
				return err
			}
			path, err := ext.Wheel(dist, out)
			if err != nil {
				return err
			}
			if ext.Shadowed != "" && build.Progress != nil {
				fmt.Fprintf(cmd.ErrOrStderr(), "gophersnake: imported as %s, because %s means something else to Python; --name chooses another name\n", ext.ImportName, ext.Shadowed)
			}
			told(cmd.ErrOrStderr(), ext, "gophersnake check "+args[0])
			_, err = fmt.Fprintln(cmd.OutOrStdout(), path)
			return err
		},
	}
	strictFlag(cmd, &strict)
	instantiateFlag(cmd, &instances)
	of.flags(cmd)
	cmd.Flags().StringVarP(&out, "out", "o", "dist", "the `folder` to write it to")
	cmd.Flags().StringVar(&name, "name", "", "the `name` to import it by, and of the wheel")
	cmd.Flags().StringArrayVar(&more, "package", nil, "a further package of the module as a submodule: a `path`, ./geo, or ./... for all")
	return cmd
}
