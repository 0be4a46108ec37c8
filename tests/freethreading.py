"""What is different on a Python without a GIL."""

import sys

import pytest

FREE_THREADED = not getattr(sys, "_is_gil_enabled", lambda: True)()
change_is_seen = pytest.mark.skipif(FREE_THREADED, reason="without a GIL a list or a dict is read as it was when its reading began")
classes_end = pytest.mark.skipif(FREE_THREADED and sys.version_info < (3, 14), reason="3.13 without a GIL makes classes immortal once a thread was started")
any_thread_finalizes = pytest.mark.skipif(FREE_THREADED, reason="without a GIL the thread that has made an object finalizes it, at any moment")
