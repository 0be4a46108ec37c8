"""The Python side of the differential test: calls a wrapped package with the
generated inputs and writes what it answers, as tests/modules/native does for Go.

    python answer.py IMPORT_NAME GO_PACKAGE PLAN INPUTS

values.md says how values are written.
"""

import base64
import enum
import importlib
import json
import struct
import sys

# As in native/value.go.
MAX_DEPTH = 8

# How to come by the plain value of a class over something else than a struct.
PLAIN = {"list": list, "set": set, "bytes": bytes}


class NotBuilt(Exception):
    """An argument was to come from another function, which failed or gave None."""


def to_float(bits):
    return struct.unpack(">d", bytes.fromhex(bits))[0]


def from_float(number):
    return struct.pack(">d", number).hex()


def to_base64(data):
    return base64.b64encode(data).decode()


def module_of(import_name, main, package):
    """The Python module of a Go package: main is what the import name stands for."""
    if package == main:
        return importlib.import_module(import_name)
    below = package.removeprefix(main + "/") if package.startswith(main + "/") else package.rpartition("/")[2]
    return importlib.import_module(import_name + "." + below.replace("/", "."))


class Side:
    def __init__(self, import_name, main, plan):
        self.functions = plan["functions"]
        self.classes = plan["classes"]
        infos = [*self.functions.values(), *self.classes.values()]
        self.modules = {name: module_of(import_name, main, name) for name in {info["package"] for info in infos}}
        self.main = self.modules[main]
        # Python's class -> the Go type's full name
        self.names = {self.find(info): name for name, info in self.classes.items()}

    def find(self, info):
        return getattr(self.modules[info["package"]], info["python"])

    def decode(self, value):
        tag = value[0]
        if tag == "n":
            return None
        if tag == "b":
            return value[1]
        if tag == "i":
            return int(value[1])
        if tag == "f":
            return to_float(value[1])
        if tag == "c":
            return complex(to_float(value[1]), to_float(value[2]))
        if tag == "s":
            return base64.b64decode(value[1]).decode("utf-8", "surrogateescape")
        if tag == "y":
            return base64.b64decode(value[1])
        if tag == "l":
            return [self.decode(item) for item in value[1]]
        if tag == "m":
            return {self.decode(key): self.decode(item) for key, item in value[1]}
        if tag == "o":
            info = self.classes[value[1]]
            python = {field["go"]: field["python"] for field in info["fields"]}
            return self.find(info)(**{python[go]: self.decode(item) for go, item in value[2]})
        if tag == "of":
            return self.find(self.classes[value[1]])(self.decode(value[2]))
        if tag == "call":
            return self.build(value[1], value[2])
        raise ValueError(f"unknown tag {tag}")

    def build(self, name, arguments):
        """The first result of another function."""
        decoded = [self.decode(argument) for argument in arguments]
        try:
            made = self.call(name, decoded)
        except self.main.GoError:
            raise NotBuilt(name) from None
        if isinstance(made, tuple):
            made = made[0]
        if made is None:
            raise NotBuilt(name)
        return made

    def call(self, name, arguments):
        info = self.functions[name]
        if info["variadic"]:
            arguments = [*arguments[:-1], *arguments[-1]]
        if info["method"]:
            return getattr(arguments[0], info["python"])(*arguments[1:])
        return self.find(info)(*arguments)

    def encode(self, found, depth=0):
        if depth > MAX_DEPTH:
            return ["deep"]
        if isinstance(found, enum.Enum):
            found = found.value
        if found is None:
            return ["n"]
        if isinstance(found, bool):
            return ["b", bool(found)]
        if isinstance(found, int):
            return ["i", str(int(found))]
        if isinstance(found, float):
            return ["f", from_float(found)]
        if isinstance(found, complex):
            return ["c", from_float(found.real), from_float(found.imag)]
        if isinstance(found, str):
            return ["s", to_base64(found.encode("utf-8", "surrogateescape"))]
        if isinstance(found, bytes):
            return ["y", to_base64(found)]
        if isinstance(found, list):
            return ["l", [self.encode(item, depth + 1) for item in found]]
        if isinstance(found, dict):
            pairs = [[self.encode(key, depth + 1), self.encode(item, depth + 1)] for key, item in found.items()]
            return ["m", sorted(pairs, key=lambda pair: written(pair[0]))]
        if isinstance(found, (set, frozenset)):
            return ["set", sorted((self.encode(key, depth + 1) for key in found), key=written)]
        name = self.names.get(type(found))
        if name is None:
            return ["?", type(found).__qualname__]
        info = self.classes[name]
        if info["form"] == "map":
            return self.encode({key: found[key] for key in found}, depth)
        if info["form"] in PLAIN:
            return self.encode(PLAIN[info["form"]](found), depth)
        fields = [[field["go"], self.encode(getattr(found, field["python"]), depth + 1)] for field in info["fields"]]
        return ["o", name, fields]

    def run(self, input):
        answer = {"id": input["id"]}
        receiver = None
        name = input["function"]
        try:
            arguments = [self.decode(value) for value in input["args"]]
            if self.functions[name]["method"]:
                receiver = arguments[0]
            found = self.call(name, arguments)
            if isinstance(found, tuple):
                answer["out"] = ["t", [self.encode(item) for item in found]]
            else:
                answer["out"] = self.encode(found)
        except NotBuilt:
            answer["out"] = ["unbuilt"]
        except self.main.PanicError as panic:
            answer["out"] = ["panic", str(panic)]
        except self.main.GoError as error:
            answer["out"] = ["error", str(error)]
        except Exception as error:
            # Nothing that Go answers looks like this: it is a difference.
            answer["out"] = ["raised", f"{type(error).__name__}: {error}"]
        if receiver is not None:
            answer["receiver"] = self.encode(receiver)
        return answer


def written(value):
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def main():
    import_name, main_package, plan, inputs = sys.argv[1:]
    with open(plan) as file:
        side = Side(import_name, main_package, json.load(file))
    with open(inputs) as lines:
        for line in lines:
            # Flushed, so that after a crash the last line tells which input it was.
            print(written(side.run(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
