"""Every number of slides, tables and minutes against the JSON of `figures --meeting`, cell by cell (issue 6).

The JSON comes from the command line, as the owner reads it; the papers are read by programs that did not write them.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import json
import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

import pypdf
import pytest
from pptx import Presentation
from python_calamine import CalamineWorkbook

from data_pipeline import figures, language, meetings
from data_pipeline.command.line import main
from data_pipeline.language import translate
from data_pipeline.ledger import Ledger
from data_pipeline.meetings import Audience, Meeting
from data_pipeline.papers.meeting_papers import Form
from data_pipeline.settings import Settings
from data_pipeline.views import changes
from tests.papers import expected
from tests.papers.conftest import BEFORE, NAME, Paper
from tests.papers.test_slides import plain, words

Told = dict[str, Any]
MARKS = "Agreed and disputed figures"  # which stand beside what they are about
SEGMENTS = ("entrepreneur", "company")


@pytest.fixture(scope="module")
def told(held: tuple[Settings, Ledger, Meeting]) -> Told:
    """What `figures --meeting --format json` prints."""
    return asked(held[0], "figures", "--agreement", "viborg-2014", "--meeting", NAME)


@pytest.fixture(scope="module")
def changed(held: tuple[Settings, Ledger, Meeting]) -> Told:
    """What `changes --since` prints of the two meetings, by figure and part."""
    found = asked(held[0], "changes", NAME, "--since", BEFORE)
    return {(one["figure"], one["part"]): one for one in found["figures"]}


def asked(settings: Settings, *command: str) -> Told:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        assert main([*command, "--format", "json"], {"VAEKSTTAVLEN_HOME": str(settings.home)}) == 0
    return json.loads(out.getvalue())


@pytest.fixture(scope="module", params=["da", "en"])
def reader(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def deck(paper: Paper, reader: str) -> dict[str, Any]:
    """The slides by their names."""
    return {slide.name: slide for slide in Presentation(io.BytesIO(paper(Form.PPTX, reader))).slides}


def numbers(slide: Any) -> list[list[list[float | None]]]:
    """Chart by chart and series by series what stands behind the marks; of dots (share, place)."""
    found = []
    for shape in slide.shapes:
        if shape.has_chart:
            chart = []
            for series in shape.chart.plots[0].series:
                across = [float(one) for one in series._element.xpath("./c:xVal//c:v/text()")]
                chart.append(across or list(series.values))
            found.append(chart)
    return found


def heights(slide: Any) -> list[list[float]]:
    """Series by series how high the dots of a course lie."""
    (made,) = (shape.chart for shape in slide.shapes if shape.has_chart)
    return [list(map(float, one._element.xpath("./c:yVal//c:v/text()"))) for one in made.plots[0].series]


def near(found: Iterable[float | None], wanted: Iterable[Any]) -> bool:
    one, other = list(found), [None if value is None else float(value) for value in wanted]
    return len(one) == len(other) and all(
        (a is None and b is None) or (a is not None and b is not None and abs(a - b) < 1e-9)
        for a, b in zip(one, other, strict=True)
    )


def share(value: float, reader: str) -> str:
    return plain(language.share(value, reader))


def number(value: Any, reader: str, decimals: int = 0) -> str:
    return plain(language.number(Decimal(str(value)), reader, decimals))


@pytest.mark.parametrize(("name", "family"), [("targets", "guided."), ("programmes", "programme.")])
def test_targets(deck: dict[str, Any], told: Told, reader: str, name: str, family: str):
    """Forecast, reached and expected as shares of each target; the counts beside, the totals under them."""
    rows = [
        one for one in told["targets"] if one["id"].startswith(family) and one["target"] and ".total." not in one["id"]
    ]
    foreseen = [
        one["forecast"]["median"] / one["target"]
        if one["target"] >= 10 and one["forecast"]["median"] > one["actual"]
        else None
        for one in rows
    ]
    wanted = [
        [one["actual"] / one["target"] for one in rows],
        [one["expected"] / one["target"] for one in rows],
    ]
    if any(foreseen):
        wanted.insert(0, foreseen)
    (chart,) = numbers(deck[name])
    assert all(near(*pair) for pair in zip(chart, wanted, strict=True)), (chart, wanted)
    text = words(deck[name])
    of = translate("{actual} of {target}", reader)
    for one in told["targets"]:
        if one["id"].startswith(family) and one["target"]:
            assert of.format(actual=one["actual"], target=one["target"]) in text, one["id"]


def test_fees(deck: dict[str, Any], told: Told, reader: str):
    """Uncapped, cut, payable and budget behind the columns; øre in the headline; pending and share of the budget."""
    total = told["fee_total"]
    ((_feet, amounts, labels),) = numbers(deck["fees"])
    assert near(amounts, [total[part] for part in ("uncapped", "cut", "amount", "budget")])
    assert labels == amounts
    text = words(deck["fees"])
    assert number(total["amount"], reader, 2) in text
    assert share(Decimal(total["amount"]) / Decimal(total["budget"]), reader) in text
    assert number(Decimal(total["budget"]) - Decimal(total["amount"]), reader) in text
    assert re.search(rf"\b{total['pending']} ", text)


def test_the_year_in_one_picture(deck: dict[str, Any], told: Told, changed: Told, reader: str):
    """The five headlines, now and at the meeting before, and how far each is of its target."""
    ((then, now, _target),) = numbers(deck["year"])
    text, whole, jobs, fees = words(deck["year"]), told["satisfaction"], told["jobs"], told["fee_total"]
    targets = {one["id"]: one for one in told["targets"]}
    along = [whole["share"] / whole["goal"]]
    along += [targets[f"guided.total.{one}"]["actual"] / targets[f"guided.total.{one}"]["target"] for one in SEGMENTS]
    along += [float(jobs["net"]) / jobs["goal"], float(fees["amount"]) / float(fees["budget"])]
    assert sorted(now) == pytest.approx(sorted(along))
    assert len(then) == len(now)
    for pair in moved(told, changed, reader):
        assert pair in text


def moved(told: Told, changed: Told, reader: str) -> list[str]:
    """The five headlines at the meeting before and now, as the language writes them."""
    whole, targets = told["satisfaction"], {one["id"]: one for one in told["targets"]}
    before = changed["satisfaction", "satisfied"]["before"] / changed["satisfaction", "answered"]["before"]
    return [f"{share(before, reader)} → {share(whole['share'], reader)}"] + [
        f"{number(changed[figure, part]['before'], reader, digits)} → {number(value, reader, digits)}"
        for figure, part, value, digits in (
            *((f"guided.total.{one}", "actual", targets[f"guided.total.{one}"]["actual"], 0) for one in SEGMENTS),
            ("jobs", "net", told["jobs"]["net"], 1),
            ("fee_total", "amount", told["fee_total"]["amount"], 0),
        )
    ]


def test_satisfaction(deck: dict[str, Any], told: Told, reader: str):
    """The course ends with the share and its interval, against the goal."""
    whole, text = told["satisfaction"], words(deck["satisfaction"])
    ((dots, goal, *intervals),) = numbers(deck["satisfaction"])
    assert len(dots) == len(intervals) == 2  # two quarters have ended
    assert near(heights(deck["satisfaction"])[0][-1:], [whole["share"]])
    assert near(heights(deck["satisfaction"])[1], [whole["goal"]] * 2)
    assert near(heights(deck["satisfaction"])[-1], [whole["low"], whole["high"]])
    assert len(goal) == 2
    for value in (whole["share"], whole["response_rate"]):
        assert share(value, reader) in text


def test_satisfaction_by_level(deck: dict[str, Any], told: Told, reader: str):
    """The share, its interval, the goal and each level that may be shown: no dot more, none for what is hidden."""
    whole = told["satisfaction"]
    ((dots, goal, *intervals),) = numbers(deck["satisfaction-levels"])
    text, levels = words(deck["satisfaction-levels"]), whole["levels"]
    shown = [levels[one] for one in levels if any(near([dot], [levels[one]["share"]]) for dot in dots[1:])]
    hidden = [levels[one] for one in levels if levels[one] not in shown and levels[one]["share"] is not None]
    assert near(dots, [whole["share"], *(one["share"] for one in shown)])
    assert near(goal, [whole["goal"], whole["goal"]])
    wanted = [(one["low"], one["high"]) for one in (whole, *shown)]
    assert all(near(*pair) for pair in zip(intervals, wanted, strict=True))
    for value in (whole["share"], *(one["share"] for one in shown)):
        assert share(value, reader) in text
    assert f"{whole['satisfied']} {'af' if reader == 'da' else 'of'} {whole['answered']}" in text
    assert text.count(plain(translate("suppressed (small numbers)", reader))) == len(hidden)


def test_jobs(deck: dict[str, Any], told: Told, reader: str):
    """The course ends with net, against the goal; how many are measured beside; created and lost in the appendix."""
    jobs = told["jobs"]
    assert near(heights(deck["jobs"])[0][-1:], [jobs["net"]])
    assert near(heights(deck["jobs"])[1], [jobs["goal"]] * 2)
    text = words(deck["jobs"])
    assert number(jobs["net"], reader, 1) in text
    all_of = jobs["measured"] + jobs["not_measured"]
    assert f"{jobs['measured']} {'af' if reader == 'da' else 'of'} {all_of}" in text
    assert re.search(rf"\b{jobs['not_measured']} ", text)
    ((_feet, amounts, labels),) = numbers(deck["jobs-created"])
    assert labels == amounts
    assert near(amounts, [jobs[part] for part in ("created", "lost", "net", "goal")])


def test_focus_sectors_as_of_the_quarter_s_end(deck: dict[str, Any], told: Told, meeting: Meeting):
    """A bar for each sector and measure that is not hidden, and it is the figure; the meeting's day ends a quarter."""
    assert meeting.reports["focus_sectors"].day == meeting.as_of
    sectors = {one["id"]: one for one in told["sectors"]}
    order = [*(one.id for one in meeting.reports["focus_sectors"].sectors), "none"]
    shown = 0
    for chart, part in zip(numbers(deck["focus_sectors"]), ("guided", "programmes", "net"), strict=True):
        ahead, *lost = chart
        for place, name in enumerate(order):
            value = ahead[place] + (lost[0][place] or 0 if lost else 0) if ahead[place] is not None else None
            shown += value is not None
            assert value is None or near([value], [sectors[name][part]]), (name, part)
    assert shown >= 4


