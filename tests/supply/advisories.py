"""`make advisories`: known faults of the pinned packages, asked of osv.dev where the network allows.

Only names and versions of public packages leave the machine. Without a network it says that nothing was asked, and
that is no failure; with `--notice` a finding is none either.
"""

from __future__ import annotations

import json
import sys
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence

from tests.supply.pins import pins

SERVICE = "https://api.osv.dev/v1/querybatch"
SECONDS = 15


class Unasked(Exception):
    """Nobody answered."""


def known(packages: Mapping[str, str], service: str = SERVICE) -> dict[str, list[str]]:
    """Ids of advisories by package, those without one left out. Raises `Unasked`."""
    queries = [
        {"package": {"name": name, "ecosystem": "PyPI"}, "version": version} for name, version in packages.items()
    ]
    request = urllib.request.Request(
        service, json.dumps({"queries": queries}).encode(), {"Content-Type": "application/json"}
    )
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:
            results = json.load(answer)["results"]
    except (urllib.error.URLError, OSError, ValueError, KeyError) as fault:
        raise Unasked(str(fault)) from fault
    if len(results) != len(queries):
        raise Unasked("the answer is not to what was asked")
    found = {
        name: [one["id"] for one in result.get("vulns") or ()] for name, result in zip(packages, results, strict=True)
    }
    return {name: ids for name, ids in found.items() if ids}


def main(arguments: Sequence[str], service: str = SERVICE) -> int:
    """1 when there are advisories and `--notice` is not given, else 0."""
    packages = pins()
    try:
        found = known(packages, service)
    except Unasked:
        print(f"Advisories were not asked for: {service} does not answer from here. Ask where there is a network.")
        return 0
    for name, ids in found.items():
        print(f"{name} {packages[name]}: " + ", ".join(f"https://osv.dev/{one}" for one in ids))
    print(f"{len(packages)} packages asked about, {len(found)} with known advisories.")
    return int(bool(found) and "--notice" not in arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
