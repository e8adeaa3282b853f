"""Where do the random values of a test come from? Out of its own name.

A random id may hold any digits and a random code two equal signs, so that one test in some
thousands would fail with nobody at fault. Here every test, and every fixture that several tests
share, draws from a stream of its own: what passed once passes again, here and in CI.
`./jw test --chance 7` draws other values, to look for what holds by luck alone.

Only this process is led: a program that a test starts, and ids that the database draws, are as
random as ever.
"""

import hashlib
import itertools
import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import hypothesis
import pytest

OTHER = os.environ.get("JINGWEI_TEST_CHANCE", "")
"""Said by somebody who looks for other values than those of every day."""

_real, _led = os.urandom, os.getpid()
_streams: list["Stream"] = []

# A busy machine is slow and not wrong: no trial fails for the time it takes.
hypothesis.settings.register_profile(
    "steady", deadline=None, database=None, derandomize=not OTHER,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)  # fmt: skip
hypothesis.settings.load_profile("steady")


class Stream:
    """Bytes that look random and follow from a name; safe for several threads at once."""

    def __init__(self, name: str) -> None:
        self.key = hashlib.sha256(f"{OTHER}|{name}".encode()).digest()
        self.blocks = itertools.count()

    def __call__(self, size: int) -> bytes:
        told = self.key + next(self.blocks).to_bytes(8)
        return hashlib.shake_256(told).digest(size)


def _draw(size: int) -> bytes:
    """What ``os.urandom`` says while a stream is there; a forked child draws for itself."""
    if _streams and os.getpid() == _led:
        return _streams[-1](size)
    return _real(size)


@contextmanager
def out_of(name: str) -> Iterator[None]:
    """All random values of a block follow from a name."""
    stream, before = Stream(name), random.getstate()
    random.seed(stream.key)
    _streams.append(stream)
    try:
        yield
    finally:
        _streams.remove(stream)
        random.setstate(before)


def pytest_configure(config: pytest.Config) -> None:
    """``secrets`` and ``uuid`` draw by these two names."""
    os.urandom = random._urandom = _draw  # type: ignore[attr-defined]
    config.add_cleanup(partial(_undo))


def _undo() -> None:
    os.urandom = random._urandom = _real  # type: ignore[attr-defined]


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Any:
    """A test, with its own fixtures."""
    with out_of(item.nodeid):
        return (yield)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_fixture_setup(fixturedef: Any, request: pytest.FixtureRequest) -> Any:
    """What several tests share must not depend on which of them comes first."""
    if fixturedef.scope == "function":
        return (yield)
    place = getattr(request, "param_index", 0)
    with out_of(f"{fixturedef.baseid}::{fixturedef.argname}[{place}]"):
        return (yield)
