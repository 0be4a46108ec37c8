"""The app on uvicorn, asked over loopback."""

import json
from concurrent.futures import ThreadPoolExecutor

import origin
import pytest
from serving import Origin, get, uvicorn


@pytest.fixture(scope="module")
def app():
    """The app before the server of pictures that comes with it."""
    with uvicorn("origin:app") as pictures, uvicorn("app:app", ORIGIN=f"http://127.0.0.1:{pictures}") as port:
        yield port


def test_a_thumbnail_is_the_same_however_it_is_called(app):
    bodies = set()
    for way in ("thumbnails", "blocking", "threads"):
        status, body = get(app, f"/{way}/7?width=50")
        assert status == 200, body
        bodies.add(body)
    (body,) = bodies
    assert body.startswith(b"\xff\xd8\xff"), "a JPEG"
    assert body != get(app, "/thumbnails/8?width=50")[1]


def test_many_at_once(app):
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda i: get(app, f"/thumbnails/{i % 3}"), range(100)))
    assert [status for status, _ in answers] == [200] * 100
    assert len({body for _, body in answers}) == 3


@pytest.mark.parametrize("way", ["thumbnails", "blocking", "threads"])
def test_errors_of_go_are_answers(app, way):
    status, body = get(app, f"/{way}/none")
    assert status == 404 and json.loads(body) == {"detail": "no such picture: none"}
    assert get(app, f"/{way}/7?width=0")[0] == 422


def test_the_loop_is_free_while_go_waits():
    with Origin(origin.picture(1)) as pictures, uvicorn("app:app", ORIGIN=pictures.url, AT_ONCE=8) as port:
        with ThreadPoolExecutor(8) as pool:
            thumbnails = [pool.submit(get, port, f"/thumbnails/{i}") for i in range(8)]
            for _ in thumbnails:
                assert pictures.asked.acquire(timeout=60)
            assert json.loads(get(port, "/light")[1]) == {"awaiting": 8}
            assert not any(thumbnail.done() for thumbnail in thumbnails)
            pictures.released.set()
            assert [thumbnail.result()[0] for thumbnail in thumbnails] == [200] * 8
        assert json.loads(get(port, "/light")[1]) == {"awaiting": 0}


def test_an_upstream_that_hangs_is_given_up():
    with Origin(b"") as pictures, uvicorn("app:app", ORIGIN=pictures.url, TIMEOUT=0.05) as port:
        assert get(port, "/thumbnails/1")[0] == 504
        assert get(port, "/threads/1")[0] == 504
