"""What the reader chose in the sidebar: agreement, as-of date, slice and language, kept in the URL and nowhere else.

The URL holds ids and ISO dates, the reader sees titles and written dates; only what differs from the default stands
there. A choice is made as a link is followed (`document.js`): the URL changes, and the page with it.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from data_pipeline import language
from data_pipeline.privacy.rights import Person, Role
from data_pipeline.reports import AgreementChoice, slices
from data_pipeline.views import terms
from data_pipeline.views.chart import Text
from ui import address, html, words
from ui.words import _, safe

LANGUAGE_NAMES = {"da": "Dansk", "en": "English"}
NEWEST = ""  # as-of: the newest date there is


@dataclass(frozen=True)
class Selection:
    """What a page asks its report for."""

    agreement: str
    title: str
    as_of: dt.date
    slice: str = ""  # as `sector.green`; empty for the whole agreement
    slice_name: str = ""


def sidebar(page: str, agreements: Sequence[AgreementChoice], reader: Person | None) -> Selection | None:
    """What the reader asks for, None when there is nothing to choose among; the choices stand at the sidebar's foot.

    Those who sign for a party may choose any day, and a slice on pages that show one or explain a number of it.
    """
    chosen = address.chosen("agreement", [one.id for one in agreements]) if agreements else None
    is_party = reader is not None and reader.may(Role.PARTNER, chosen)
    agreement = next((one for one in agreements if one.id == chosen), None)
    asked, lists = _data_choices(page, agreements, agreement, is_party=is_party) if agreement else (None, "")
    languages = {one: LANGUAGE_NAMES[one] for one in language.LANGUAGES}
    links = _links(page, address.LANGUAGE, languages, words.chosen())
    html.append(
        f'<div class="choices{" parties" if is_party else ""}" data-language="{words.chosen()}">{lists}'
        f'<nav class="either" aria-label="{safe(_("Language"))}">{links}</nav></div>'
    )
    return asked


def pills(page: str, label: str, key: str, titles: Mapping[str, str], value: str) -> None:
    """A page's own choice, one pill an option; the first option is the default."""
    html.append(f'<nav class="pills" aria-label="{safe(label)}">{_links(page, key, titles, value)}</nav>')


def slice_pills(page: str, label: str, titles: Mapping[str, Text]) -> None:
    """A page's pills that choose a slice, as the sidebar's list does: it follows along to other pages."""
    part = address.asked().get(address.SLICE, "")
    pills(page, label, address.SLICE, {name: words.plain(title) for name, title in titles.items()}, part)


def pick(page: str, label: str, key: str, titles: Mapping[str, Text]) -> str:
    """Return which of a page's own options the reader chose; with its pills where there are several."""
    value = address.chosen(key, list(titles))
    if len(titles) > 1:
        pills(page, label, key, {name: words.plain(title) for name, title in titles.items()}, value)
    return value


def _data_choices(
    page: str, agreements: Sequence[AgreementChoice], agreement: AgreementChoice, *, is_party: bool
) -> tuple[Selection, str]:
    newest, *earlier = agreement.as_of
    days = {NEWEST: newest} | {day.isoformat(): day for day in _with_asked(agreement, earlier)}
    as_of = address.chosen("as_of", list(days))
    titles = Counter(one.title for one in agreements)
    names = {one.id: one.title if titles[one.title] == 1 else f"{one.title} ({one.id})" for one in agreements}
    dates = {key: words.spoken(language.date, day) for key, day in days.items()}
    days_list = _list(_("Status as of"), "as_of", dates, as_of)
    lists = _list(_("Agreement"), "agreement", names, agreement.id)
    lists += f'<div class="day">{days_list}{_calendar(agreement, days[as_of])}</div>' if is_party else days_list
    asked = Selection(agreement.id, agreement.title, days[as_of])
    is_explained = page == "why" and address.asked().get(address.OF) == address.SLICE
    if not is_party or (page not in slices.PAGES and not is_explained):
        return asked, lists
    names = {str(one): words.plain(terms.slice_name(one, agreement.sectors)) for one in agreement.slices}
    groups = {
        _(label): {str(one): names[str(one)] for one in agreement.slices if one.kind == kind}
        for kind, label in terms.SLICES.items()
    }
    part = address.chosen(address.SLICE, ["", *names])
    lists += _list(_("Slice"), address.SLICE, {"": _("Whole agreement")}, part, groups)
    return replace(asked, slice=part, slice_name=names.get(part, "")), lists


def _with_asked(agreement: AgreementChoice, listed: Sequence[dt.date]) -> list[dt.date]:
    """The days of the list, the latest first, with any other that the URL asks for."""
    try:
        asked = dt.date.fromisoformat(address.asked().get("as_of", ""))
    except ValueError:
        return list(listed)
    is_another = asked != agreement.as_of[0] and agreement.first_day <= asked <= agreement.last_day
    return sorted({*listed, asked} if is_another else listed, reverse=True)


def _calendar(agreement: AgreementChoice, chosen: dt.date) -> str:
    """The browser's own calendar: any day from the agreement's first to the newest in the data."""
    return (
        f'<input type="date" name="as_of" autocomplete="off" aria-label="{safe(_("Another day"))}" '
        f'title="{safe(_("Another day"))}" value="{chosen}" min="{agreement.first_day}" max="{agreement.as_of[0]}">'
    )


def _list(
    label: str, key: str, titles: Mapping[str, str], chosen: str, groups: Mapping[str, Mapping[str, str]] | None = None
) -> str:
    """A list of `titles`, of which the first is the default, and under them of `groups` with a heading each."""
    default = next(iter(titles))

    def written(listed: Mapping[str, str]) -> str:
        return "".join(
            f'<option value="{safe("" if value == default else value)}"{" selected" if value == chosen else ""}>'
            f"{safe(title)}</option>"
            for value, title in listed.items()
        )

    options = written(titles) + "".join(
        f'<optgroup label="{safe(title)}">{written(listed)}</optgroup>' for title, listed in (groups or {}).items()
    )
    return f'<label>{safe(label)}<select name="{key}" autocomplete="off">{options}</select></label>'


def _links(page: str, key: str, titles: Mapping[str, str], chosen: str) -> str:
    """A link an option; all else that the URL says stands."""
    default = next(iter(titles))
    links = ""
    for value, title in titles.items():
        to = address.of(page, {**address.asked(), key: "" if value == default else value})
        current = ' aria-current="true"' if value == chosen else ""
        links += f'<a class="here" href="{safe(to)}"{current}>{safe(title)}</a>'
    return links
