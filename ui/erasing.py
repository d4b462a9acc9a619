"""While the server runs, what was erased anywhere goes from this machine too, whether or not anybody looks."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from data_pipeline.errors import Correctable
from data_pipeline.settings import Settings
from data_pipeline.storage import receipts

EVERY_SECONDS = 600.0


@asynccontextmanager
async def lifespan(app: Any) -> AsyncIterator[None]:
    """Answer for erasures from the server's start to its end."""
    task = asyncio.create_task(_for_ever())
    try:
        yield
    finally:
        task.cancel()


async def _for_ever() -> None:
    while True:
        with suppress(Correctable, OSError):  # a ledger or a disk that does not answer is asked again
            await asyncio.to_thread(receipts.answer_if_held, Settings.read())
        await asyncio.sleep(EVERY_SECONDS)
