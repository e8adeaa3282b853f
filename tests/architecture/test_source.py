"""Does every file keep to its part? Rules over the source text, read with Python's own parser.

A rule looks at all files in one test and names every one that breaks it: seven thousand tests of a
file each took longer to count than to answer.
"""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "jingwei"


def sources(pattern: str = "**/*.py") -> list[Path]:
    found = [
        path
        for path in sorted(PACKAGE.glob(pattern))
        if "migrations" not in path.parts and "tests" not in path.parts
    ]
    assert found, f"no file is {pattern}: the rule would hold of nothing"
    return found


def short(path: Path) -> str:
    return str(path.relative_to(ROOT))


def all_of(wrong: list[str]) -> str:
    """Every one by name: pytest itself would show the first."""
    return "\n".join(wrong)


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


BEHIND_THE_COUNTER = (
    "models.py", "actions.py", "flows.py", "indicators.py", "queries.py", "posts.py", "record.py",
    "founding.py", "concerns.py", "scoped.py", "tokens.py",
)  # fmt: skip
EVERYTHING_TOO = ("kernel/", "ops/")
"""Views, forms and APIs ask ``objects.within(scope)``; these hold actions, queries and jobs."""


@cache
def names_used(path: Path) -> set[str]:
    return {node.attr for node in ast.walk(parsed(path)) if isinstance(node, ast.Attribute)}


def taking_everything(pattern: str) -> list[str]:
    return [
        short(path)
        for path in sources(pattern)
        if path.name not in BEHIND_THE_COUNTER and "everything" in names_used(path)
    ]


def test_pages_ask_within_the_scope_only() -> None:
    wrong = taking_everything("shell/**/*.py")
    assert not wrong, all_of(wrong)


def test_the_api_asks_within_the_scope_only() -> None:
    wrong = taking_everything("api/**/*.py")
    assert not wrong, all_of(wrong)


@cache
def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


CLOCKS = {"now", "today", "utcnow", "localdate", "localtime"}


def test_rules_know_neither_django_nor_a_clock() -> None:
    wrong = []
    for path in sources("**/rules.py"):
        known = {name for name in imported(path) if name.split(".")[0] in ("django", "psycopg")}
        if known := known | names_used(path) & CLOCKS:
            wrong.append(f"{short(path)}: {sorted(known)}")
    assert not wrong, all_of(wrong)


def test_no_signals_and_no_model_forms() -> None:
    wrong = [
        f"{short(path)}: {name}"
        for path in sources()
        for name in imported(path)
        if "django.db.models.signals" in name or name.endswith(".ModelForm")
    ]
    assert not wrong, all_of(wrong)


def public_functions(path: Path) -> Iterator[ast.FunctionDef]:
    for node in parsed(path).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield node


def test_an_action_says_who_and_when_by_name() -> None:
    """Public functions of actions.py that write take keyword arguments with ``by`` and ``at``."""
    wrong = [
        f"{short(path)}: {node.name}"
        for path in sources("**/actions.py")
        for node in public_functions(path)
        if "write_line(" in ast.unparse(node)
        and not {"by", "at"} <= {argument.arg for argument in node.args.kwonlyargs}
    ]
    assert not wrong, all_of(wrong)


FORBIDDEN_NAMES = ("Manager", "Helper", "Util", "Service", "Base", "Handler")
DJANGOS_OWN = {"ScopedManager", "AccountManager"}


def test_no_class_is_named_for_nothing() -> None:
    wrong = [
        f"{short(path)}: {node.name}"
        for path in sources()
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ClassDef)
        and node.name not in DJANGOS_OWN
        and node.name.endswith(FORBIDDEN_NAMES)
    ]
    assert not wrong, all_of(wrong)


def test_a_module_says_what_question_it_answers() -> None:
    wrong = [
        short(path)
        for path in sources()
        if path.read_text().strip() and not ast.get_docstring(parsed(path))
    ]
    assert not wrong, all_of(wrong)


SYSTEM_SCOPE = (
    "jingwei/kernel/access/scope.py", "jingwei/kernel/access/founding.py",
    "jingwei/kernel/figures/", "jingwei/kernel/flows/", "jingwei/ops/",
    "jingwei/shell/members/workers.py", "jingwei/work/matters/box.py",
    "jingwei/work/membership/statistics/workers.py",
    "jingwei/kernel/ledger/", "jingwei/kernel/privacy/", "jingwei/kernel/notices/",
)  # fmt: skip
"""Only jobs of the program itself may take the whole tree."""


def test_the_whole_tree_is_taken_in_listed_places_only() -> None:
    wrong = [
        short(path)
        for path in sources()
        if any(name.endswith(".system_scope") for name in imported(path))
        and not short(path).startswith(SYSTEM_SCOPE)
    ]
    assert not wrong, all_of(wrong)


def start_of(path: Path) -> str:
    """What the app that a file lies in says at its start."""
    starts = (one / "apps.py" for one in path.parents)
    return next((one.read_text() for one in starts if one.exists()), "")


def test_the_worker_knows_the_jobs_of_a_folder() -> None:
    """A job that no app imports at its start is put into the queue and never found there."""
    jobs = sources("**/workers.py")  # ``tasks.py`` is found by the library itself
    wrong = [short(path) for path in jobs if path.stem not in start_of(path)]
    assert not wrong, all_of(wrong)


def templates(pattern: str = "*.html") -> list[Path]:
    found = sorted(PACKAGE.rglob(pattern))
    assert found, f"no template is {pattern}"
    return found


EXCEPTIONS = (" style=", "<style", "onclick=", "javascript:", "hx-on", "|safe", "://")


def exceptions_in(text: str) -> list[str]:
    said = "http://www.w3.org" in text or "{% comment" in text
    return [wrong for wrong in EXCEPTIONS if wrong in text and not (wrong == "://" and said)]


def test_a_template_needs_no_exception_from_the_content_policy() -> None:
    wrong = [
        f"{short(path)}: {one}" for path in templates() for one in exceptions_in(path.read_text())
    ]
    assert not wrong, all_of(wrong)


def test_a_fragment_says_what_it_needs() -> None:
    wrong = [
        short(path) for path in templates("_*.html")
        if not path.read_text().lstrip().startswith("{#")
    ]  # fmt: skip
    assert not wrong, all_of(wrong)