def test_deadlines(deck: dict[str, Any], told: Told, reader: str):
    (stacks,) = numbers(deck["deadlines"])
    for counts, part in zip(stacks, ("kept", "missed", "pending"), strict=False):
        assert near(counts, [one[part] for one in told["deadlines"]])
    assert len(stacks) == 3 or not any(one["pending"] for one in told["deadlines"])
    for one in told["deadlines"]:
        assert share(one["share"], reader) in words(deck["deadlines"])


def test_client_files(deck: dict[str, Any], told: Told, reader: str):
    files = told["completeness"]
    for text in (words(deck["deadlines"]), words(deck["data_debt"])):
        assert share(files["share"], reader) in text
        assert number(files["clients"] - files["complete"], reader) in text
        assert number(files["clients"], reader) in text


def test_what_has_changed(deck: dict[str, Any], told: Told, changed: Told, reader: str):
    """Then and now of the five headlines, and cause by cause what stands side by side."""
    text = words(deck["changes"])
    targets = {one["id"]: one["actual"] for one in told["targets"]}
    pairs = [(f"guided.total.{one}", "actual", targets[f"guided.total.{one}"], 0) for one in SEGMENTS]
    pairs += [
        ("satisfaction", "answered", told["satisfaction"]["answered"], 0),
        ("jobs", "net", told["jobs"]["net"], 1),
        ("fee_total", "amount", told["fee_total"]["amount"], 2),
    ]
    for figure, part, now, decimals in pairs:
        one = changed[figure, part]
        assert Decimal(str(one["after"])) == Decimal(str(now))
        assert f"{number(one['before'], reader, decimals)} → {number(now, reader, decimals)}" in text, figure
    assert "changes-causes" not in deck, "both meetings stand on one load: new events are the one cause"


