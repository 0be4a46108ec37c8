package bind

import (
	"gophersnake/internal/load"
	"gophersnake/internal/model"
)

// logs looks at all that the program depends on, since a package that it does not name may log, too.
func logs(p *load.Program) model.Logs {
	switch {
	case p.DependsOn("log/slog"):
		return model.LogsSlog
	case p.DependsOn("log"):
		return model.LogsLog
	}
	return model.LogsNothing
}
