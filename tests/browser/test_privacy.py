"""What one person gives is seen by nobody else, and is gone when they are."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from assistant.passwords import make_line
from tests.browser.site import Site
from tests.browser.steps import card, check, done, give
from tests.browser.test_access import violations
from tests.ui.fake import DRAFT
from tests.ui.test_html import PAYLOADS

Opener = Callable[..., Page]
CANARY = "Zebedee Quillfeather"


def key_of(page: Page) -> str:
    """The name Gradio knows the tab by."""
    return str(page.wait_for_function("document.querySelector('#signal [data-session]')?.dataset.session").json_value())


def test_two_people_never_see_each_other_s_drafts(open_page: Opener) -> None:
    one, two = open_page(), open_page()
    check(one, DRAFT.replace("Child K", CANARY))
    check(two, DRAFT.replace("Child K", "Somebody else"))
    assert CANARY not in two.content()
    assert "Somebody else" not in one.content()
    again = one.context.new_page()
    again.goto(one.url)
    again.wait_for_selector("html[data-sq-ready] #log .turn")
    assert CANARY not in again.content()


def test_knowing_the_name_of_a_session_gives_nothing_to_another_browser(open_page: Opener, site: Site) -> None:
    one, two = open_page(), open_page()
    check(one, DRAFT.replace("Child K", CANARY))
    key = key_of(one)
    for path in (f"queue/data?session_hash={key}", f"heartbeat/{key}"):
        reply = two.request.get(f"{site.address}/gradio_api/{path}", timeout=5000)
        assert reply.status == 403
    events = two.evaluate("window.gradio_config.dependencies.map((d) => [d.id, d.inputs.length])")
    for number, inputs in events:
        body = {"data": [None] * inputs, "fn_index": number, "session_hash": key, "event_data": {"act": "x", "id": "1"}}
        two.request.post(f"{site.address}/gradio_api/queue/join", data=body)
    expect(one.locator("#draft")).to_contain_text(CANARY)
    assert CANARY not in two.content()
    one.click("#check")
    done(one)


def test_files_are_not_served_whatever_is_asked(page: Page, site: Site, tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_text(f"{CANARY} was hard to reach.", encoding="utf-8")
    give(page, path)
    held = next(file for file in site.files() if file.name == "draft.txt")
    for address in (f"file={held}", "file=/etc/passwd", f"file={Path(__file__)}", "deep_link?session_hash=x", "info"):
        assert page.request.get(f"{site.address}/gradio_api/{address}").status == 404
    assert page.request.get(f"{site.address}/gradio_api/deep_link?session_hash={key_of(page)}").status == 404


def test_closing_the_tab_wipes_the_draft_and_everything_made_from_it(
    open_page: Opener, site: Site, tmp_path: Path
) -> None:
    page = open_page()
    path = tmp_path / "wiped.txt"
    path.write_text(f"{CANARY} was hard to reach.", encoding="utf-8")
    give(page, path)
    page.click("#check")
    done(page)
    page.get_by_role("tab", name="Downloads").click()
    with page.expect_download() as fetched_file:
        page.get_by_role("button", name="Feedback as a web page").click()
    assert fetched_file.value.suggested_filename == "feedback.html"
    assert any(file.name == "wiped.txt" for file in site.files())
    page.close(run_before_unload=True)
    until = time.monotonic() + 15
    while time.monotonic() < until and any(file.name in ("wiped.txt", "feedback.html") for file in site.files()):
        time.sleep(0.1)
    assert not [file for file in site.files() if CANARY.encode() in file.read_bytes()]
    assert CANARY not in site.said()


def test_the_browser_keeps_nothing_of_a_draft(page: Page) -> None:
    check(page, DRAFT.replace("Child K", CANARY))
    kept = page.evaluate(
        "async () => JSON.stringify([{...localStorage}, {...sessionStorage}, "
        "(await indexedDB.databases()).map(d => d.name), document.cookie, await caches.keys()])"
    )
    assert CANARY not in kept
    assert json.loads(kept)[2:] == [[], "", []]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_markup_in_drafts_names_and_answers_does_nothing(page: Page, tmp_path: Path, payload: str) -> None:
    name = payload.replace("/", "∕")[:60] + ".md"
    path = tmp_path / name
    path.write_text(f"# {payload}\n\n{payload} hard to reach {payload}\n\n1. {payload}\n", encoding="utf-8")
    page.set_input_files("#file input[type=file]", path)
    expect(page.locator(".ready")).to_be_visible()
    page.click("#check")
    done(page)
    first = page.locator("#findings .finding[data-state=open]", has=page.locator(".reason")).first
    first.locator("summary", has_text="Does not apply").click()
    first.get_by_label("Why it does not apply").fill(payload)
    first.get_by_role("button", name="Save").click()
    expect(page.locator("#findings .marked").first).to_contain_text(payload[:20])
    page.click("#mode-tab-ask")
    page.fill("#question textarea", payload)
    page.click("#ask")
    expect(page.locator("#log .cite").first).to_be_visible()
    inside = "#log, #draft, #findings, #sources, #ready"
    assert page.locator(inside).locator("script, iframe, img, svg, object").count() == 0
    assert page.evaluate(
        "Array.from(document.querySelectorAll('#log *, #draft *, #findings *, #sources *')).flatMap((e) => "
        "e.getAttributeNames()).filter((n) => n.startsWith('on'))"
    ) == []  # fmt: skip


def test_a_file_of_another_kind_is_refused(page: Page, tmp_path: Path, site: Site) -> None:
    path = tmp_path / "program.exe"
    path.write_bytes(b"MZ")
    page.set_input_files("#file input[type=file]", path)
    expect(page.get_by_text("Invalid file type").first).to_be_visible()
    expect(page.locator(".ready")).to_have_count(0)


@pytest.fixture
def own_site(tmp_path: Path) -> Iterator[Callable[..., Site]]:
    running: list[Site] = []

    def start(**variables: str) -> Site:
        folder = tmp_path / f"site-{len(running)}"
        site = Site(folder, ["tests.browser.fake_site", str(folder / "control")], variables)
        running.append(site)
        return site

    yield start
    for site in running:
        site.stop()


def test_a_file_over_the_limit_is_refused(open_page: Opener, own_site: Callable[..., Site], tmp_path: Path) -> None:
    small = own_site(SECOND_QUESTION_MAX_UPLOAD_MB="1")
    page = open_page(small.address)
    path = tmp_path / "large.txt"
    path.write_bytes(b"word " * 400_000)
    page.set_input_files("#file input[type=file]", path)
    expect(page.get_by_text("exceed the maximum allowed size").first).to_be_visible()
    expect(page.locator(".ready")).to_have_count(0)


def test_it_prints_one_line_and_leaves_nothing_behind(own_site: Callable[..., Site]) -> None:
    site = own_site()
    assert len(site.said().splitlines()) == 1
    assert list(site.temp.iterdir())
    site.stop()
    assert site.process.returncode == 0
    assert list(site.temp.iterdir()) == []
    assert len(site.said().splitlines()) == 1


def test_what_a_killed_page_left_behind_is_removed_by_the_next(own_site: Callable[..., Site], tmp_path: Path) -> None:
    first = own_site()
    first.process.kill()
    first.process.wait(10)
    left = list(first.temp.iterdir())
    assert left
    second = own_site(TMPDIR=str(first.temp))
    assert not [path for path in left if path.exists()]
    second.stop()


def serious(found: list[dict[str, object]]) -> list[dict[str, object]]:
    """Those of weight: the page for signing in is Gradio's own, and has no landmarks."""
    return [item for item in found if item["impact"] in ("serious", "critical")]


