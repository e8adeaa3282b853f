"""What did a rule see? A finding says what is so and what to do; a refusal carries all of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Finding:
    """One thing a rule saw.

    ``code`` is stable (API, tests), ``message`` a Chinese sentence that may name params in braces
    so that a page can translate it before they are filled in, ``source`` the document and article.
    """

    code: str
    message: str
    source: str = ""
    params: Mapping[str, object] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        return self.message.format(**self.params)


class Word(str):
    """A param that is itself said by the product, so it is translated before it is filled in.

    Declared with ``gettext_noop`` where it stands in a table.
    """

    __slots__ = ()


class Refused(Exception):
    """An act that cannot happen now, with every reason at once.

    ``status`` is 403 where a duty is missing, 409 where the thing changed meanwhile, else 422.
    """

    def __init__(self, *findings: Finding) -> None:
        super().__init__("; ".join(str(finding) for finding in findings))
        self.findings = findings

    @property
    def status(self) -> int:
        codes = {finding.code for finding in self.findings}
        if "access.duty" in codes:
            return 403
        return 409 if "version.changed" in codes else 422

    @property
    def codes(self) -> set[str]:
        return {finding.code for finding in self.findings}
