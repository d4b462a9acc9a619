"""The process that reads one file: `python -m data_pipeline.reader_process READ PATH …` (`exports.inside`).

It stands beside `exports` because Python imports a module's package first, and with it pyarrow.
"""

from __future__ import annotations

import sys

from data_pipeline.start import without_pandas

if __name__ == "__main__":
    without_pandas()
    from data_pipeline.exports.inside import main

    sys.exit(main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])))
