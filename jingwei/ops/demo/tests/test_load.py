"""Can the demo city be loaded on any day, and again after a stop?

These begin without it; what asks a loaded one lies in ``city``."""

from datetime import date
from typing import Any

import pytest

from conftest import AT, TODAY, as_owner
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.people.models import Person
from jingwei.kernel.places.models import Division
from jingwei.ops.demo.load import load_city
from jingwei.ops.demo.remove import remove_city
from jingwei.ops.words import Stopped

pytestmark = pytest.mark.slow


def test_no_part_is_empty_on_the_first_of_a_month_either(db: None) -> None:
    with as_owner():
        told = load_city(size="small", today=date(2026, 12, 1))
    assert [part for part, count in told.counts.items() if not count] == []


def test_a_stop_halfway_leaves_nothing(db: None) -> None:
    def stop(sentence: str) -> None:
        if sentence.startswith("组织关系"):
            raise KeyboardInterrupt

    with as_owner():
        with pytest.raises(KeyboardInterrupt):
            load_city(size="small", today=TODAY, progress=stop)
        assert not Organisation.everything.exists()
        assert not Person.everything.exists()
        assert not Division.objects.filter(is_demo=True).exists()
        load_city(size="small", today=TODAY)  # and it can be begun again


def test_an_unknown_size_is_refused_in_words(db: None) -> None:
    with as_owner(), pytest.raises(Stopped, match="small或full"):
        load_city(size="huge", today=TODAY)


def test_nothing_to_remove_is_said(town: Any) -> None:
    with as_owner(), pytest.raises(Stopped, match="没有装示范城市"):
        remove_city(at=AT)
