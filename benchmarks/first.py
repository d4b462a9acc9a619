"""`VAEKSTTAVLEN_HOME=… python -m benchmarks.first`: what the first reader of each page waits for after a load.

Each page's report for the newest agreement at its newest date, in wall and processor seconds. What pages share is
worked out by the first that needs it, so each asks a warehouse that was just opened.
"""

from __future__ import annotations

import gc
import os
import time

from data_pipeline import reports
from data_pipeline.language import DEFAULT_LANGUAGE
from data_pipeline.privacy.rights import Person, Role
from data_pipeline.settings import Settings

READER = Person("benchmark", Role.PARTNER)


def seconds(page: str) -> tuple[float, float]:
    """Wall and processor seconds of a page's first answer."""
    board = reports.open_board(Settings.read())
    gc.collect()  # the board before has let its warehouse go
    newest = board.agreements(DEFAULT_LANGUAGE)[0]
    wall, processor = time.perf_counter(), time.process_time()
    board.answer(page, newest.id, newest.as_of[0], by=READER)
    return time.perf_counter() - wall, time.process_time() - processor


if __name__ == "__main__":
    print(f"load average before: {os.getloadavg()[0]:.1f}")
    for page in sorted(reports.ANSWERS.keys() - {"trace", "why"}):
        print("{}: {:.1f} s, of the processor {:.1f} s".format(page, *seconds(page)))
