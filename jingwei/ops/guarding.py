"""How does a command end? In a sentence and a status that scripts know; never in a traceback for
what was to be expected."""

import logging
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, Final

from jingwei.kernel.findings import Refused
from jingwei.ops import answering
from jingwei.ops.answering import ERR
from jingwei.ops.children import STOPPED, Interrupted
from jingwei.ops.words import REASONS, Stopped, _, reason, told

REFUSED: Final = 2
FAULT: Final = 70
SIGNALS: Final[tuple[int, ...]] = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def guarded(act: Callable[[], int | None]) -> int:
    """Do it; an expected reason to stop becomes a sentence and a status."""
    # What the driver says of a transaction that was cut short is no news: we say why.
    logging.getLogger("psycopg").addFilter(_is_news)
    with _signals():
        try:
            return act() or 0
        except Stopped as stopped:
            return _say(REFUSED, (stopped.code, str(stopped)))
        except Refused as refused:
            return _say(REFUSED, *((one.code, told(one)) for one in refused.findings))
        except KeyboardInterrupt as stopped:
            number = getattr(stopped, "number", signal.SIGINT)
            errors = [("interrupted", _("已停止。"))]
            answering.refuse(errors, is_told=getattr(stopped, "is_told", False))
            return STOPPED + number
        except BrokenPipeError:
            # The reader (`| head`) has left; Python would complain once more at the end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 1
        except Exception as error:
            known = None if os.environ.get("JINGWEI_DEBUG") else expected(error)
            if known:
                return _say(REFUSED, known)
            traceback.print_exc()
            return _say(FAULT, ("fault", _("程序自己出了错，请把上面几行交给维护的人。")))


def _is_news(record: logging.LogRecord) -> bool:
    return not str(record.msg).startswith("error ignored in")


def expected(error: Exception) -> tuple[str, str] | None:
    """Code and sentence for what the machine, not the program, is to blame for."""
    if isinstance(error, OSError) and error.errno in REASONS:
        what = f"{error.filename}：" if error.filename else ""
        said = _("没有做完：{what}{why}。").format(what=what, why=reason(error))
        return "file.unusable", said
    if _is_of_the_server(error):
        return "database.lost", _("数据库中断了，没有做完；请看 ./jw doctor，再试一次。")
    return None


def _is_of_the_server(error: BaseException | None) -> bool:
    kinds = {kind.__qualname__ for kind in type(error).__mro__ if kind.__module__ != "builtins"}
    lost = "OperationalError" in kinds and not kinds & {"QueryCanceled", "DeadlockDetected"}
    return lost and "connection" in str(error).lower()


@contextmanager
def _signals() -> Iterator[None]:
    """The first signal ends the work; those after it are told that the end is on its way."""
    asked: list[int] = []

    def interrupt(number: int, _frame: FrameType | None) -> None:
        if asked or os.isatty(
            ERR
        ):  # at a terminal somebody waits; leaving a database takes a while
            os.write(ERR, ("\r\033[K" * (not asked) + _("正在停止，请稍候。") + "\n").encode())
        if asked:
            return
        asked.append(number)
        raise Interrupted(number)

    usual: dict[int, Any] = {}
    for number in SIGNALS:
        # Under nohup, or behind a script, one of them is to be ignored: by us too.
        if signal.getsignal(number) is not signal.SIG_IGN:
            usual[number] = signal.signal(number, interrupt)
    try:
        yield
    finally:
        for number, before in usual.items():
            signal.signal(number, before)


def _say(status: int, *errors: tuple[str, str]) -> int:
    answering.refuse(errors)
    return status
