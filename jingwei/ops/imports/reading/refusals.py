"""Why can a file not be read at all? One clear sentence each."""

from jingwei.kernel.findings import Finding, Refused
from jingwei.ops.imports.issue_codes import CODES


def refused(code: str, **params: object) -> Refused:
    """The refusal of a whole file; its code stands in ``issue_codes``."""
    return Refused(Finding(code, CODES[code].sentence, "RELIABILITY T11-T14", params))
