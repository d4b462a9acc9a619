"""The minutes of a meeting as a value: what was found, said, decided and owed, item by item, then the tables.

DOCX and PDF set the same value. Of a day nobody froze, and for others without notes, it is a status: nothing was
decided there that its reader may see.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from data_pipeline.agreements import Agreement
from data_pipeline.figures import CATALOGUE
from data_pipeline.language import Message, date, message, translate, weekday
from data_pipeline.ledger import FigureComment, FigureMark
from data_pipeline.meetings import minutes, proposals
from data_pipeline.meetings.minutes import Carried
from data_pipeline.meetings.sitting import Sitting
from data_pipeline.papers import about, drawings
from data_pipeline.papers.sheets import Sheet, sheets
from data_pipeline.slides import minutes_tables, words
from data_pipeline.slides.occasion import Occasion
from data_pipeline.slides.slide import Slide
from data_pipeline.views import amounts, compare, data, settlement
from data_pipeline.views.chart import STATUS_SHAPES, Bullets, Lines, Text, translated
from data_pipeline.views.meeting_charts import Proposals, ThenNow
from data_pipeline.views.table import Cell, Kind, Table, Translator, columns, format_cell
from data_pipeline.views.told import sentences

PICTURE = (1500, 560)  # px of the projector's stage
TECHNICAL = ("data",)  # pages about the files behind the figures: they stand last
READ_ALOUD = ("last_time", "decisions")  # parts whose lines stand as a table
NO_ITEMS = ("decide_today", "appendix")  # parts that ask, and that only explain
LETTERS, SHORT = 90, 16  # letters of a line; lines of an item that is not parted
SHAPES = tuple(shape for shape in STATUS_SHAPES.values() if shape)


@dataclass(frozen=True)
class Told:
    """A line beside its label: `Konstateret`, and what was found. `verdict`: with its shape, before the text."""

    label: str
    text: str
    verdict: str = ""
    is_decision: bool = False


@dataclass(frozen=True)
class Item:
    """An item of the agenda: its name there, its heading with the finding, what was told, who does what by when.

    `is_short`: it stands whole on a page.
    """

    name: str
    heading: str
    told: tuple[Told, ...] = ()
    owed: Sheet | None = None
    is_short: bool = False


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


def of(occasion: Occasion, sat: Sitting | None, shown: Sequence[Slide], language: str) -> Minutes:
    """Return the minutes of a meeting with these slides, in their order; `sat`: where, when and with whom."""
    _ = Translator(language)
    agreed, whom = occasion.meeting.agreement, occasion.meeting.audience
    is_held = occasion.is_kept and whom.has_notes
    kind = _("Minutes") if is_held else _("Status")
    day = date(occasion.meeting.as_of, language)
    title = _title(occasion, sat, language)
    sitting = (sat or Sitting()) if is_held else None
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
        facts=(
            *(_where(sitting.place, _when(sitting, language), language) if sitting else ()),
            Told(_("Agreement"), agreed.document.say(language)),
        ),
        present=_present(agreed, sitting, language) if sitting else (),
        items=(*_items(occasion, shown, language), *(_next(sitting, language) if sitting else ())),
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


def _title(occasion: Occasion, sat: Sitting | None, language: str) -> str:
    """The meeting's name; one that is a date says nothing but when."""
    meeting = occasion.meeting
    if occasion.is_kept and words.meeting_name(meeting.name, language) == meeting.name:
        return meeting.name
    if occasion.is_kept and sat is not None and sat.day is not None:
        return message("Follow-up meeting {day}", day=sat.day).say(language)
    return message("Follow-up as of {day}", day=meeting.as_of).say(language)


def _where(place: str, when: str, language: str) -> tuple[Told, Told]:
    _ = Translator(language)
    unknown = _("Not noted")
    return Told(_("Place"), place or unknown), Told(_("Time"), when or unknown)


def _when(sat: Sitting, language: str) -> str:
    """`torsdag den 22. januar 2015 kl. 13.00–14.40`, as far as it was written; times by the parties' clock."""
    if sat.day is None:
        return ""
    hours = "–".join(filter(None, (sat.begins, sat.ends)))
    day = weekday(sat.day, language)
    return message("{day}, {hours}", day=day, hours=hours).say(language) if hours else day