def test_with_passwords_nothing_is_open_before_signing_in(
    open_page: Opener, own_site: Callable[..., Site], chromium: object, tmp_path: Path
) -> None:
    people = tmp_path / "people.txt"
    people.write_text(make_line("ada", "correct horse battery") + "\n", encoding="utf-8")
    site = own_site(SECOND_QUESTION_AUTH=str(people))
    context = chromium.new_context()  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto(site.address)
    expect(page.get_by_text("Sign in with the name and password")).to_be_visible()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        # Its button goes from one colour to the other by and by.
        page.wait_for_timeout(1_000)
        assert serious(violations(page, f"sign-in-{scheme}")) == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert serious(violations(page, "sign-in-phone")) == []
    assert page.title() == "Second question: sign in"
    page.set_viewport_size({"width": 1440, "height": 900})
    for path in ("queue/data?session_hash=x", "upload_progress?upload_id=x"):
        assert page.request.get(f"{site.address}/gradio_api/{path}").status == 401
    assert page.request.post(f"{site.address}/gradio_api/upload").status == 401
    assert (
        page.request.post(f"{site.address}/gradio_api/queue/join", data={"session_hash": "x", "data": []}).status == 401
    )
    page.get_by_label("username").fill("ada")
    page.get_by_label("password").fill("wrong")
    page.get_by_role("button", name="Login").click()
    expect(page.get_by_text("Incorrect Credentials")).to_be_visible()
    page.get_by_label("username").fill("ada")
    page.get_by_label("password").fill("correct horse battery")
    page.get_by_role("button", name="Login").click()
    page.wait_for_selector("html[data-sq-ready] #log .turn")
    check(page)
    expect(card(page, "hard to reach")).to_be_visible()
    context.close()
