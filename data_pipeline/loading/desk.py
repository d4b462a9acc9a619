"""Loading and taking back from the screen: looked at first, for those who may, where this process can."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from data_pipeline.exports.progress import Progress, ignore_steps
from data_pipeline.ledger import Ledger
from data_pipeline.loading.candidate import Consent
from data_pipeline.loading.effect import Effect
from data_pipeline.loading.load import Outcome, load
from data_pipeline.loading.undo import Undone, undo
from data_pipeline.privacy.rights import Person, Role, loaders, require
from data_pipeline.settings import Settings
from data_pipeline.storage import disk, keys

# A reader waits at the screen; a load that runs longer is told, and theirs begun again.
PATIENCE_SECONDS = 20.0


class Way(StrEnum):
    """Where files from a desk go: loaded HERE, put into the INBOX for the process that loads, or NOWHERE."""

    HERE = "here"
    INBOX = "inbox"
    NOWHERE = "nowhere"


@dataclass(frozen=True)
class Desk:
    """What one reader may do with loads. Every function asks for the right (`NotAllowed`)."""

    settings: Settings
    by: Person

    @property
    def loaders(self) -> Role:
        """The role that loads here, and those above it."""
        return loaders(partners_load=self.settings.partners_load)

    @property
    def may_load(self) -> bool:
        """Whether the reader has the right."""
        return self.by.may(self.loaders)

    def way(self, ledger: Ledger) -> Way:
        """Where the files go. A service that only serves pages has neither the key nor the landing to write to."""
        landing = self.settings.landing
        is_here = landing.startswith("s3://") or disk.is_writable(Path(landing))
        if is_here and keys.is_at_hand(self.settings, ledger):
            return Way.HERE
        inbox = self.settings.inbox
        return Way.INBOX if inbox.is_dir() and disk.is_writable(inbox) else Way.NOWHERE

    def look(self, paths: Sequence[Path], *, full: bool, progress: Progress = ignore_steps) -> Outcome:
        """What loading the files would do; nothing is loaded."""
        return self._load(paths, full=full, message="", consent=lambda found: False, progress=progress, dry_run=True)

    def load(
        self,
        paths: Sequence[Path],
        seen: Effect,
        *,
        full: bool = False,
        message: str = "",
        progress: Progress = ignore_steps,
    ) -> Outcome:
        """Load the files if that does what was `seen`; else nothing is, and the outcome says what it would do."""
        return self._load(paths, full=full, message=message, consent=_as(seen), progress=progress, dry_run=False)

    def look_at_undo(self, number: int) -> Undone:
        """What taking load `number` back would change; nothing is."""
        return self._undo(number, "", lambda found: False)

    def undo(self, number: int, seen: Effect, *, why: str = "") -> Undone:
        """Take load `number` back if that does what was `seen`."""
        return self._undo(number, why, _as(seen))

    def put_into_inbox(self, paths: Sequence[Path]) -> None:
        """Move the files into the inbox, each there in one step, where the process that loads takes them together."""
        require(self.by, self.loaders)
        inbox = self.settings.inbox
        with disk.as_sentences(inbox):
            drafts = [(inbox / f".{secrets.token_hex(8)}", path) for path in paths]
            try:
                mode = disk.mode_in(inbox)
                for draft, path in drafts:
                    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as out:
                        shutil.copyfileobj(path.open("rb"), out)
                for draft, path in drafts:
                    draft.rename(_free(inbox, path.name))
            finally:
                for draft, _ in drafts:
                    draft.unlink(missing_ok=True)

    def _load(
        self, paths: Sequence[Path], *, full: bool, message: str, consent: Consent, progress: Progress, dry_run: bool
    ) -> Outcome:
        require(self.by, self.loaders)
        return load(
            self.settings,
            paths,
            full=full,
            message=message,
            author=self.by.name,
            progress=progress,
            consent=consent,
            dry_run=dry_run,
            patience_seconds=PATIENCE_SECONDS,
        )

    def _undo(self, number: int, why: str, consent: Consent) -> Undone:
        require(self.by, self.loaders)
        return undo(
            self.settings, number, why=why, author=self.by.name, consent=consent, patience_seconds=PATIENCE_SECONDS
        )


def _as(seen: Effect) -> Consent:
    """Consent to what was seen, and to what nobody needs to be asked about."""
    return lambda found: found == seen or not found.asks


def _free(folder: Path, name: str) -> Path:
    """A name that nothing has in `folder`."""
    target = folder / name
    for number in range(2, 1000):
        if not target.exists():
            break
        target = folder / f"{Path(name).stem}-{number}{Path(name).suffix}"
    return target
