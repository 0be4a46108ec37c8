import asyncio
import contextlib
import copy
import gc
import os
import pickle
import traceback

import errorvaluecase as m
import pytest


def raised(kind):
    with pytest.raises(Exception) as info:
        m.fail(kind)
    return info.value


# ---- out ----


def test_an_error_is_an_exception_that_nobody_raised():
    err = m.make("hidden")
    assert type(err) is m.GoError and str(err) == "hidden" and err.__traceback__ is None
    with pytest.raises(m.GoError) as info:
        raise err
    assert info.value is err


def test_its_class_is_that_of_one_that_is_raised():
    assert type(m.make("stop")) is m.ErrStop
    assert type(m.make("code")) is m.Code and type(m.make("text")) is m.Text
    op = m.make("op")
    assert isinstance(op, m.OpError) and isinstance(op, m.ErrNotFound)  # which it wraps
    late = m.make("deadline")
    assert isinstance(late, TimeoutError) and isinstance(late, m.GoError)
    assert m.make("nothing") is None and m.make("no") is None


def test_fields_variables_items_and_channels():
    assert type(m.last.err) is m.ErrStop
    failures = m.failures
    assert str(failures["hidden"]) == "hidden" and failures["none"] is None
    assert [type(e).__name__ for e in m.all()] == ["NoneType", "GoError", "ErrStop", "OpError", "Code", "Text"]
    assert [e.value.number for e in m.stream(3)] == [0, 1, 2]
    many = m.Many([ValueError("x"), None])
    assert [str(e) for e in many.unwrap()] == ["x", "None"]


def test_the_value_of_an_error_whose_type_has_a_class():
    for err in (raised("op"), m.make("op")):
        assert err.value is err and isinstance(err, m.OpError) and err.op == "open"
        assert type(err.value.err) is m.ErrNotFound
    assert raised("wrapped op").value.op == "open" and str(raised("wrapped op")) == "wrapped: open: EOF"
    assert raised("joined").value == m.Code(7)
    assert raised("code").value.number == 3
    assert raised("text").value == "a text" and type(raised("text")) is m.Text
    assert isinstance(raised("many").value, m.Many)
    assert raised("hidden").value is None and m.GoError("x").value is None


def test_unwrap_returns_and_what_fails_raises():
    op = m.make("op").value
    cause = op.unwrap()
    assert type(cause) is m.ErrNotFound and str(cause) == "not found"
    with pytest.raises(m.ErrNotFound) as info:
        op.check()
    assert info.value.results == ("open",)
    assert [str(e) for e in raised("many").value.unwrap()] == ["code 1", "hidden"]


def test_a_nil_pointer_that_is_an_error():
    err, n = m.nil_pointer()
    assert n == 0 and str(err) == "a nil *errorvaluecase.OpError"


# ---- in ----


def test_an_exception_that_came_out_of_go_is_the_go_error():
    for kind in ("hidden", "wrapped hidden", "joined"):
        for err in (raised(kind), m.make(kind)):
            assert m.is_hidden(err) and m.text_of(err) == str(err)
            again, _ = m.same(err)
            assert str(again) == str(err) and m.identical(again, err)
    assert m.type_of(raised("wrapped hidden")) == "*fmt.wrapError"
    assert m.op_of(raised("wrapped op")) == "open"
    assert m.identical(raised("stop"), m.ErrStop)


@pytest.mark.parametrize("text", ["", "a", "ä", "no\0 end", "\udcff", "x" * 40, "long " * 20, "long " * 20_000])
@pytest.mark.parametrize("beside", [0, 7])
def test_an_error_that_is_a_text_and_nothing_more(text, beside):
    with pytest.raises(m.GoError) as caught:
        m.say(text, beside)
    err = caught.value
    assert type(err) is m.GoError and err.args == (text,) and str(err) == text
    assert err.results == ((beside,) if beside else None) and err.__cause__ is None and err.__context__ is None
    again, _ = m.same(err)
    assert m.identical(again, err) and m.text_of(err) == text and m.type_of(err) == "*errors.errorString"
    other = pickle.loads(pickle.dumps(err))
    assert other.args == (text,) and other.results == err.results and not m.identical(other, err)


def test_an_error_of_the_standard_library_is_of_pythons_class():
    with pytest.raises(EOFError) as caught:
        m.eof()
    assert m.identical(caught.value, m.same(caught.value)[0])


def test_instances_of_classes_that_are_errors():
    assert m.op_of(m.OpError(op="write", err=ValueError("x"))) == "write"
    assert m.type_of(m.Code(4)) == "errorvaluecase.Code" and m.text_of(m.Code(4)) == "code 4"
    assert m.text_of(m.Text("hello")) == "hello"
    assert m.type_of(m.make_coder(2)) == "errorvaluecase.coder"
    with pytest.raises(TypeError, match="expected an exception or None, got Result"):
        m.text_of(m.Result())


