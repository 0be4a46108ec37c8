"""A call that waits for a goroutine which has panicked."""

import processcase as g

g.panic_in_goroutine("stuck")
