"""Prints which of the requirements in the arguments are not met, as JSON."""

import importlib.metadata
import json
import re
import sys

try:
    from packaging.requirements import Requirement
except ImportError:
    try:
        from pip._vendor.packaging.requirements import Requirement
    except ImportError:
        Requirement = None


def met(text):
    name, extras, specifier = re.match(r"\s*([\w.-]*)", text)[1], (), None
    if Requirement:
        requirement = Requirement(text)
        if requirement.marker and not requirement.marker.evaluate():
            return True
        name, extras, specifier = requirement.name, requirement.extras, requirement.specifier
    try:
        version = importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return False
    # What an extra needs is for pip to find out.
    return not extras and (specifier is None or specifier.contains(version, prereleases=True))


print(json.dumps([text for text in sys.argv[1:] if not met(text)]))
