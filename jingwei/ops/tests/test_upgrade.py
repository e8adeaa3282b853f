"""Does an installation of an earlier release become one of today's, and lose nothing?"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import psycopg
import pytest

from jingwei.ops import postgres
from jingwei.ops.folders import REPOSITORY, secret
from jingwei.ops.tests.place import Place

pytestmark = pytest.mark.slow

RELEASES = REPOSITORY / "tests" / "releases"
# What is worked out, queued or signed in: an upgrade may make more or less of it.
OURS = {
    "django_migrations", "django_content_type", "auth_permission", "filled", "fact_layout",
    "session",
}  # fmt: skip
LIVING = ("fact", "procrastinate", "entry", "rule", "dirty_mark", "name_part")


@pytest.fixture(scope="module", params=sorted(RELEASES.glob("*.dump.xz")), ids=lambda one: one.stem)
def upgraded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The place after the upgrade, and how many rows each table had before."""
    dump: Path = request.param
    keys = dump.with_name(dump.name.replace(".dump.xz", ".kit.json"))
    place = Place(tmp_path_factory.mktemp("jw") / "d")
    place.start()
    try:
        subprocess.run(
            [sys.executable, "-m", "jingwei.ops.tests.released", dump, keys], cwd=REPOSITORY,
            env=place.environment(), check=True,
        )  # fmt: skip
        before = rows(place)
        place.done("migrate", "--quiet")
        yield place, before
    finally:
        place.stop()


def rows(place: Place) -> dict[str, int]:
    """Rows by table, seen past every policy."""
    with psycopg.connect(
        host=str(postgres.socket_folder(place.data)), port=postgres.PORT, user="postgres",
        password=secret(place.data, "postgres"), dbname="jingwei",
    ) as connection:  # fmt: skip
        names = connection.execute(
            "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND NOT relispartition"
            " AND relnamespace = 'public'::regnamespace"
        ).fetchall()
        found = {}
        for (name,) in names:
            row = connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()
            found[name] = int(row[0]) if row else 0
        return found


def kept(name: str) -> bool:
    return name not in OURS and not name.startswith(LIVING)


def complaints(place: Place) -> list[str]:
    """What ``./jw check`` finds wrong, but for the server of the tests, which forgoes the disk."""
    seen = json.loads(place.jw("check", "--json").stdout)["looks"]
    return [
        f"{one['code']}: {one['message']}" for one in seen
        if not one["ok"] and one["code"] != "database.durable"
    ]  # fmt: skip


def test_there_is_a_release_to_come_from() -> None:
    assert list(RELEASES.glob("*.dump.xz"))


def test_every_record_is_still_there(upgraded: Any) -> None:
    place, before = upgraded
    after = rows(place)
    assert before["membership"] > 1000
    lost = {name: (count, after.get(name)) for name, count in before.items()
            if kept(name) and after.get(name) != count}  # fmt: skip
    assert lost == {}
    assert after["entry"] >= before["entry"]


def test_everything_agrees_and_the_ledger_is_whole(upgraded: Any) -> None:
    place, _before = upgraded
    assert complaints(place) == []


def test_figures_come_out_the_same_when_they_are_worked_out_anew(upgraded: Any) -> None:
    place, _before = upgraded
    told = json.loads(place.done("figures", "--fill", "--json"))
    assert told
    assert complaints(place) == []
