"""Does the demo city show elections held, postponed, repeated, under way, and do they add up?"""

from pathlib import Path

import pytest

from conftest import TODAY, as_owner
from jingwei.ops.demo.load import load_city
from jingwei.work.membership.elections import queries
from jingwei.work.membership.elections.models import Candidate, Election, Round

pytestmark = pytest.mark.slow


def test_a_year_of_elections_adds_up(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "jingwei-data").touch()
    monkeypatch.setenv("JINGWEI_DATA", str(tmp_path))
    with as_owner():
        summary = load_city(size="small", today=TODAY)
        assert summary.counts["elections"] == Election.everything.count() > 5
        done = Election.everything.filter(state="done")
        assert done.exists()
        assert Election.everything.exclude(state="done").exists()
        for row in done:
            assert set(row.present) <= set(row.entitled)
            assert not set(queries.left_of(row, row.offices).values()) - {0}, str(row)
        rounds = list(Round.everything.all())
        tallies = queries.tallies_of(rounds)
        for one in rounds:
            assert all(t.yes + t.no + t.abstained == one.valid for t in tallies[one.pk])
            judged = queries.judged(one, tallies[one.pk])
            assert [t.is_elected for t, _j in judged] == [j.is_elected for _t, j in judged], one
        assert not Candidate.everything.filter(name="").exists()
