package docscase

import (
	"log/slog"
	"time"
)

// Open opens a file.
func Open(path string) {
	start := time.Now()
	slog.Info("opened", "path", path, "took", time.Since(start))
}
