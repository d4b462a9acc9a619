"""`python -m data_pipeline COMMAND`, or `vaeksttavlen COMMAND` of an installation by pip.

Exit 0 done, 1 a fault of ours, 2 something of yours to correct. Pip puts the house whole into one folder,
`vaeksttavlen/`, where it finds itself as it does in a checkout.
"""

from __future__ import annotations

import sys
from pathlib import Path


def main() -> int:
    """Return the exit code of the command that the line names."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    from data_pipeline.start import without_pandas

    without_pandas()
    from data_pipeline.command import line

    return line.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
