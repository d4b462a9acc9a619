"""The minutes of a meeting as a value: what was found, said, decided and owed, item by item, then the tables.

DOCX and PDF set the same value. Of a day nobody froze, and for others without notes, it is a status: nothing was
decided there that its reader may see.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from data_pipeline.figures import CATALOGUE
from data_pipeline.language import Message, date, message, translate
from data_pipeline.ledger import FigureComment, FigureMark
from data_pipeline.meetings import minutes
from data_pipeline.meetings.minutes import Carried
from data_pipeline.papers import about, drawings
from data_pipeline.papers.sheets import Sheet, sheets
from data_pipeline.slides import minutes_tables, targets, words
from data_pipeline.slides.occasion import PAGES, Occasion
from data_pipeline.slides.slide import Slide
from data_pipeline.views import amounts, data, settlement
from data_pipeline.views.chart import STATUS_SHAPES, Bullets, Text, sentences, translated
from data_pipeline.views.table import Cell, Kind, Table, Translator, columns, format_cell

PICTURE = (1500, 560)  # px of the projector's stage
TECHNICAL = ("data",)  # pages about the files behind the figures: they stand last
READ_ALOUD = ("agenda", "last_time", "decisions")  # parts whose lines stand as a table
SHAPES = tuple(shape for shape in STATUS_SHAPES.values() if shape)
_LEGEND = message(targets.LEGEND)


@dataclass(frozen=True)
class Told:
    """A line beside its label: `Konstateret`, and what was found. `verdict`: with its shape, before the text."""

    label: str
    text: str
    verdict: str = ""
    is_decision: bool = False


@dataclass(frozen=True)
class Item:
    """An item of the agenda: its name there, its heading with the finding, what was told, who does what by when."""

    name: str
    heading: str
    told: tuple[Told, ...] = ()
    owed: Sheet | None = None


@dataclass(frozen=True)
class Picture:
    """A chart as SVG, and in words."""

    svg: str
    alt: str


@dataclass(frozen=True)
class Chapter:
    """A page's finding with its pictures and tables."""

    title: str
    finding: str
    pictures: tuple[Picture, ...]
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True)
class Minutes:
    """All that is set, as text in the reader's language.

    `name`: the file's own title; `kind`: what it is called; `facts`: place and time; `present`: names by party;
    `signing`: whose lines stand under it; `chapters`: the tables, `last`: definitions and what the figures stand on;
    `stamp`: which figures these are; `words`: the document's own.
    """

    name: str
    kind: str
    title: str
    subtitle: str
    agreement: str
    foot: tuple[str, str]
    facts: tuple[Told, ...]
    present: tuple[tuple[str, str], ...]
    items: tuple[Item, ...]
    signing: tuple[str, ...]
    chapters: tuple[Chapter, ...]
    last: tuple[Chapter, ...]
    stamp: tuple[tuple[str, str], ...]
    words: Mapping[str, str]


def of(occasion: Occasion, shown: Sequence[Slide], language: str) -> Minutes:
    """Return the minutes of a meeting with these slides, in their order."""
    _ = Translator(language)
    agreed, whom = occasion.meeting.agreement, occasion.meeting.audience
    is_held = occasion.is_kept and whom.has_notes
    kind = _("Minutes") if is_held else _("Status")
    day = date(occasion.meeting.as_of, language)
    name = words.meeting_name(occasion.meeting.name, language)
    title = message("Follow-up as of {day}", day=occasion.meeting.as_of).say(language)
    if occasion.is_kept and name == occasion.meeting.name:
        title = name
    status = message(
        "Follow-up on the agreement ({clause}), status as of {day}", clause=agreed.follow_up.clause, day=day
    )
    chapters = tuple(_chapters(occasion, shown, language))
    counted = Chapter(_("How it is counted"), "", (), sheets(_definitions(occasion, language), language))
    return Minutes(
        name=occasion.title(language),
        kind=kind,
        title=title,
        subtitle=status.say(language),
        agreement=agreed.title.say(language),
        foot=(words.audience(whom).say(language), title),
        facts=(Told(_("Agreement"), agreed.document.say(language)),),
        present=(),
        items=tuple(_items(occasion, shown, language)),
        signing=tuple(one.name for one in agreed.parties if one.is_signatory) if is_held and whom.is_parties else (),
        chapters=tuple(one for page, one in chapters if page not in TECHNICAL),
        last=(counted, *(one for page, one in chapters if page in TECHNICAL)),
        stamp=about.facts(occasion, language),
        words={
            "agenda": _("Agenda") if is_held else _("Contents"),
            "present": _("Present"),
            "tables": _("Figures and tables"),
            "about": _("About these minutes") if is_held else _("About these figures"),
            "page_of": _("page {page} of {pages}"),
        },
    )


def _items(occasion: Occasion, shown: Sequence[Slide], language: str) -> Iterator[Item]:
    """An item for each part that was shown; what belongs to none of them stands in the last."""
    parts = {slide.part: [one for one in shown if one.part == slide.part] for slide in shown if slide.part != "agenda"}
    last = "decisions" if "decisions" in parts else next(reversed(parts), "")
    places = {one.id: one.part for one in shown} | {part: part for part in parts}
    figures = {figure: one.part for one in shown for figure in one.figures}
    for part, listed in parts.items():
        first = listed[0]
        name = translated(first.topic, language)
        written = [one for one in occasion.minutes if places.get(one.minute.slide, last) == part]
        marks = [one for one in occasion.marks if figures.get(one.figure, last) == part]
        stories = [one for one in occasion.comments if figures.get(one.figure, last) == part]
        yield Item(
            name=name,
            heading=name if part == "decisions" else f"{name}: {_as_part_of_a_sentence(first.title, language)}",
            told=(
                *(() if part in READ_ALOUD else _found(listed, language)),
                *_said(occasion, stories, marks, language),
                *_decided(written, language),
            ),
            owed=_owed(occasion, part, written, language),
        )


