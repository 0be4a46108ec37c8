"""What users write with interfaces of errors: type checkers accept it (tests/test_checkers.py)."""

import errorscase


class Mine(errorscase.NetError):
    def timeout(self) -> bool:
        return True

    def temporary(self) -> bool:
        return False


def retries(kind: str) -> bool:
    try:
        errorscase.net(kind)
    except errorscase.NetError as e:
        waits: errorscase.Timer = e
        return e.temporary() and errorscase.is_temporary(e) and waits.timeout()
    except (errorscase.Retry, errorscase.Slow) as e:
        return bool(e.after()) if isinstance(e, errorscase.Retry) else False
    return False


def of_a_type(e: errorscase.NetError) -> str:
    return e.name if isinstance(e, errorscase.Op) else str(e)


def used() -> list[object]:
    last = errorscase.last_net("near")
    assert last is not None
    return [retries("lost"), retries("busy"), of_a_type(errorscase.Op(name="x")), of_a_type(last), errorscase.is_temporary(Mine("mine"))]
