"""Region og år as a reader opens it: rows, the funnel, small multiples, and numbers to try (R20, R21)."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

import pytest

from data_pipeline.privacy.rights import Person, Role
from tests.installations import Installations
from tests.pages.conftest import Shown, markup, words
from ui.entry import session

Open = Callable[..., Shown]


@pytest.fixture
def opened(installations: Installations, show: Open) -> Open:
    """Opens a page of the made-up region."""
    home, folder = installations.region()
    return lambda page="compare", **query: show(home, page, agreements=folder, **query)


def table(shown: Shown, title: str) -> list[list[str]]:
    """The words of each cell of the page's table of that title, row by row, the head first."""
    body = next(one for one in re.findall(r"<table.*?</table>", markup(shown.app), re.DOTALL) if title in one[:400])
    found = re.findall(r"<tr.*?</tr>", body, re.DOTALL)
    return [[words(cell).strip() for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)] for row in found]


def test_years_and_neighbours_stand_in_the_same_columns(opened: Open):
    shown = opened(agreement="viborg-2014", as_of="2014-12-31")
    assert shown.title == "Randers 2014 (opdigtet): tilfredse klienter langt under målet"
    years, near = table(shown, "År for år"), table(shown, "Naboer, 31. december 2014")
    assert (
        years[0]
        == near[0]
        == [
            "Aftale",
            "Iværksættere",
            "Virksomheder",
            "Tilfredse",
            "Arbejdspladser",
            "Honorar",
            "Ud over tilfældet",
        ]
    )
    assert [row[0] for row in years[1:]] == [
        "Viborg 2013 (opdigtet) 31. december 2013",
        "Viborg 2014 31. december 2014",
        "Viborg 2015 (opdigtet) begynder 1. januar 2015",
    ]
    randers = next(row for row in near if row[0].startswith("Randers"))
    assert randers[1:4] == ["▼ 98 % Ikke nået 246 af 250", "▼ 96 % Ikke nået 239 af 250", randers[3]]
    assert randers[3] == "▼ 62 % Ikke opfyldt 118 af 191 svar"
    assert randers[6] == "Tilfredse langt under målet"
    # What only seems to differ: two of five are not few enough.
    assert next(row for row in near if row[0].startswith("Samsø"))[6] == "intet"
    assert 'href="compare?agreement=skive-2014' in markup(shown.app)
    # The whole years say the same as the years at the same share, when all of it has passed.
    assert "Hele år" not in shown.folds


def test_the_funnel_says_who_lies_outside_and_who_only_seems_to(opened: Open):
    shown = opened(agreement="viborg-2014", as_of="2014-12-31", lang="en")
    assert "Randers lies outside the funnel" in shown.text
    assert "Chance can explain Samsø (40% of 5 answers), Skive (74% of 31 answers)." in shown.text
    funnel = next(alt for alt in shown.alts if alt.startswith("Randers lies"))
    assert "Randers 2014 (made up): 62% of 191 answers, far under the goal" in funnel
    assert "Samsø 2014 (made up): 40% of 5 answers, chance can explain it" in funnel


def test_in_the_middle_of_a_year_all_are_read_at_the_same_share(opened: Open):
    shown = opened(agreement="viborg-2015", as_of="2015-06-30", lang="en")
    assert shown.title == "Nobody stands out by more than chance"
    years = table(shown, "Year by year, at the same 48% of the working days")
    assert [row[0] for row in years[1:]] == [
        "Viborg 2013 (made up) 27 June 2013",
        "Viborg 2014 29 June 2014",
        "Viborg 2015 (made up) 30 June 2015",
    ]
    assert years[1][1].endswith("of expected")
    # Of 2013 nobody is measured by then, which is not 0.
    assert years[1][4] == "not measured"
    assert "Whole years" in shown.folds
    assert table(shown, "Neighbours, 30 June 2015")[1:][0][0].startswith("Viborg 2015")


@pytest.mark.parametrize(("sort", "first"), [("name", "Aarhus"), ("-name", "Viborg"), ("satisfied", "Samsø")])
def test_neighbours_sort_by_their_headings(sort: str, first: str, opened: Open):
    near = table(opened(agreement="viborg-2014", as_of="2014-12-31", sort=sort), "Naboer")
    assert near[1][0].startswith(first)


def test_a_number_is_tried_and_said_at_the_table(opened: Open):
    asked = {"guided.local.entrepreneur": "230", "guided.local.company": "x", "fee.screening.company": "9999999"}
    shown = opened(agreement="viborg-2014", as_of="2014-12-31", **asked)
    assert re.search(r"Iværksættere vejledt lokalt: 230 nås i [12] af 10 år som de seneste 2", shown.text)
    assert '<input type="number" name="guided.local.entrepreneur" value="230"' in markup(shown.app)
    assert '<input type="number" name="guided.local.company" value="200"' in markup(shown.app)
    assert "230 × 500" in shown.text  # the registration fees follow
    assert "Udkast til aftale (TOML)" in shown.text


def test_where_there_is_no_year_to_go_by_the_page_says_so(opened: Open):
    shown = opened(agreement="skive-2014", as_of="2014-03-31")
    assert "har intet år at gå ud fra" in shown.text
    assert "Nyt mål" not in shown.text


def test_a_reader_bound_to_one_agreement_has_a_row_of_names(opened: Open, monkeypatch: pytest.MonkeyPatch):
    """Nothing of the others is released here: their names, and neither counts, points nor links."""
    monkeypatch.setattr(session, "_at_hand", lambda: Person("Vera", Role.PARTNER, frozenset({"skive-2014"})))
    shown = opened(as_of="2014-12-31")
    assert "Skive 2014" in shown.text
    near = table(shown, "Naboer")
    assert [row[0] for row in near[1:] if row[1]] == ["Skive 2014 (opdigtet) 31. december 2014"]
    assert near[1] == ["Aarhus 2014 (opdigtet) intet frigivet møde", *[""] * 6]
    assert not [alt for alt in shown.alts if "Randers" in alt]
    assert "agreement=randers-2014" not in re.sub(r"<select.*?</select>", "", html.unescape(markup(shown.app)))
    # Of another agreement each page says whom it is for.
    for page in ("compare", "overview", "why", "data", "fees"):
        other = opened(page, agreement="randers-2014", as_of="2014-12-31")
        assert other.title == "For aftalens parter"
        assert not other.alts
