// Package inner logs, too.
package inner

import "log/slog"

// Say logs from another package.
func Say(message string) { slog.Warn(message) }
