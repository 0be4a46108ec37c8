"""The class of arrays over Go's memory. Modules do not import it; hints name it, and pickles."""

from ._native import array as _array

Array = _array()