def _present(agreed: Agreement, sat: Sitting, language: str) -> tuple[tuple[str, str], ...]:
    """Who was there, party by party, in the agreement's order."""
    names = {party.id: [one.name for one in sat.present if one.party == party.id] for party in agreed.parties}
    found = tuple((party.name, ", ".join(names[party.id])) for party in agreed.parties if names[party.id])
    return found or ((translate("Not noted", language), ""),)


def _next(sat: Sitting, language: str) -> tuple[Item]:
    """The next meeting, as the last item."""
    name = translate("Next meeting", language)
    if sat.next_day is None:
        return (Item(name, name, (Told("", translate("Not agreed yet", language)),), is_short=True),)
    return (Item(name, name, _where(sat.next_place, weekday(sat.next_day, language), language), is_short=True),)


def _items(occasion: Occasion, shown: Sequence[Slide], language: str) -> Iterator[Item]:
    """An item for each part that was shown; what belongs to none of them stands in the last."""
    parts = {
        slide.part: [one for one in shown if one.part == slide.part] for slide in shown if slide.part not in NO_ITEMS
    }
    last = "decisions" if "decisions" in parts else next(reversed(parts), "")
    places = {one.id: one.part for one in shown} | {part: part for part in parts}
    places_of = {figure: part for figure in CATALOGUE if (part := proposals.part_of(figure)) in parts}
    items = {one.minute.id: places.get(one.minute.slide, last) for one in occasion.minutes}
    if "last_time" in parts:  # what is still owed from then is owed still
        items |= {one.minute.id: "last_time" for one in occasion.carried}
    numbers = {id_: str(list(parts).index(part) + 1) for id_, part in items.items() if part in parts}
    for part, listed in parts.items():
        first = listed[0]
        name = translated(first.topic, language)
        written = [one for one in occasion.minutes if items[one.minute.id] == part]
        marks = [one for one in occasion.marks if places_of.get(one.figure, last) == part]
        stories = [one for one in occasion.comments if places_of.get(one.figure, last) == part]
        item = Item(
            name=name,
            heading=name if part == "decisions" else f"{name}: {_as_part_of_a_sentence(first.title, language)}",
            told=(
                *(() if part in READ_ALOUD else _found(listed, language)),
                *_said(occasion, stories, marks, language),
                *(_not_taken(shown, language) if part == "decisions" else _decided(written, language)),
            ),
            owed=_read_aloud(occasion, numbers, language)
            if part == "decisions"
            else _owed(occasion, part, written, language),
        )
        lines = (
            sum(len(one.text) for one in item.told) // LETTERS + len(item.told) + (item.owed.lines if item.owed else 0)
        )
        yield replace(item, is_short=lines < SHORT)


def _found(listed: Sequence[Slide], language: str) -> Iterator[Told]:
    """What stood on the slides of a part: verdict, headline number, chart and remarks, in words.

    A dispute is told by its party and in its words, and a question by what was decided.
    """
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
        if isinstance(one.chart, ThenNow) and one.chart.then:
            told.append(f"{translated(one.chart.then, language)} → {translated(one.chart.now, language)}")
        told += _rows(one, language)
        remarks = one.remarks[: len(one.remarks) - isinstance(one.chart, Bullets)]  # bullets say last how they are read
        said = [translated(remark, language) for remark in remarks]
        told += [remark for remark in said if not remark.startswith("≠") and not remark.endswith("?")]
        rows = [part.replace("\n", " ").replace("\N{SOFT HYPHEN}", "") for part in told if part]
        for text in rows if isinstance(one.chart, Lines | ThenNow) else ["; ".join(rows)]:
            if text:
                yield Told(label, text if text.endswith(".") else f"{text}.", f"{verdict}." if verdict else "")
            label = verdict = ""


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
        party = minutes.party_name(occasion.meeting.agreement, story.party) if story.party else story.author
        yield Told(_("Remark"), f"{party}: {_figure(story.figure, language)}. {story.text}")
    for one in marks:
        party = minutes.party_name(occasion.meeting.agreement, one.party)
        value = format_cell(minutes_tables.seen(one), Kind.TEXT, language)
        told = f"{party}: {_figure(one.figure, language)}{f', {value}' if value else ''}"
        yield Told(_(minutes.VERDICTS[one.verdict]), f"{told}. {one.note}" if one.note else f"{told}.")


