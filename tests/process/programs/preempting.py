"""Whether Go stops a loop without calls, which it must do by a signal."""

SOON = 0.1  # seconds; a loop that no signal stops takes the time that it is given


def preempted(latency, times=1, of=5):
    """So many tries of a few in which a collection had to wait only for a moment: latency()
    tells in seconds how long it waited. On a busy machine not every try is a good one.
    """
    took = []
    while sum(t < SOON for t in took) < times:
        assert len(took) < of, took
        took.append(latency())
