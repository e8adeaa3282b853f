"""Does no figure, no reaction and no job of the program ever lead to a case?"""

import ast
from pathlib import Path

from jingwei.kernel.register import register

HERE = Path(__file__).resolve().parents[1]
PACKAGE = HERE.parents[2]
READS_FIGURES = {"indicators.py"}


def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def test_nothing_of_a_case_reads_a_figure():
    for path in HERE.rglob("*.py"):
        if "tests" in path.parts or "migrations" in path.parts or path.name in READS_FIGURES:
            continue
        wrong = [name for name in imported(path) if "figures" in name or "accountability" in name]
        assert not wrong, f"{path.name}: {wrong}"


def test_no_reaction_and_no_job_opens_a_case():
    mine = "jingwei.systems.competence.disposition"
    assert not any(mine in one.do.__module__ for one in register().reactions.values())
    opens = [
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if "tests" not in path.parts and "open_concern(" in path.read_text()
    ]
    assert set(opens) <= {
        "systems/competence/disposition/actions.py",
        "systems/competence/disposition/views/cases.py",
        "api/dispositions.py",
    }


def test_no_page_but_its_own_speaks_of_cases():
    """A roster, a list or a board never shows that somebody is on a case."""
    for path in PACKAGE.rglob("*.py"):
        place = path.relative_to(PACKAGE).as_posix()
        if place.startswith(("systems/competence/disposition", "api/", "ops/demo/")):
            continue
        assert "competence.disposition" not in path.read_text(), place
