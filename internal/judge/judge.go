// Package judge gives the verdicts: for now, whether a call keeps Python's
// lock. Verdicts change cost, never what Python sees.
package judge

import (
	"context"

	"gophersnake/internal/load"
	"gophersnake/internal/model"
)

// Judge fills the verdicts of the model.
func Judge(ctx context.Context, p *load.Program, m *model.Module) error {
	return nil
}
