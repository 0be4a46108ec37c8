package main

import (
	"fmt"
	"maps"
	"strings"

	"github.com/spf13/cobra"

	"gophersnake/internal/build"
)

const example = `"Cache K=string, V=int"`

func instantiateFlag(cmd *cobra.Command, all *[]string) {
	cmd.Flags().StringArrayVar(all, "instantiate", nil,
		"a further instance of a generic function or type: a `symbol` and its type arguments, "+example)
}

// instantiate adds what the flag says to the directives of a target.
func instantiate(t *build.Target, all []string) error {
	if len(all) == 0 {
		return nil
	}
	bind := map[string][]string{}
	maps.Copy(bind, t.Bind)
	for _, one := range all {
		symbol, args, ok := strings.Cut(strings.TrimSpace(one), " ")
		if !ok {
			return usageError{fmt.Errorf("--instantiate %q: write a symbol and its type arguments: %s", one, example)}
		}
		bind[symbol] = append(bind[symbol], "//py:instantiate "+strings.TrimSpace(args))
	}
	t.Bind = bind
	return nil
}
