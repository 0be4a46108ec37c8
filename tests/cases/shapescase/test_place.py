import pytest
import shapescase as m


def test_structs_are_named_by_their_place():
    c = m.Config()
    c.server.host, c.server.port = "localhost", 80
    assert c.address() == "localhost:80" and type(c.server) is m.Config_Server
    assert c.server.tls is None
    c.server.tls = m.Config_Server_TLS(cert="x")
    assert c.address() == "localhost:80 x"
    c.server = {"host": "other", "port": 1}
    assert c.address() == "other:1"
    assert repr(c.server) == "Config_Server(host='other', port=1, tls=None)"
    c.users = [{"name": "a", "age": 3}, m.Config_Users("b", 4)]
    assert [u.name for u in c.users] == ["a", "b"]
    c.by = {"x": {"n": 3}}
    assert c.by["x"].n == 3
    assert m.defaults.retries == 3
    m.defaults.retries = 5
    assert m.defaults.retries == 5
    m.defaults = {"retries": 3, "limit": 0.5}
    assert m.swap({"a": 1, "b": 2}) == m.Swap_p(2, 1)
    assert m.Rows([{"x": 2, "y": 3}, {"x": 1, "y": 1}]).total() == 7


def test_interfaces_without_a_name():
    class Square:
        def area(self):
            return 4.0

    assert m.measure(Square()) == 4 and m.measure(m.boxed(3)) == 9 and m.measure(m.unit()) == 1
    with pytest.raises(TypeError, match=r"area\(\)"):
        m.measure(3)

    class Log:
        def printf(self, text, *args):
            self.said = text, args

    log = Log()
    m.log(log, "ready")
    assert log.said == ("%s", ("ready",))


def test_struct_without_fields_is_none():
    assert list(m.signals(3)) == [None, None, None]
    assert m.count([None] * 4) == 4 and m.count(m.signals(2)) == 2
    assert m.Config.zero().done is None


def test_members_with_the_name_of_the_package():
    assert m.Tag("x").shapescase().shapescase == "x"