def _found(listed: Sequence[Slide], language: str) -> Iterator[Told]:
    """What stood on the slides of a part: verdict, headline number, chart and remarks, in words."""
    label = translate("Found", language)
    for one in listed:
        told, verdict = [], ""
        for lead in one.leads:
            number = f"{translated(lead.number, language)} {translated(lead.unit, language)}".strip()
            told.append(f"{translated(lead.label, language)}: {number}")
            remark = translated(lead.remark, language)
            if remark.startswith(SHAPES) and not verdict:
                verdict = remark
            elif remark:
                told.append(remark)
        told += _rows(one, language)
        told += [translated(remark, language) for remark in one.remarks if remark != _LEGEND]
        text = "; ".join(part.replace("\n", " ").replace("\N{SOFT HYPHEN}", "") for part in told if part)
        if text:
            yield Told(label, f"{text}.", f"{verdict}." if verdict else "")
            label = ""


def _rows(slide: Slide, language: str) -> list[str]:
    """A sentence for each mark of the slide's chart: of targets what is reached, the rest stands in their table."""
    if isinstance(slide.chart, Bullets):
        rows = [(one.label, (one.value, one.verdict)) for one in slide.chart.rows]
        return [
            f"{translated(label, language)}: {', '.join(translated(part, language) for part in parts if part)}"
            for label, parts in rows
        ]
    return sentences(slide.chart, language)


def _said(
    occasion: Occasion, stories: Iterable[FigureComment], marks: Iterable[FigureMark], language: str
) -> Iterator[Told]:
    """What the parties say of the figures, each with its party."""
    _ = Translator(language)
    for story in stories:
        yield Told(_("Remark"), f"{story.author}, {_figure(story.figure, language)}: {story.text}")
    for one in marks:
        party = minutes.party_name(occasion.meeting.agreement, one.party)
        value = format_cell(minutes_tables.seen(one), Kind.TEXT, language)
        told = f"{party}: {_figure(one.figure, language)}{f', {value}' if value else ''}"
        yield Told(_(minutes.VERDICTS[one.verdict]), f"{told}. {one.note}" if one.note else f"{told}.")


def _decided(written: Iterable[Carried], language: str) -> Iterator[Told]:
    label = translate("Decision", language)
    return (Told(label, one.minute.text, is_decision=True) for one in written if one.minute.kind == "decision")


def _owed(occasion: Occasion, part: str, written: Iterable[Carried], language: str) -> Sheet | None:
    """Who does what by when, as a table: of an item its own, of last time with what came of it, at the end of all."""
    _ = Translator(language)
    what, who, by = _("Action"), _("Responsible"), _("No later than")
    if part == "last_time":
        came: list[tuple[Cell, ...]] = [(*_promise(one, language), _status(one, language)) for one in occasion.carried]
        made = Table(what, columns(Kind.TEXT, what, who, Kind.DATE, by, Kind.TEXT, _("Status")), tuple(came))
    else:
        actions = occasion.minutes if part == "decisions" else written
        rows = [_promise(one, language) for one in actions if one.minute.kind == "action"]
        made = Table(what, columns(Kind.TEXT, what, who, Kind.DATE, by), tuple(rows))
    return sheets(made, language)[0] if made.rows else None


def _promise(one: Carried, language: str) -> tuple[Cell, ...]:
    """What, who, by when: a decision stands, and nobody owes it."""
    return one.minute.text, one.responsible or None, one.minute.due_date


def _status(one: Carried, language: str) -> str:
    kept = minutes.STATUSES[one.status] if one.status else minutes.KINDS["decision"]
    told = translate(kept, language)
    return f"{told}. {one.note}" if one.note else told


def _chapters(occasion: Occasion, shown: Sequence[Slide], language: str) -> Iterator[tuple[str, Chapter]]:
    for one in occasion.chapters(language):
        found = list(one.tables)
        if one.page in TECHNICAL:  # files and refused rows are for the workbook
            found = [data.missing_fields(occasion.meeting.reports[one.page], language)]
        if one.page == "fees":
            found += [settlement.summary(settled, language) for settled in occasion.settlements]
        drawn = (_picture(slide, language) for slide in shown if PAGES.get(slide.part) == one.page)
        pictures = tuple(picture for picture in drawn if picture.svg)
        tables = tuple(sheet for table in found if table.rows for sheet in sheets(table, language))
        yield one.page, Chapter(one.title, one.finding[:1].upper() + one.finding[1:], pictures, tables)


def _definitions(occasion: Occasion, language: str) -> Table:
    """What every figure means, those of one meaning together."""
    every = about.definitions(occasion, language)
    alike: dict[tuple[Cell, ...], list[str]] = {}
    for name, *meaning in every.rows:
        alike.setdefault(tuple(meaning), []).append(str(name))
    return replace(every, title="", rows=tuple((", ".join(names), *meaning) for meaning, names in alike.items()))


def _picture(slide: Slide, language: str) -> Picture:
    """The slide's chart and its words; no picture of a list, which is a table already."""
    alt = slide.alt(language)
    return Picture(drawings.svg(slide.chart, language, *PICTURE, alt=alt, mark=slide.id), alt)


def _as_part_of_a_sentence(title: Text, language: str) -> str:
    """The finding behind a colon: in small, but for a name that it begins with."""
    if isinstance(title, amounts.Capital):
        return Message(title.msgid, title.values, title.plural).say(language)
    return translated(title, language)


def _figure(name: str, language: str) -> str:
    return translate(CATALOGUE[name].label, language) if name in CATALOGUE else name
