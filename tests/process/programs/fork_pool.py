"""multiprocessing by each start method, in a parent that has called Go."""

import multiprocessing
import sys

import processcase as g
from everything import check


def work(n):
    check(g)
    return g.add(n, 1)


if __name__ == "__main__":
    check(g)
    with multiprocessing.get_context(sys.argv[1]).Pool(2, maxtasksperchild=int(sys.argv[2]) if sys.argv[2:] else None) as pool:
        print(sum(pool.map(work, range(20), 1)))
    check(g)
