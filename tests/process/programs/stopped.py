"""A loop without calls, on a thread that has crossed beside collections: preemption signals
have reached it in C code. Go must be able to stop it all the same, or the loop waits for a
collection that waits for the loop.
"""

import processcase as g

g.collect_forever()
while g.collections() < 100:
    pass
for _ in range(20):
    g.loop_until(g.collections() + 3)
print("ok")
