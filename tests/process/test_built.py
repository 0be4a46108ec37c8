"""What test_releases.py and test_several.py need. These measure, so nothing else may run then: it is built before."""

import built
import pytest

pytestmark = pytest.mark.once


@pytest.mark.skipif("not built.has_earlier()", reason=built.NO_EARLIER)
def test_the_earlier_release_builds_a_package():
    assert (built.earlier() / "guestcase" / "__init__.py").exists()


def test_a_go_library_of_another_maker_builds():
    assert built.foreign().exists()
