"""Do two clerks at once, or one whose post ends midway, leave the rosters whole?"""

import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from conftest import as_owner
from jingwei.kernel.access.models import Grant
from jingwei.kernel.access.scope import acting
from jingwei.kernel.findings import Refused
from jingwei.kernel.people.models import Membership, Person
from jingwei.kernel.ranges import closed
from jingwei.ops.imports import actions
from jingwei.ops.imports.models import Batch
from jingwei.ops.imports.queries import groups
from jingwei.ops.imports.tests.apart import Apart, apart, importing, man
from jingwei.ops.imports.tests.test_actions import bring, rows
from jingwei.ops.imports.tests.test_kinds_path import POSITIONS, UNITS
from jingwei.ops.imports.tests.test_member_path import FRESH, number, roster
from jingwei.ops.imports.tests.test_tree_rosters import HEAD
from jingwei.ops.imports.writing.batch import write_batch

NUMBERED = FRESH.format(number=number(11))
UNNUMBERED = FRESH.format(number="")
ORGANISATION = HEAD + "东镇新设党支部,,党支部,东镇党委,示例人,法人单位,示例机械厂,,非公有制企业\n"


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("members", roster(NUMBERED)), ("members", roster(UNNUMBERED)),
        ("organisations", ORGANISATION.encode()), ("units", UNITS.encode()),
        ("positions", POSITIONS.encode()),
    ],
    ids=["numbered", "without a number", "organisations", "units", "positions"],
)  # fmt: skip
def test_the_same_file_of_two_clerks_goes_in_once(town: Any, kind: str, content: bytes) -> None:
    """Both have judged it before either writes; the second is told, and looks again."""
    with acting(town.lin_scope) as lin:
        one, two = bring(town, content, kind), bring(town, content, kind)
        assert one.new == two.new > 0
        assert actions.confirm_batch(batch=one, by=lin, at=town.at)
        assert actions.confirm_batch(batch=two, by=lin, at=town.at) is None
        two.refresh_from_db()
        assert (two.state, two.new, two.changed) == (Batch.State.CHECKING, 0, 0)
        assert two.problem["code"] == "import.meanwhile"


def test_a_row_that_somebody_changed_meanwhile_is_judged_again(town: Any) -> None:
    row = "东甲,,990000198001010012,东镇第二党支部,,,13911111111,,"
    with acting(town.lin_scope) as lin:
        batch = bring(town, roster(row))
        Person.everything.filter(pk=town.people["东甲"].pk).update(version=7, updated_at=town.at)
        assert actions.confirm_batch(batch=batch, by=lin, at=town.at) is None
        batch.refresh_from_db()
        assert batch.problem == {"code": "import.meanwhile", "params": {"n": 1}}
        assert Membership.objects.within(lin).filter(person=town.people["东甲"]).count() == 1


def test_a_branch_dissolved_meanwhile_takes_nobody(town: Any) -> None:
    from jingwei.kernel.orgs.models import Organisation

    content = roster(NUMBERED.replace("东镇第一党支部", "东镇第二党支部"))
    with acting(town.lin_scope) as lin:
        batch = bring(town, content)
        Organisation.everything.filter(pk=town.east_two.pk).update(
            held=closed(town.east_two.held, town.on)
        )
        assert actions.confirm_batch(batch=batch, by=lin, at=town.at) is None
        said = {one["code"]: one["params"] for one in rows(batch)[2].issues}
        assert said["org.ended"] == {"name": "东镇第二党支部", "day": town.on.isoformat()}
        (group,) = [one for one in groups(batch) if one.code == "org.ended"]
        assert str(group.sentence) == f"“东镇第二党支部”已于{town.on}撤销，请写现在的党组织。"