def _decided(written: Iterable[Carried], language: str) -> Iterator[Told]:
    label = translate("Decision", language)
    return (Told(label, one.minute.text, is_decision=True) for one in written if one.minute.kind == "decision")


def _not_taken(shown: Sequence[Slide], language: str) -> Iterator[Told]:
    """The proposals that were dropped, and those that nobody came to."""
    for one in (row for slide in shown if isinstance(slide.chart, Proposals) for row in slide.chart.rows):
        if one.choice in ("", "dropped"):
            label = translate("Dropped" if one.choice else "Not decided", language)
            why = f"{translated(one.verdict, language)}: {translated(one.occasion, language)}".rstrip(".")
            yield Told(label, f"{translated(one.text, language)}. {why}.")


def _owed(occasion: Occasion, part: str, written: Iterable[Carried], language: str) -> Sheet | None:
    """Who does what by when, as a table: of an item its own, of last time with what came of it."""
    _ = Translator(language)
    what, who, by = _("Action"), _("Responsible"), _("No later than")
    if part == "last_time":
        came: list[tuple[Cell, ...]] = [(*_promise(one), _status(one, language)) for one in occasion.carried]
        return _sheet(
            Table(what, columns(Kind.TEXT, what, who, Kind.DATE, by, Kind.TEXT, _("Status")), tuple(came)), language
        )
    rows = tuple(_promise(one) for one in written if one.minute.kind == "action")
    return _sheet(Table(what, columns(Kind.TEXT, what, who, Kind.DATE, by), rows), language)


def _read_aloud(occasion: Occasion, numbers: Mapping[int, str], language: str) -> Sheet | None:
    """All that was decided, then all that is still owed, each with the item of its minute (by its id)."""
    _ = Translator(language)
    carried = (one for one in occasion.carried if one.status == "open")
    told = [one for one in (*carried, *occasion.minutes) if one.minute.id in numbers]
    told.sort(key=lambda one: (one.minute.kind != "decision", int(numbers[one.minute.id])))
    rows: list[tuple[Cell, ...]] = [
        (numbers[one.minute.id], _(minutes.KINDS[one.minute.kind]), *_promise(one)) for one in told
    ]
    head = columns(
        Kind.CLAUSE, _("Item"), Kind.TEXT, _("Kind"), _("What"), _("Responsible"), Kind.DATE, _("No later than")
    )
    return _sheet(Table(_("Decisions and actions"), head, tuple(rows)), language)


def _sheet(table: Table, language: str) -> Sheet | None:
    return sheets(table, language)[0] if table.rows else None


def _promise(one: Carried) -> tuple[Cell, ...]:
    """What, who, by when: a decision stands, and nobody owes it."""
    return one.minute.text, one.responsible or None, one.due_date


def _status(one: Carried, language: str) -> str:
    """What came of it: overdue, moved from which day, and what was noted."""
    _ = Translator(language)
    told = [_(minutes.STATUSES[one.status] if one.status else minutes.KINDS["decision"])]
    if one.is_overdue:
        told.append(_("overdue"))
    if one.minute.due_date is not None and one.due_date != one.minute.due_date:
        told.append(message("moved from {day}", day=one.minute.due_date).say(language))
    return ", ".join(told) + (f". {one.note}" if one.note else "")


def _chapters(occasion: Occasion, shown: Sequence[Slide], language: str) -> Iterator[tuple[str, Chapter]]:
    for one in occasion.chapters(language):
        found = list(one.tables)
        if one.page in TECHNICAL:  # files and refused rows are for the workbook
            found = [data.missing_fields(occasion.meeting.reports[one.page], language)]
        if one.page == "compare":  # every headline of every agreement is for the workbook
            found = compare.on_paper(occasion.meeting.reports[one.page], language)
        if one.page == "fees":
            found += [settlement.summary(settled, language) for settled in occasion.settlements]
        drawn = (_picture(slide, language) for slide in shown if slide.page == one.page)
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
