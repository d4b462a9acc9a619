"""What the README and its neighbours name is there."""

from __future__ import annotations

import re

from data_pipeline.command.line import COMMANDS
from tests.architecture.sources import ROOT, require_none

README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def test_make_targets_of_the_readme_exist():
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", README, re.MULTILINE))
    assert named >= {"run", "test"}
    assert named <= set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))


def test_every_make_target_is_listed_with_a_line():
    listed = set(re.findall(r"^([a-z]+):.*## \S", MAKEFILE, re.MULTILINE))
    assert listed >= {"setup", "run", "test", "soak", "check", "bench"}


def test_commands_of_the_readme_exist():
    named = set(re.findall(r"-m data_pipeline ([a-z]+)", README))
    assert named
    assert named <= set(COMMANDS)


def test_links_and_pictures_of_the_readme_exist():
    for target in re.findall(r"\]\(([^)#]+)", README):
        assert (ROOT / target).exists(), target


def test_the_tree_of_the_readme_is_the_tree():
    """Every file and folder its tree names, and every module there is, have met."""
    (tree,) = re.findall(r"## What is where\n\n```\n(.*?)```", README, re.DOTALL)
    top = re.findall(r"(?:^|  )([a-zA-Z_]+/|[a-zA-Z_]+\.(?:py|md))", re.sub(r"^  .*\n", "", tree, flags=re.MULTILINE))
    for name in top:
        assert (ROOT / name).exists(), name
    inner = re.findall(r"(?:^  | )([a-z_]+\.py|[a-z_]+/)(?= |$)", tree, flags=re.MULTILINE)
    known = {path.name + "/" * path.is_dir() for path in (ROOT / "data_pipeline").iterdir()} | set(top)
    assert set(inner) <= known, set(inner) - known
    modules = {path.name for path in (ROOT / "data_pipeline").glob("*.py")} - {"__init__.py", "__main__.py"}
    modules |= {f"{path.parent.name}/" for path in (ROOT / "data_pipeline").glob("*/__init__.py")}
    missing = {name for name in modules if f" {name}" not in tree}
    assert not missing, missing


def test_settings_of_the_readme_are_those_of_the_code():
    code = (ROOT / "data_pipeline" / "settings.py").read_text(encoding="utf-8")
    assert set(re.findall(r"VAEKSTTAVLEN_[A-Z_]+", README)) <= set(re.findall(r"VAEKSTTAVLEN_[A-Z_]+", code))


def test_ci_runs_all_tests():
    assert "make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_every_package_has_one_exact_version():
    require_none(
        [
            f"{name}: {line}"
            for name in ("requirements.txt", "requirements-dev.txt")
            for line in (ROOT / name).read_text(encoding="utf-8").splitlines()
            if line and not line.startswith(("#", "-r "))
            if not re.fullmatch(r'[\w.-]+(\[\w+\])?==[\w.]+(; sys_platform != "win32")?', line)
        ]
    )


def test_every_decision_is_in_the_index():
    folder = ROOT / "docs" / "decisions"
    index = (folder / "README.md").read_text(encoding="utf-8")
    for path in folder.glob("[0-9]*.md"):
        assert f"]({path.name})" in index, path.name
        assert path.read_text(encoding="utf-8").startswith(f"# {path.name[:4]} ")
    assert all((folder / name).exists() for name in re.findall(r"\]\(([^)]+)\)", index))