@pytest.mark.parametrize("said", ["da", "en"])
def test_the_workbook_s_other_tables(paper: Paper, told: Told, changed: Told, meeting: Meeting, said: str):
    """Sectors, levels, client files and changes (B1, B2 and the other headlines: test_xlsx)."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(paper(Form.XLSX, said)))
    read = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    sheets = {lines[0][0]: lines[3:] for lines in read}
    lines = {row[0]: row[1:] for row in sheets[translate("Focus sectors", said)]}
    for one in told["sectors"]:
        sector = next((each for each in meeting.agreement.sectors if each.id == one["id"]), None)
        row = lines[sector.name.say(said) if sector else translate("Without a focus sector", said)]
        for cell, part in zip(row[:3], ("guided", "screened", "programmes"), strict=True):
            assert isinstance(cell, str) or cell == one[part], (one["id"], part, cell)
    now = {(figure, part): value for figure, part, value in figures.leaves(told)}
    titles = {"count": "Changes, counts", "money": "Changes, kroner", "jobs": "Changes, jobs"}
    for one in meeting.reports["changes"].differences:
        listed = {row[0]: row[1:] for row in sheets[translate(titles[one.unit], said)]}
        before, *causes, after = listed[changes.headline_label(one).say(said)]
        key = (one.figure, one.part)
        assert near([after], [now[key]]), key
        assert near([before], [changed[key]["before"] if key in changed else now[key]]), key
        if key in changed and not any(isinstance(cell, str) and cell for cell in causes):
            assert near([cell for cell in causes if cell != ""], changed[key]["causes"].values()), key


def test_the_report_holds_every_row_of_the_workbook(paper: Paper, reader: str):
    """Cell after cell, as the language writes it: what is held of the workbook's tables holds of the report's."""
    pages = pypdf.PdfReader(io.BytesIO(paper(Form.PDF, reader))).pages
    report = closed("".join(page.extract_text() for page in pages))
    book = CalamineWorkbook.from_filelike(io.BytesIO(paper(Form.XLSX, reader)))
    left_out = {translate(one, reader) for one in ("About this extract", "Fee by fee", "Loads", MARKS)}
    sheets = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    rows = [
        row
        for lines in sheets
        if lines[0][0] not in left_out
        for row in lines
        if any(isinstance(cell, float) for cell in row)
    ]
    missing = [row for row in rows if not re.search("".join(map(cell_pattern(reader), row)), report)]
    assert not missing
    assert len(rows) > 150


@pytest.fixture(scope="module")
def headlines(told: Told, changed: Told, reader: str) -> dict[str, list[str]]:
    """What the JSON says of each part's headlines, which everybody may read, as the language writes it."""

    def of(one: Any, other: Any) -> str:
        return translate("{actual} of {target}", reader).format(actual=one, target=other)

    def lowest_and_highest(one: Told) -> str:
        return f"{round(100 * one['low'])}–{share(one['high'], reader)}"

    whole, jobs, fees, files = (told[name] for name in ("satisfaction", "jobs", "fee_total", "completeness"))
    left = Decimal(fees["budget"]) - Decimal(fees["amount"])
    counted = {
        family: [of(one["actual"], one["target"]) for one in told["targets"] if one["id"].startswith(family)]
        for family in ("guided.", "programme.")
    }
    return {
        "year": moved(told, changed, reader),
        "targets": [one for one in counted["guided."] if not one.endswith(" 0")],
        "programmes": [one for one in counted["programme."] if not one.endswith(" 0")],
        "fees": [
            number(fees["amount"], reader, 2),
            *(number(value, reader) for value in (fees["uncapped"], -Decimal(fees["cut"]), fees["budget"], left)),
            share(Decimal(fees["amount"]) / Decimal(fees["budget"]), reader),
            f"{fees['pending']} {'honorar' if reader == 'da' else 'fee'}",
        ],
        "satisfaction": [
            share(whole["share"], reader),
            lowest_and_highest(whole),
            share(whole["response_rate"], reader),
        ],
        "jobs": [
            number(jobs["net"], reader, 1),
            number(jobs["goal"], reader),
            of(jobs["measured"], jobs["measured"] + jobs["not_measured"]),
            f"{'andre' if reader == 'da' else 'other'} {jobs['not_measured']}",
        ],
        "deadlines": [
            *(share(one["share"], reader) for one in told["deadlines"]),
            share(files["share"], reader),
            of(files["complete"], files["clients"]),
        ],
    }


