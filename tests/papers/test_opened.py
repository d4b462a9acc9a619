"""The slides without network opened in a browser (what LibreOffice makes of the rest: test_libreoffice)."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser

from data_pipeline.papers.meeting_papers import Form
from tests.papers.conftest import Paper

# What stands over the edge of the stage or over its neighbour, and how large the smallest letters are (of the height).
LOOK = """() => {
    const stage = document.querySelector('section.now .stage');
    const box = (one) => one.getBoundingClientRect();
    const [head, foot] = [box(stage.querySelector('header')), box(stage.querySelector('footer'))];
    const seen = (marks) => [...stage.querySelectorAll(marks)].filter((one) => box(one).width);
    const parts = seen('.leads, .chart, .lines, .remarks, .empty');
    const high = parts.filter((one) => box(one).top < head.bottom - 2 || box(one).bottom > foot.top + 2);
    const isOut = (one) => one.right > innerWidth || one.left < 0 || one.bottom > foot.top + 2;
    const out = seen('svg text').filter((one) => isOut(box(one)));
    const size = (one) => parseFloat(getComputedStyle(one).fontSize) / innerHeight;
    return {
        high: high.map((one) => one.className), out: out.map((one) => one.textContent),
        title: size(stage.querySelector('h1')), label: size(stage.querySelector('footer')),
        scrolls: document.documentElement.scrollHeight - innerHeight,
    };
}"""


def test_slides_without_network_are_shown_by_keyboard(paper: Paper, browser: Browser, tmp_path: Path):
    """Every slide at three sizes: nothing asked for, nothing cut off or scrolled, sizes as on the projector, keys."""
    page_file = tmp_path / "slides.html"
    page_file.write_bytes(paper(Form.HTML, "da"))
    faults: list[str] = []
    with browser.new_context() as context:
        page = context.new_page()
        page.on("console", lambda told: faults.append(told.text))
        page.on("request", lambda asked: asked.url.startswith(("file:", "data:")) or faults.append(asked.url))
        page.goto(page_file.as_uri())
        count = page.locator("section").count()
        assert count >= 10
        for width, height in ((1920, 1080), (1280, 720), (1024, 768)):
            page.set_viewport_size({"width": width, "height": height})
            page.keyboard.press("Home")
            seen = []
            for _ in range(count):
                seen.append(page.evaluate("document.querySelector('section.now').id"))
                look = page.evaluate(LOOK)
                assert not look["high"], (width, seen[-1], look)
                assert not look["out"], (width, seen[-1], look)
                assert look["scrolls"] <= 0, (width, seen[-1], look)
                assert look["title"] >= 0.06
                assert look["label"] >= 0.03
                page.keyboard.press("PageDown")
            assert len(set(seen)) == count
        page.keyboard.press("b")
        assert page.locator(".blank").is_visible()
        page.keyboard.press("ArrowLeft")
        assert not page.locator(".blank").is_visible()
        now = page.evaluate("document.querySelector('section.now').id")
        for key in ("r", "c"):
            page.keyboard.press(key)
        assert page.evaluate("document.querySelector('section.now').id") == now
    assert not faults
