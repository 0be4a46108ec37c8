"""The rows of `make bench-build`: what a build costs, in CPU seconds of all its processes."""
