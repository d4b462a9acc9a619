"""`python -m data_pipeline COMMAND`: exit 0 done, 1 a fault of ours, 2 something of yours to correct."""

from __future__ import annotations

import sys

from data_pipeline.start import without_pandas

if __name__ == "__main__":
    without_pandas()
    from data_pipeline.command.line import main

    sys.exit(main(sys.argv[1:]))
