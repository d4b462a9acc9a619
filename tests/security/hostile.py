"""A delivery in which every column of every kind carries every hostile string, row by row."""

from __future__ import annotations

import csv
from pathlib import Path

from tests.load.deliveries import BY_NAME, line

LONG = "X" * 30_000
STRINGS = {
    "script": "<script>window.__pwned=1</script>",
    "image": '<img src=http://192.0.2.7/b.png onerror="window.__pwned=2">',
    "beacon": "![a](http://192.0.2.7/beacon.png)",
    "link": "[klik](javascript:window.__pwned=3)",
    "style": "</style><svg onload=window.__pwned=4>",
    "template": "{{7*7}}${7*7}$\\href{javascript:1}{x}$:red[x]:material/home:",
    "formula": '=HYPERLINK("http://192.0.2.7";"x")',
    "command": "@SUM(1+1)*cmd|'/c calc'!A0",
    "sql": "'); drop table dim_client; --",
    "mirror": "\u202egpj.exe\u202c\u200b\ufeff",
    "long": LONG,
}


def deliver(folder: Path) -> Path:
    """The folder with a file a kind; file names and the headings of extra columns are hostile too."""
    folder.mkdir(parents=True)
    for kind in BY_NAME.values():
        headings = [column.heading for column in kind.columns]
        rows = []
        for number, heading in enumerate(headings):
            for word, text in STRINGS.items():
                values = {heading: text}
                key = headings[0]
                if heading != key and kind.name != "beskæftigelse":
                    values[key] = f"{key[:1]}-{number}-{word}"
                rows.append(line(kind, values))
        name = f"{kind.name} <img src=x onerror=window.__pwned=5> ![x](http:192.0.2.7) =1+1.csv"
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, delimiter=";")
            writer.writerow([*headings, "<script>window.__pwned=6</script>"])
            writer.writerows([*row, STRINGS["image"]] for row in rows)
    # What a terminal obeys is in no export: such a file is refused whole.
    (folder / "control.csv").write_text("Kunde-ID;Kundetype\n\x1b]0;x\x07\x1b[2J\x9b31m;x\n", encoding="utf-8")
    # Each client that was accepted under a hostile id was guided, so that it is on the pages.
    with (folder / "more.csv").open("w", encoding="utf-8", newline="") as file:
        kind = BY_NAME["vejledninger"]
        writer = csv.writer(file, delimiter=";")
        writer.writerow([column.heading for column in kind.columns])
        for word, text in STRINGS.items():
            writer.writerow(
                line(kind, {"Vejledning-ID": f"V-more-{word}", "Kunde-ID": text, "Niveau": "Specialiseret"})
            )
    return folder