@pytest.mark.parametrize("whom", [meetings.PARTIES, meetings.OTHERS], ids=["parties", "others"])
def test_the_slides_without_network(
    paper: Paper, told: Told, headlines: dict[str, list[str]], reader: str, whom: Audience
):
    """Each slide of the HTML says what the JSON says, and its courses lie where the figures are."""
    file = paper(Form.HTML, reader, whom=whom).decode()
    slides = dict(re.findall(r'<section id="([^"]+)"(.*?)</section>', file, re.S))
    for name, wanted in headlines.items():
        drawn = re.sub(r'<div class="chart narrow">.*?</div>', "", slides[name], flags=re.S)
        seen = plain(re.sub(r"<[^>]+>", " ", drawn))
        described = plain(" ".join(re.findall(r'aria-label="([^"]*)"', drawn)))
        missing = [one for one in wanted if one not in f"{seen} {described}"]
        assert not missing, (name, missing, seen)
    for one in told["targets"]:
        if one["target"] and one["id"].startswith("guided.") and ".total." not in one["id"]:
            ends = [number(one["forecast"][part], reader) for part in ("median", "low", "high")]
            assert "{} ({}–{})".format(*ends) in plain(slides["targets"]), one["id"]
    whole = told["satisfaction"]
    for course in re.findall(r"<svg.*?</svg>", slides["satisfaction"], re.S):
        (goal,) = re.findall(r'<line [^>]*y1="([\d.]+)"[^>]* y2="\1" stroke="#16212B"', course)
        (foot,) = re.findall(r'<line [^>]*y1="([\d.]+)"[^>]* y2="\1" stroke="#7A8794"', course)
        *_before, now = re.findall(r'<circle [^>]*cy="([\d.]+)"', course)
        rise = (float(foot) - float(goal)) / (whole["goal"] - 0.5)  # the drawing begins at half
        assert 0.5 + (float(foot) - float(now)) / rise == pytest.approx(whole["share"], abs=1e-3)


