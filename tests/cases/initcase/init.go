// Package initcase does in its init function what the environment tells it.
package initcase

import (
	"os"
	"time"
)

var ready = "no"

func init() {
	switch os.Getenv("INITCASE") {
	case "panic":
		var p *int
		*p = 1
	case "exit":
		os.Exit(4)
	case "slow":
		for range 5 {
			time.Sleep(100 * time.Millisecond)
		}
	}
	ready = "yes"
}

// Ready tells whether init has ended.
func Ready() string { return ready }
