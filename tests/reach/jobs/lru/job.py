"""A cache of anything, with a callback for what it drops."""

import lru

cache = lru.new_with_evict(2, lambda key, value: print("out", key, value))
cache.add("a", 1)
cache.add("b", "two")
value, ok = cache.get("a")
print(value, str(ok).lower())
cache.add("c", 3)
_, ok = cache.get("b") or (None, False)
print(str(ok).lower(), cache.len(), "[" + " ".join(cache.keys()) + "]", str(cache.contains("c")).lower())
cache.remove("a")
cache.purge()
print(cache.len())
try:
    lru.new(-1)
except lru.GoError as error:
    print(error)
