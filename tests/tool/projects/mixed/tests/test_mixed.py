from mixed import loud


def test_loud():
    assert loud("a") == "<b>A</b>"
