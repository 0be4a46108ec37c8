package toolchain

import (
	"context"
	"slices"
	"strings"
)

// BuildProgram compiles a package main to an executable. It is linked statically, and
// runs on any Linux, unless a package of another module than the standard library's
// needs cgo.
func BuildProgram(ctx context.Context, g *Go, cc *Compiler, injection *Injection, symbols Symbols, pattern, out string) error {
	env := append(g.Env(cc), injection.Env...)
	list := append([]string{"list", "-deps", "-f", "{{if not .Standard}}{{len .CgoFiles}}{{end}}"}, injection.Flags...)
	counts, err := g.Run(ctx, injection.Dir, env, append(list, pattern)...)
	if err != nil {
		return err
	}
	ldflags, extldflags := symbols.goFlags()
	ldflags = strings.TrimSpace(injection.ldflags + " " + ldflags + " -buildid=")
	if strings.Trim(string(counts), "0\n") == "" {
		env = append(env, "CGO_ENABLED=0")
	} else if all := slices.Concat(injection.extldflags, symbols.symbolFlags(g.For, strings.Fields(extldflags))); len(all) > 0 {
		ldflags += " " + quoteFlag("-extldflags="+strings.Join(all, " "))
	}
	args := append([]string{"build", "-trimpath", "-ldflags=" + ldflags, "-o", out}, injection.Flags...)
	_, err = g.Run(ctx, injection.Dir, env, append(args, pattern)...)
	return err
}
