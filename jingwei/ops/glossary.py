"""Which words does the code use? The generated half of the glossary, drawn from the code itself."""

from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.db import models
from django.utils import translation

from jingwei.kernel.access.duties import ROLES, Duty
from jingwei.kernel.register import register
from jingwei.ops.folders import REPOSITORY

TERMS, WHOLE = Path("docs/glossary-terms.md"), Path("docs/glossary.md")


def written() -> str:
    """The whole glossary as it should stand in the file."""
    with translation.override("zh-hans"):
        parts = [(REPOSITORY / TERMS).read_text().rstrip(), "\n---\n", *_generated()]
    return "\n".join(parts) + "\n"


def _generated() -> Iterator[str]:
    yield "## Choices 取值\n\n| field | value | 中文 |\n|---|---|---|"
    for model in sorted(_models(), key=lambda one: one._meta.label):
        for field in model._meta.get_fields():
            for value, label in getattr(field, "choices", None) or ():
                yield f"| `{model.__name__}.{field.name}` | `{value}` | {label} |"
    yield "\n## Duties and roles 权责和身份\n\n| duty | roles that hold it |\n|---|---|"
    for duty in Duty:
        titles = "、".join(str(role.title) for role in ROLES.values() if duty in role)
        yield f"| `{duty}` | {titles or '-'} |"
    yield "\n## Ledger verbs 台账动作\n\n| verb | 中文 |\n|---|---|"
    for verb, words in sorted(register().verbs.items()):
        yield f"| `{verb}` | {words} |"
    yield "\n## Indicators 指标\n\n| code | 中文 | 单位 |\n|---|---|---|"
    for code, title, unit in _indicators():
        yield f"| `{code}` | {title} | {unit} |"


def _models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("jingwei.")]


def _indicators() -> list[tuple[str, str, str]]:
    from jingwei.kernel.figures.registered import registered

    found = registered()
    return sorted((one.code, str(one.title), str(one.unit)) for one in found.indicators.values())


def missing_models() -> list[str]:
    """Models that the hand-written half does not name."""
    text = (REPOSITORY / TERMS).read_text()
    return sorted(one.__name__ for one in _models() if f"`{one.__name__}`" not in text)
