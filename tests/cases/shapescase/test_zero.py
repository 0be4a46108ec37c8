import pytest
import shapescase as m


def test_every_struct_has_its_zero_value():
    a = m.Matrix.zero()
    assert type(a) is m.Matrix and a.size() == 0
    a.grow(3)
    assert a.size() == 3
    with pytest.raises(TypeError, match=r"Matrix\(\) missing required argument: 'rows'") as info:
        m.Matrix()
    assert info.value.__notes__ == ["Matrix.zero() makes Go's zero value"]
    with pytest.raises(TypeError, match="missing required argument: 'cols'") as info:
        m.Matrix(2)
    assert not hasattr(info.value, "__notes__")
    assert m.Matrix(2, 3).size() == 6
    assert m.Zeroed.zero_().n == 0 and m.Zeroed(3).zero() == 0

    class Derived(m.Matrix):
        pass

    assert type(Derived.zero()) is Derived
    with pytest.raises(TypeError):
        m.Matrix.zero(1)


def test_a_class_says_which_functions_make_it():
    assert m.Writer.__doc__.endswith("Instances come from open() and create().")
    with pytest.raises(m.PanicError, match="nil pointer") as info:
        m.Writer().write("x")
    assert "a zero value of Writer may be of no use: instances come from open() and create()" in info.value.__notes__
    assert m.open("x").write("abc") == 3 and m.create().write("a") == 1
    assert "Instances come from" not in m.Matrix.__doc__
    assert m.Limited.__doc__.endswith("Instances come from new_limited().") and m.new_limited(lambda: "text").read() == "t"