def test_a_number_that_the_neighbour_wrote_meanwhile_is_said(town: Any) -> None:
    """Out of sight: only the key of the table knows it, and nothing of it is told."""
    with acting(town.lin_scope):
        mine = bring(town, roster(NUMBERED))
    with acting(town.gu_scope) as gu:
        theirs = actions.open_batch(
            kind="members", name="西.csv", as_of=None, by=gu, at=town.at,
            content=roster(NUMBERED.replace("东镇第一党支部", "西镇第一党支部")),
        )  # fmt: skip
        theirs = actions.read_batch(batch=theirs, by=gu, at=town.at)
        write_batch(batch=theirs, by=gu, at=town.at)
    with acting(town.lin_scope) as lin:
        assert actions.confirm_batch(batch=mine, by=lin, at=town.at) is None
        (issue,) = rows(mine)[2].issues
        assert issue["code"] == "person.elsewhere"


def test_who_lost_the_post_meanwhile_writes_nothing(town: Any) -> None:
    with acting(town.lin_scope) as lin:
        batch = bring(town, roster(NUMBERED))
    with as_owner():
        grant = Grant.everything.get(pk=town.grants["lin"].pk)
        grant.held = closed(grant.held, town.on - timedelta(days=1))
        grant.save(update_fields=["held"])
    with acting(lin), pytest.raises(Refused) as refused:
        write_batch(batch=batch, by=lin, at=town.at)
    assert refused.value.codes == {"access.duty"}
    with as_owner():
        assert not Person.everything.filter(name="东新").exists()
        assert Batch.everything.get(pk=batch.pk).state == Batch.State.CHECKING


@pytest.fixture(scope="module")
def place(django_db_setup: None, django_db_blocker: Any) -> Iterator[Apart]:
    with django_db_blocker.unblock():
        template = connections["default"].settings_dict["NAME"]
        connections.close_all()
        with apart(template) as found:
            yield found


def together(place: Apart, *tasks: tuple[Path, str]) -> list[int]:
    """Imports by processes that start at once; how each of them ended."""
    ended: dict[int, int] = {}

    def one(at: int, file: Path, post: str) -> None:
        with place.start(*importing(file, post)) as process:
            _, err = process.communicate(timeout=240)
        ended[at] = process.returncode
        assert b"Traceback" not in err, err.decode()

    threads = [threading.Thread(target=one, args=(at, *task)) for at, task in enumerate(tasks)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [ended[at] for at in range(len(tasks))]


def people(first: int, count: int, branch: str, name: str = "") -> bytes:
    """Members of a branch: two thirds with a number, the others known by name and birth."""
    lines = []
    for at in range(first, first + count):
        line = FRESH.format(number=man(at) if at % 3 else "").replace("东镇第一党支部", branch)
        lines.append(line.replace("东新", f"{name}{at}") if name else line)
    return roster(*lines)


@pytest.mark.slow
@pytest.mark.django_db
def test_clerks_at_once_neither_lose_nor_double_nor_block_one_another(
    place: Apart, tmp_path: Path
) -> None:
    """The same file twice, one that overlaps it, and the neighbour's, all at the same moment."""
    files = {
        "same": people(1, 300, "东镇第一党支部", "同"),
        "half": people(150, 300, "东镇第一党支部", "同"),
        "west": people(600, 300, "西镇第一党支部", "邻"),
    }  # fmt: skip
    for name, content in files.items():
        (tmp_path / f"{name}.csv").write_bytes(content)
    before = place.written()["person"]
    east, half, west = (tmp_path / f"{name}.csv" for name in files)
    ended = together(place, (east, "lin"), (east, "lin"), (half, "lin"), (west, "gu"))
    assert set(ended) <= {0, 1}  # 1: nothing was left to write
    assert place.written()["person"] == before + 449 + 300
    assert place.one("SELECT count(*) - count(DISTINCT name) FROM person") == 0
    assert place.one(
        "SELECT count(*) FROM person p WHERE NOT EXISTS (SELECT 1 FROM membership m"
        " WHERE m.person_id = p.id AND upper_inf(m.held))"
    ) == 0  # fmt: skip
