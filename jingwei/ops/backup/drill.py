"""Can we come back? A backup is restored to a place that is thrown away, and the clock is read."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from jingwei.ops import children
from jingwei.ops.backup import kit
from jingwei.ops.database import ADDRESSES
from jingwei.ops.folders import REPOSITORY
from jingwei.ops.words import Stopped, _

# RELIABILITY R12, for a city.
LOSS_ALLOWED, DOWN_ALLOWED = 300, 1800


@dataclass(frozen=True)
class Report:
    """``lost``: seconds of work that a loss of the disk now would cost; ``down``: seconds to be
    back with every table equal."""

    tables: dict[str, dict[str, Any]]
    as_of: datetime
    lost: float
    down: float
    findings: list[dict[str, Any]]


def hold(backup: Path, keys: Path, *, at: datetime) -> Report:
    """Restore ``backup`` by the ordinary command into a folder of its own; look at it; delete it.

    ``at`` is the moment the disk is imagined lost.
    """
    folder = Path(tempfile.mkdtemp(prefix="jw-drill-"))
    try:
        told = _run("restore", str(backup), "--keys", str(keys), "--json", data=folder / "data")
        seen = _run("check", "--json", data=folder / "data", allowed=(0, 1, 2))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    as_of = datetime.fromisoformat(told["as_of"])
    lost = (at - as_of).total_seconds()
    return Report(told["tables"], as_of, lost, told["seconds"], seen["looks"])


def _run(*typed: str, data: Path, allowed: tuple[int, ...] = (0,)) -> Any:
    # The drill never touches a configured server: it has one of its own.
    names = {*ADDRESSES.values(), "JINGWEI_DATABASE_NAME", "JINGWEI_KEY_FILE", "JINGWEI_ROLE",
             "DJANGO_SETTINGS_MODULE"}  # fmt: skip
    clean = {name: value for name, value in os.environ.items() if name not in names}
    done = children.run(
        [sys.executable, "-m", "jingwei", *typed, "--data", str(data)],
        env={**clean, "JINGWEI_DATA": str(data)}, cwd=REPOSITORY,
        stdout=subprocess.PIPE,
    )  # fmt: skip
    if done.returncode not in allowed:
        raise Stopped(_("演练没有完成，原因见上面几行。"))
    return json.loads(done.stdout)


def own_kit(data: Path, folder: Path, *, at: datetime) -> Path:
    """A kit for this drill only; it does not count as keys kept apart."""
    place, stamp = folder / "kit.json", kit.stamp(data)
    kit.write(data, place, at=at)
    if stamp:
        (data / kit.STAMP).write_text(json.dumps(stamp) + "\n")
    else:
        (data / kit.STAMP).unlink()
    return place