@pytest.mark.parametrize("whom", [meetings.PARTIES, meetings.OTHERS], ids=["parties", "others"])
def test_the_minutes_as_they_are_printed(
    paper: Paper, meeting: Meeting, headlines: dict[str, list[str]], reader: str, whom: Audience
):
    """Item for item what was found, and row for row the agreement's own tables, as the JSON has them."""
    pages = pypdf.PdfReader(io.BytesIO(paper(Form.PDF, reader, whom=whom))).pages
    items, tables = "\n".join(page.extract_text() for page in pages).split(
        f"\n{translate('Figures and tables', reader)}\n"
    )
    items, tables = closed(items), closed(tables)
    for name, wanted in headlines.items():
        missing = [one for one in wanted if closed(one) not in items]
        assert not missing, (name, missing)
    for label, (actual, target, expected_now, *forecast) in expected.targets(meeting, reader).items():
        cells = [actual, target, *([] if expected_now is None else [number(expected_now, reader, 1)])]
        ends = [number(one, reader) for one in forecast if one is not None and target]
        row = rf"{re.escape(closed(label))}B1{''.join(map(re.escape, map(str, cells)))}\D*{''.join(ends)}"
        assert re.search(row, tables), row
    for label, row in expected.fees(meeting, reader).items():
        count, *amounts, amount, pending, budget, left = row
        if not count:
            continue
        told_row = [str(count), *(number(one, reader, 2) for one in (*amounts, amount)), str(pending)]
        told_row += [number(one, reader, 2) for one in (budget, left)]
        assert re.search(rf"{re.escape(closed(label))}(?:§8,)?B2\d*?{re.escape(closed(''.join(told_row)))}", tables), (
            told_row
        )


def closed(text: str) -> str:
    """Without blanks and the hyphens of broken words."""
    return re.sub(r"[\s\N{NO-BREAK SPACE}\N{SOFT HYPHEN}\N{HYPHEN}-]+", "", text)


def cell_pattern(reader: str) -> Callable[[Any], str]:
    """What a cell of the workbook may be in the report: a number with its decimals or as a share, a day, words."""

    def pattern(cell: Any) -> str:
        if isinstance(cell, float):
            decimals = (0, 1, 2) if cell == int(cell) else (1, 2)
            told = [language.number(cell, reader, one) for one in decimals] + [language.share(cell, reader)]
            return f"(?:{'|'.join(re.escape(closed(one)) for one in told)})"
        if isinstance(cell, dt.datetime):
            return re.escape(closed(language.date_time(cell, reader)))
        if isinstance(cell, dt.date):
            return re.escape(closed(language.date(cell, reader)))
        return re.escape(closed(str(cell)))

    return pattern
