"""Named points at which the fault tests kill the process, as a power cut would."""

from __future__ import annotations

import os
import signal

VARIABLE = "VAEKSTTAVLEN_FAIL_AT"
POINTS = (
    "before_read",
    "during_read",
    "parquet_written",
    "warehouse_half_built",
    "before_commit",
    "after_commit",
    "during_cleanup",
)


def reached(point: str) -> None:
    """End the process by SIGKILL if the environment names this point."""
    if os.environ.get(VARIABLE) == point:
        os.kill(os.getpid(), signal.SIGKILL)
