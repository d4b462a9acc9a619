"""“Hent: CSV · XLSX” at the foot of a page: its tables as files, made when asked for and never before (R18)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from data_pipeline.papers import extract
from data_pipeline.papers.extract import Definition, Form, Wanted
from data_pipeline.privacy.rights import Person
from data_pipeline.reports import slices
from data_pipeline.views.definitions import Definition as Meaning
from ui import ask, files, html, menu, messages, table, words
from ui.files import File
from ui.words import _, plain, safe


def offer(page: str, meanings: Iterable[Meaning], *, asked_with: Mapping[str, str] | None = None) -> None:
    """The two files of a page; `meanings` explain its figures in them, `asked_with` are the report's choices."""
    asked = ask.selection()
    if asked is None:
        messages.nothing_loaded()
        return
    table.foot()
    wanted = Wanted(
        page=page,
        title=menu.name(page),
        agreement=asked.agreement,
        document=asked.title,
        as_of=asked.as_of,
        language=words.chosen(),
        definitions=tuple(
            Definition(plain(one.label), plain(one.meaning), ", ".join(one.clauses), one.rule) for one in meanings
        ),
        slice=ask.slice_key() if page in slices.PAGES else "",
        asked=asked_with or {},
    )
    links = "".join(
        files.link(
            form.name,
            File(extract.file_name(wanted, form), extract.MIME[form], wanted.language, partial(_made, wanted, form)),
            wanted,
        )
        for form in Form
    )
    html.append(f'<p class="takeaway"><span>{safe(_("Download this page:"))}</span>{links}</p>')


def _made(wanted: Wanted, form: Form, by: Person) -> bytes:
    return extract.page(ask.board(), wanted, form, by)
