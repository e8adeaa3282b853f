"""An installation of its own for tests that restart, kill, restore and search it whole."""

import csv
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jingwei.kernel.rulebook.codes import identity
from jingwei.ops import postgres
from jingwei.ops.database import ADDRESSES
from jingwei.ops.folders import REPOSITORY

LEFT_OUT = {
    *ADDRESSES.values(), "JINGWEI_DATA", "JINGWEI_ROLE", "JINGWEI_TEST_DB", "JINGWEI_KEY_FILE",
    "JINGWEI_DATABASE_NAME", "DJANGO_SETTINGS_MODULE", "JINGWEI_LANG", "LC_ALL", "LANG",
}  # fmt: skip
HEAD = ("姓名", "性别", "身份证号", "所在支部", "人员类别", "入党时间", "手机", "家庭住址")
STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉"
BRANCH = "中共示例一街道新苑社区第一支部委员会"


@dataclass(frozen=True)
class Place:
    """One data folder and the commands typed for it."""

    data: Path

    def environment(self, **more: str) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in LEFT_OUT}
        return {**kept, "JINGWEI_DATA": str(self.data), **more}

    def jw(self, *typed: object, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "jingwei", *map(str, typed)], env=self.environment(**more),
            cwd=REPOSITORY, capture_output=True, text=True, stdin=subprocess.DEVNULL,
        )  # fmt: skip

    def done(self, *typed: object, **more: str) -> str:
        """What it printed; the test fails where it did not end well."""
        ran = self.jw(*typed, **more)
        assert ran.returncode == 0, ran.stdout + ran.stderr
        return ran.stdout

    def told(self, *typed: object, status: int = 0) -> Any:
        ran = self.jw(*typed, "--json")
        assert ran.returncode == status, ran.stdout + ran.stderr
        return json.loads(ran.stdout)

    def start(self) -> None:
        self.done("pg", "start", "--throwaway")

    def stop(self) -> None:
        postgres.stop(self.data)


def numbers(count: int) -> list[tuple[str, str]]:
    """ID numbers and telephones of people who do not exist."""
    found = []
    for serial in range(count):
        seventeen = f"320612{1960 + serial % 30}0{1 + serial % 9}1{serial % 9}{serial % 1000:03}"
        found.append((seventeen + identity.check_digit(seventeen), f"1987654{serial:04}"))
    return found


def write_roster(place: Path, people: list[tuple[str, str]]) -> None:
    with place.open("w", newline="") as file:
        out = csv.writer(file)
        out.writerow(HEAD)
        for serial, (number, phone) in enumerate(people):
            name = "韦" + STEMS[serial % 10] + BRANCHES[serial // 10 % 10]
            sex = "男" if int(number[16]) % 2 else "女"
            out.writerow([name, sex, number, BRANCH, "正式党员", "2011-07-01", phone,
                          f"示例路{phone}号"])  # fmt: skip