def test_sentinels_are_taken_by_their_class():
    assert m.is_(m.ErrStop, m.ErrStop) and not m.is_(m.ErrStop, m.ErrNotFound)
    assert m.identical(m.ErrStop(), m.ErrStop)
    more = m.ErrNotFound("user 7")
    assert m.is_(more, m.ErrNotFound) and not m.identical(more, m.ErrNotFound)
    assert m.same(more)[0] is more
    assert m.is_(raised("op"), m.ErrNotFound)


def test_any_exception_of_python():
    error = KeyError("k")
    assert m.text_of(error) == "KeyError: 'k'" and m.same(error)[0] is error
    assert m.text_of(ValueError) == "ValueError"
    assert m.is_deadline(TimeoutError("late")) and not m.is_deadline(error)
    wrapped, _ = m.wrap(error)
    assert type(wrapped) is m.GoError and wrapped.__cause__ is error and m.is_(wrapped, error) is True
    with pytest.raises(TypeError, match="expected an exception or None, got str"):
        m.text_of("x")
    with pytest.raises(TypeError, match=r"item 1 of errs: expected an exception or None, got int|errs\[1\]"):
        m.texts([None, 1])
    assert m.texts([None, error, m.ErrStop, m.Code(1), raised("text")]) == ["nil", "KeyError: 'k'", "stop", "code 1", "a text"]


def test_fields_are_assigned():
    r = m.Result("x", ValueError("y"))
    assert type(r.err) is ValueError
    r.err = m.ErrStop
    assert type(r.err) is m.ErrStop
    r.err = None
    assert r.err is None


# ---- callbacks ----


def test_callbacks_get_errors_and_their_errors_are_found():
    seen = []
    assert m.visit([None, ValueError("x"), m.ErrStop], seen.append) == 3
    assert [type(e) for e in seen] == [type(None), ValueError, m.ErrStop]

    def stop(err):
        if err:
            raise m.ErrStop

    assert m.visit([None, None, ValueError()], stop) == 2

    def again(err):
        raise err

    with pytest.raises(ValueError) as info:
        m.visit([ValueError("mine")], again)
    assert str(info.value) == "mine" and info.value.__notes__ == ["visit: ValueError: mine"]


def test_what_callbacks_raise_is_what_it_stands_for():
    def raises(e):
        def f():
            raise e

        return f

    assert m.call(raises(m.ErrNotFound)) == "true false false true"
    assert m.call(raises(m.ErrNotFound("more"))) == "true false false false"
    assert m.call(raises(raised("wrapped hidden"))) == "false true false false"
    assert m.call(raises(TimeoutError())) == "false false true false"
    assert m.call(raises(KeyError())) == "false false false false"
    error = raised("hidden")
    with pytest.raises(m.GoError) as info:
        m.through(raises(error))
    assert info.value is error


# ---- the exceptions ----


def test_a_chain_of_errors_is_pickled_once_for_each():
    """Each error was pickled twice by the one that holds it, and so 2**40 times."""
    err = m.OpError("0", ValueError("the last"))
    for n in range(40):
        err = m.OpError(str(n), err)
    again = pickle.loads(pickle.dumps(err))
    for n in reversed(range(40)):
        assert again.op == str(n)
        again = again.err
    assert again.op == "0" and type(again.err) is ValueError


def test_what_can_not_be_pickled_in_a_chain_is_left_out():
    class Local(Exception):
        pass

    err = m.OpError("innermost", Local())
    for n in range(6):
        err = m.OpError(str(n), err)
    again, ops = pickle.loads(pickle.dumps(err)), []
    while again:
        ops.append(again.op)
        again = again.err
    assert ops == ["5", "4", "3", "2", "1", "0", "innermost"]


def test_they_are_pickled_and_copied():
    for err in (raised("op"), m.make("wrapped hidden"), raised("text")):
        for other in (pickle.loads(pickle.dumps(err)), copy.copy(err), copy.deepcopy(err)):
            assert type(other) is type(err) and str(other) == str(err)
    assert copy.copy(raised("op")).value.op == "open"
    assert pickle.loads(pickle.dumps(raised("text"))).value == "a text"
    again = pickle.loads(pickle.dumps(raised("op")))
    assert again.op == "open" and type(again.err) is m.ErrNotFound and str(again) == "open: not found"
    assert pickle.loads(pickle.dumps(raised("deadline"))).args == raised("deadline").args


def test_nothing_is_left_of_them():
    def use():
        for kind in ("op", "wrapped op", "joined", "code", "text", "hidden", "many"):
            err = raised(kind)
            m.same(err), m.same(m.make(kind)), m.all()
            m.visit([err, KeyError()], lambda e: None)
            with pytest.raises(m.GoError):
                m.say(kind, 1)
        iter(m.stream(5))

    use()
    gc.collect()
    before = m.__gophersnake__.handles
    for _ in range(50):
        use()
    gc.collect()
    assert m.__gophersnake__.handles <= before + 20


def test_async():
    async def main():
        with pytest.raises(m.GoError) as info:
            await m.aio.fail("wrapped hidden")
        assert await m.aio.is_hidden(info.value)
        with pytest.raises(m.ErrNotFound) as info:
            await m.aio.fail("op")
        assert info.value.value.op == "open"
        assert [str(e) async for e in m.aio.stream(2)] == ["code 0", "code 1"]
        err, _ = await m.aio.same(ValueError("v"))
        assert type(err) is ValueError

    asyncio.run(main())


