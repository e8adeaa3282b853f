"""`python -m jingwei`, which `./jw` calls."""

import sys

from jingwei.ops.cli import main

if __name__ == "__main__":
    sys.exit(main())
