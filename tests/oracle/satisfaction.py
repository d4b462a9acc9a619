"""R8: whose voice counts, how many are satisfied, and how sure that is."""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

from tests.oracle.parties import ENTREPRENEUR, Case, Party
from tests.oracle.rows import Answer

Z_95 = 1.959963984540054  # the 97.5 % quantile of the normal distribution
LEVELS = ("local", "focused", "specialised")


def satisfaction(case: Case) -> dict[str, Any]:
    """The whole and each level."""
    heard = voices(case)
    invited = _invited(case, heard)
    return {
        **verdict(case, heard),
        "invited": len(invited),
        "response_rate": _ratio(len(invited & set(heard)), len(invited)),
        "levels": {level: verdict(case, voices(case, level)) for level in LEVELS},
    }


def verdict(case: Case, heard: dict[Party, Answer]) -> dict[str, Any]:
    """Satisfied among answered, against the goal: by the agreement's rule and by the interval."""
    goal_percent = case.terms.satisfaction_goal_percent
    answered = len(heard)
    satisfied = sum(answer.score in (4, 5) for answer in heard.values())
    row: dict[str, Any] = {
        "satisfied": satisfied,
        "answered": answered,
        "share": _ratio(satisfied, answered),
        "goal": goal_percent / 100,
        "met": None,
        "low": None,
        "high": None,
        "certainty": "none",
    }
    if answered:
        low, high = wilson(satisfied, answered)
        above, below = low > goal_percent / 100, high <= goal_percent / 100
        row |= {
            "met": 100 * satisfied > goal_percent * answered,
            "low": low,
            "high": high,
            "certainty": "above" if above else "below" if below else "open",
        }
    return row


def wilson(satisfied: int, answered: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share; exactly 0 below none and exactly 1 above all."""
    share = satisfied / answered
    weight = 1 + Z_95**2 / answered
    middle = (share + Z_95**2 / (2 * answered)) / weight
    reach = Z_95 * math.sqrt(share * (1 - share) / answered + Z_95**2 / (4 * answered**2)) / weight
    return (0.0 if satisfied == 0 else middle - reach), (1.0 if satisfied == answered else middle + reach)


def voices(case: Case, level: str | None = None) -> dict[Party, Answer]:
    """Each party of the population with its latest answer (with that Niveau, if one is named)."""
    latest: dict[Party, Answer] = {}
    for answer in case.answer:
        if not _is_voice(case, answer) or (level is not None and answer.level != level):
            continue
        party = case.party_of[answer.client_id]
        if party not in latest or _age(answer) > _age(latest[party]):
            latest[party] = answer
    return {party: answer for party, answer in latest.items() if _is_asked(case, party, answer.answered_date)}


def _age(answer: Answer) -> tuple:
    return answer.answered_date, answer.answer_id


def _is_asked(case: Case, party: Party, day: dt.date | None) -> bool:
    """Whether the party is in the population, its segment by R3 or else as on `day`."""
    assert day is not None
    if not any(row.guidance_date <= case.as_of for row in case.guidance_of[party]):
        return False
    is_ambitious = any(client.is_ambitious for client in case.clients_of[party])
    return is_ambitious or case.segment(party, day) == ENTREPRENEUR


def _invited(case: Case, heard: dict[Party, Answer]) -> set[Party]:
    """Parties of the population with Udsendt in the window."""
    last_sent: dict[Party, dt.date] = {}
    for answer in case.answer:
        if case.in_window(answer.sent_date):
            party = case.party_of[answer.client_id]
            last_sent[party] = max(answer.sent_date, last_sent.get(party, answer.sent_date))
    # Placed by its voice where it has one; a voice outside the population leaves the party outside it.
    spoken = {case.party_of[row.client_id] for row in case.answer if _is_voice(case, row)}
    return {
        party
        for party, day in last_sent.items()
        if (party in heard if party in spoken else _is_asked(case, party, day))
    }


def _is_voice(case: Case, answer: Answer) -> bool:
    return case.in_window(answer.answered_date) and answer.score in (1, 2, 3, 4, 5)


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None
