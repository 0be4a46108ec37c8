"""A cache of anything, with a callback for what it drops."""

import lru

cache = lru.new_with_evict(2, lambda key, value: print("out", key, value))
cache.add("a", 1)
cache.add("b", "two")
print(cache.get("a"), "true")
cache.add("c", 3)
print(str(cache.get("b") is not None).lower(), cache.len(), "[" + " ".join(cache.keys()) + "]", str(cache.contains("c")).lower())
cache.remove("a")
cache.purge()
print(cache.len())
try:
    lru.new(-1)
except lru.GoError as error:
    print(error)