def test_a_class_may_say_anything_of_its_attributes():
    (block,) = BaseException.args.__get__(raised("hidden"))
    answers = iter([{"__go_error__": block}, {}])

    class Odd(m.GoError):
        @property
        def __dict__(self):
            return next(answers)

    assert m.is_hidden(Odd("x")) and next(answers) == {}


# ---- in what holds them ----


def test_errors_that_are_copies_are_not_written():
    for _ in range(20):
        w = m.Weights()
        for copied in (w.one, w.any, w.err, w.shown[0], w.by_name["value"], w.map["a"], *w.keys):
            assert isinstance(copied, m.Weight) and copied.grams == 3
            with pytest.raises(AttributeError, match="belongs to a copy"):
                copied.grams = 5
        for shared in (w.shown[1], w.by_name["pointer"], w.pointer["a"], w.list[1]):
            shared.grams = 7
        assert [w.shown[1].grams, w.by_name["pointer"].grams, w.pointer["a"].grams, w.list[1].grams] == [7] * 4
        gc.collect()


def test_lists_of_errors_are_read_anew():
    w = m.Weights()
    weights = w.list
    first = weights[0]
    w.add(5)
    weights.append(m.Weight(6))
    weights.insert(0, m.Weight(2))
    assert [e.grams for e in w.list] == [2, 3, 4, 5, 6] and first.grams == 3


def test_fields_are_keywords_of_an_errors_constructor():
    class Derived(m.Limit):
        pass

    for cls in (m.Limit, Derived):
        limit = cls("size", max=3)
        assert type(limit) is cls and (limit.of, limit.max, str(limit)) == ("size", 3, "size is limited to 3")
        with pytest.raises(TypeError, match="'max': expected int"):
            cls("size", max="3")
        with pytest.raises(TypeError, match="unexpected keyword argument 'other'"):
            cls("size", other=3)


def test_errors_of_a_parent_are_exceptions_with_a_text():
    """Of a class that Go has made of several, as those that wrap others are, as of one."""

    class Derived(m.Limit):
        pass

    errors = {kind: raised(kind) for kind in ("op", "wrapped op", "joined", "code", "text", "hidden", "wrapped hidden", "stop", "many", "coder")}
    errors["derived"] = Derived("size")
    child = os.fork()
    if child == 0:
        with wrong_code_at_failure():
            for kind, e in errors.items():

                def raises():
                    raise e

                assert str(e) in m.text_of(e) and str(e) in m.texts([e])[0], kind
                same = m.same(e)[0]  # a text is over nothing of the parent's, so it is made anew as any that Python has made
                assert same is e or type(e) is m.ErrStop or (kind == "text" and same == e), kind
                with pytest.raises(type(e)) as info:
                    m.through(raises)
                assert info.value is e or type(e) is m.ErrStop, kind
                assert m.op_of(e) == "", kind
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


@contextlib.contextmanager
def wrong_code_at_failure():
    """Ends a child process, which has no tests to run."""
    try:
        yield
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def test_an_exception_whose_method_can_not_be_had():
    """Go gets it as it is: the exception comes first, what is wrong with it does not matter."""

    class Stubborn(m.Coder, Exception):
        times = 0

        @property
        def code(self):
            self.times += 1
            if self.times % 2 == 0:
                raise KeyError("no code")
            return lambda: 1

        def error(self):
            return "stubborn"

    def raises():
        raise e

    for first in (0, 1):
        e = Stubborn()
        e.times = first
        with pytest.raises(Stubborn) as info:
            m.through(raises)
        assert info.value is e
    e.times = 0
    with pytest.raises(KeyError, match="no code") as info:
        m.text_of(e)
    (note,) = info.value.__notes__
    assert note.startswith("text_of() argument 'err': raised while reading ")


def test_an_error_that_is_made_of_another_is_a_value():
    cause = ValueError("no way")
    made = m.permanent(cause)
    assert isinstance(made, m.GoError) and str(made) == "permanent: ValueError: no way" and made.__cause__ is cause
    assert m.permanent(None) is None

    def fails(n):
        if n == 3:
            raise m.permanent(cause)
        raise KeyError(n)

    with pytest.raises(ValueError) as caught:
        m.retry(fails)
    assert caught.value is cause
    assert m.retry(lambda n: None if n == 2 else m.ErrStop()) == 2


def test_functions_that_make_errors_return_them():
    made = m.new_trouble("much")
    assert isinstance(made, m.GoError) and str(made) == "much"
    whole = m.new_trouble_of("all", made, m.new_trouble("b"))
    assert str(whole) == "all" and m.is_(whole, made)
    with pytest.raises(m.GoError, match="much") as caught:
        raise m.new_trouble("much")
    assert caught.value.__cause__ is None
    with pytest.raises(m.ErrStop):
        m.new_session("x")
