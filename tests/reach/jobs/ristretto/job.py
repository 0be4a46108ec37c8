"""A cache of anything, with costs and times to live."""

import datetime

import ristretto


def yes(value):
    return str(value).lower()


cache = ristretto.new_cache(ristretto.Config[str, object](num_counters=1000, max_cost=1000, buffer_items=64))
print(yes(cache.set("a", [1, 2], 1)), yes(cache.set_with_ttl("b", "two", 1, datetime.timedelta(hours=1))))
cache.wait()
value, found = cache.get("a")
print("[" + " ".join(map(str, value)) + "]", yes(found))
cache.del_("a")
cache.wait()
_, found = cache.get("a")
left = cache.get_ttl("b")
print(yes(found), yes(left is not None and left > datetime.timedelta(minutes=1)), yes(left is not None), cache.max_cost())
cache.close()
