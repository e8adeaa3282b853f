"""Does every file keep to its part? Rules over the source text, read with Python's own parser."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "jingwei"


def sources(pattern: str = "**/*.py") -> list[Path]:
    return [
        path
        for path in sorted(PACKAGE.glob(pattern))
        if "migrations" not in path.parts and "tests" not in path.parts
    ]


def short(path: Path) -> str:
    return str(path.relative_to(ROOT))


BEHIND_THE_COUNTER = (
    "models.py", "actions.py", "flows.py", "indicators.py", "queries.py", "posts.py", "record.py",
    "founding.py", "concerns.py", "scoped.py", "tokens.py",
)  # fmt: skip
EVERYTHING_TOO = ("kernel/", "ops/")
"""Views, forms and APIs ask ``objects.within(scope)``; these hold actions, queries and jobs."""


def names_used(path: Path) -> set[str]:
    tree = ast.parse(path.read_text())
    return {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}


@pytest.mark.parametrize("path", sources("shell/**/*.py"), ids=short)
def test_pages_ask_within_the_scope_only(path: Path) -> None:
    assert path.name in BEHIND_THE_COUNTER or "everything" not in names_used(path), short(path)


@pytest.mark.parametrize("path", sources("api/**/*.py"), ids=short)
def test_the_api_asks_within_the_scope_only(path: Path) -> None:
    assert path.name in BEHIND_THE_COUNTER or "everything" not in names_used(path), short(path)


def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


CLOCKS = {"now", "today", "utcnow", "localdate", "localtime"}


@pytest.mark.parametrize("path", sources("**/rules.py"), ids=short)
def test_rules_know_neither_django_nor_a_clock(path: Path) -> None:
    assert not [name for name in imported(path) if name.split(".")[0] in ("django", "psycopg")]
    assert not names_used(path) & CLOCKS, short(path)


@pytest.mark.parametrize("path", sources(), ids=short)
def test_no_signals_and_no_model_forms(path: Path) -> None:
    found = imported(path)
    assert not [name for name in found if "django.db.models.signals" in name], short(path)
    assert not [name for name in found if name.endswith(".ModelForm")], short(path)


ACTIONS = sources("**/actions.py")


@pytest.mark.parametrize("path", ACTIONS, ids=short)
def test_an_action_says_who_and_when_by_name(path: Path) -> None:
    """Public functions of actions.py that write take keyword arguments with ``by`` and ``at``."""
    for node in ast.parse(path.read_text()).body:
        if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
            continue
        text = ast.unparse(node)
        if "write_line(" in text:
            names = {argument.arg for argument in node.args.kwonlyargs}
            assert {"by", "at"} <= names, f"{short(path)}: {node.name}"


FORBIDDEN_NAMES = ("Manager", "Helper", "Util", "Service", "Base", "Handler")
DJANGOS_OWN = {"ScopedManager", "AccountManager"}


@pytest.mark.parametrize("path", sources(), ids=short)
def test_no_class_is_named_for_nothing(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ClassDef) and node.name not in DJANGOS_OWN:
            assert not node.name.endswith(FORBIDDEN_NAMES), f"{short(path)}: {node.name}"


@pytest.mark.parametrize("path", sources(), ids=short)
def test_a_module_says_what_question_it_answers(path: Path) -> None:
    text = path.read_text()
    assert not text.strip() or ast.get_docstring(ast.parse(text)), short(path)


SYSTEM_SCOPE = (
    "jingwei/kernel/access/scope.py", "jingwei/kernel/access/founding.py",
    "jingwei/kernel/figures/", "jingwei/kernel/flows/", "jingwei/ops/",
    "jingwei/shell/members/workers.py", "jingwei/work/matters/box.py",
    "jingwei/work/membership/statistics/workers.py",
    "jingwei/kernel/ledger/", "jingwei/kernel/privacy/", "jingwei/kernel/notices/",
)  # fmt: skip
"""Only jobs of the program itself may take the whole tree."""


@pytest.mark.parametrize("path", sources(), ids=short)
def test_the_whole_tree_is_taken_in_listed_places_only(path: Path) -> None:
    if any(name.endswith(".system_scope") for name in imported(path)):
        assert short(path).startswith(SYSTEM_SCOPE), short(path)


WORKERS = sources("**/workers.py")  # ``tasks.py`` is found by the library itself


@pytest.mark.parametrize("path", WORKERS, ids=short)
def test_the_worker_knows_the_jobs_of_a_folder(path: Path) -> None:
    """A job that no app imports at its start is put into the queue and never found there."""
    starts = [one for one in path.parents if (one / "apps.py").exists()]
    assert starts, short(path)
    assert path.stem in (starts[0] / "apps.py").read_text(), short(path)


TEMPLATES = sorted(PACKAGE.rglob("*.html"))


@pytest.mark.parametrize("path", TEMPLATES, ids=short)
def test_a_template_needs_no_exception_from_the_content_policy(path: Path) -> None:
    text = path.read_text()
    for wrong in (" style=", "<style", "onclick=", "javascript:", "hx-on", "|safe", "://"):
        allowed = wrong == "://" and ("http://www.w3.org" in text or "{% comment" in text)
        assert wrong not in text or allowed, f"{short(path)}: {wrong}"


@pytest.mark.parametrize(
    "path", [path for path in TEMPLATES if path.name.startswith("_")], ids=short
)
def test_a_fragment_says_what_it_needs(path: Path) -> None:
    assert path.read_text().lstrip().startswith("{#"), short(path)
