"""Can an outsider tell with one file and no Django that nothing was changed, whatever they get?"""

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from jingwei.kernel.ledger import verifier
from jingwei.kernel.ledger.tests.conftest import Sealed

FUZZ = settings(
    deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip


def check(data: bytes, heads: Any = ()) -> verifier.Report:
    return verifier.check_export(data.splitlines(keepends=True), heads)


def rewritten(records: list[dict[str, Any]]) -> bytes:
    """Records as a file whose own digest fits: the work of one who knows the format."""
    body = b"".join(verifier.plain(one) for one in records[:-1])
    end = {
        "seals": sum("seal" in one for one in records), "digest": hashlib.sha256(body).hexdigest(),
        "lines": sum("line" in one or "loose" in one for one in records),
    }  # fmt: skip
    return body + verifier.plain({"end": end})


def test_an_export_is_good_and_holds_no_personal_value(exported: Path, sealed: Sealed) -> None:
    data = exported.read_bytes()
    report = check(data, sealed.heads)
    assert (report.is_good, report.lines, report.seals, report.pending) == (True, 11, 3, 1)
    assert b"139000000" not in data


def test_the_file_of_the_verifier_runs_by_itself(
    exported: Path, sealed: Sealed, tmp_path: Path
) -> None:
    """As on a machine that has nothing of ours: an empty environment, no site packages."""
    script = tmp_path / "verifier.py"
    script.write_bytes(Path(verifier.__file__).read_bytes())
    heads = tmp_path / "heads.jsonl"
    heads.write_text("".join(json.dumps(one) + "\n" for one in sealed.heads))

    def run(*more: str) -> Any:
        return subprocess.run(
            [sys.executable, "-I", "-S", str(script), str(exported), "--heads", str(heads), *more],
            capture_output=True, text=True, check=False, env={"PYTHONIOENCODING": "utf-8"},
        )  # fmt: skip

    good = run()
    assert (good.returncode, good.stderr) == (0, "")
    assert "与封存时一致" in good.stdout
    told = exported.read_text().replace("记5", "记6")
    exported.write_text(told)
    wrong = run("--en")
    assert wrong.returncode == 1
    assert f"line {sealed.at(5)} is not what was sealed (seal 2)" in wrong.stdout
    said = json.loads(run("--json").stdout)
    assert said["faults"][0]["line"] == sealed.at(5)
    exported.unlink()
    gone = run()
    assert (gone.returncode, gone.stderr) == (2, f"读不了这个文件 / cannot be read: {exported}\n")


def _cut(records: list[Any]) -> list[Any]:
    return records[:5] + records[6:]


def _older(records: list[Any]) -> list[Any]:
    """Only the first seal, its lines and the end: an export of last week, given out anew."""
    return records[:6] + records[-1:]


def _more(records: list[Any]) -> list[Any]:
    line = dict(records[3]["line"]) | {"id": 99_999}
    return [*records[:5], {"line": line}, *records[5:]]


SMUGGLED: dict[str, tuple[Callable[[list[Any]], list[Any]], str]] = {
    "a line is left out": (_cut, "line.missing"),
    "a line is put in": (_more, "line.added"),
    "an older export is given": (_older, "head.behind"),
}


@pytest.mark.parametrize("what", SMUGGLED)
def test_one_who_knows_the_format_is_found_out_too(
    exported: Path, sealed: Sealed, what: str
) -> None:
    change, kind = SMUGGLED[what]
    records = [json.loads(line) for line in exported.read_bytes().splitlines()]
    assert check(rewritten(records)).is_good
    report = check(rewritten(change(records)), sealed.heads)
    assert kind in {one.kind for one in report.faults}


@FUZZ
@given(data=st.data())
def test_no_altered_byte_is_ever_called_good(exported: Path, data: Any) -> None:
    was = bytearray(exported.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(was) - 1))
        match data.draw(st.sampled_from(["change", "delete", "insert", "cut"])):
            case "change":
                was[at] = data.draw(st.integers(0, 255))
            case "delete":
                del was[at]
            case "insert":
                was.insert(at, data.draw(st.integers(0, 255)))
            case _:
                del was[max(at, 1) :]
    if bytes(was) != exported.read_bytes():
        assert not check(bytes(was)).is_good


ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@FUZZ
@given(data=st.data())
def test_no_exchanged_value_is_ever_called_good(exported: Path, data: Any) -> None:
    """Any sealed value becomes any other, and the file's own digest is made to fit."""
    records = [json.loads(line) for line in exported.read_bytes().splitlines()]
    fitting = [one for one in records if "line" in one or "seal" in one]
    record = data.draw(st.sampled_from(fitting))
    inside = record["line" if "line" in record else "seal"]
    names = verifier.LINE if "line" in record else (*verifier.SEAL, "hash")
    name = data.draw(st.sampled_from(names))
    value = data.draw(ODD)
    if value == inside[name] and type(value) is type(inside[name]):
        return
    inside[name] = value
    report = check(rewritten(records))
    assert not report.is_good


@FUZZ
@example(b'{"ledger":1,"moved_on":false}\n' + b"[" * 100_000 + b"\n")
@example(b"\xff\n")
@example(b"")
@given(st.binary(max_size=200) | st.text().map(str.encode))
def test_whatever_the_file_holds_the_verifier_answers(data: bytes) -> None:
    assert not check(data).is_good


@given(st.binary(max_size=300))
def test_the_suites_are_those_of_the_library(data: bytes) -> None:
    for suite, kind in (("intl", hashes.SHA256()), ("gm", hashes.SM3())):
        other = hashes.Hash(kind)
        other.update(data)
        assert verifier.digest(suite, data) == other.finalize()


def test_an_unknown_suite_is_refused() -> None:
    with pytest.raises(ValueError, match="md5"):
        verifier.digest("md5", b"")
