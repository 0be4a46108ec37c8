import importlib.resources
import sys

from . import loud


def main() -> None:
    mark = importlib.resources.files("mixed").joinpath("data", "mark.txt").read_text().strip()
    print(loud(" ".join(sys.argv[1:])) + mark)
