"""Do style, strict types and the direction of imports hold, as `./jw lint` asks?"""

import subprocess
import sys

import pytest

from jingwei.ops.folders import REPOSITORY


@pytest.mark.slow
def test_the_code_is_as_lint_wants_it() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "jingwei", "lint"],
        cwd=REPOSITORY, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
