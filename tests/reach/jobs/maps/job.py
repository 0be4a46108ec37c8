"""Dicts are copied, compared and changed."""

import maps


def go(value):
    if isinstance(value, dict):
        return "map[" + " ".join(f"{k}:{value[k]}" for k in sorted(value)) + "]"
    return "[" + " ".join(map(str, value)) + "]"


ages = {"ann": 30, "bob": 25}
print(go(sorted(maps.keys(ages))), go(sorted(maps.values(ages))))
other = maps.clone(ages)
print(str(maps.equal(ages, other)).lower())
maps.delete_func(other, lambda name, age: age < 30)
print(go(other), str(maps.equal(ages, other)).lower())
maps.copy(other, {"cleo": 41})
print(go(other), go(maps.collect(maps.all(other))))
