package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"gophersnake/internal/interpreter"
)

func newListPython() *cobra.Command {
	var dir string
	cmd := &cobra.Command{
		Use:   "list-python",
		Short: "List the Pythons of this machine, and which of them extensions are for",
		Args:  noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			all := interpreter.List(cmd.Context(), dir)
			if len(all) == 0 {
				return errors.New("there is no Python on PATH, in .venv or among pyenv's versions")
			}
			for _, p := range all {
				line := p.Path
				if p.Version != "" {
					line += "    " + p.Version
				}
				if p.Why != nil {
					why, _, _ := strings.Cut(p.Why.Error(), "\n")
					line += "    not used: " + why
				}
				if _, err := fmt.Fprintln(cmd.OutOrStdout(), line); err != nil {
					return err
				}
			}
			return nil
		},
	}
	directoryFlag(cmd, &dir)
	return cmd
}
