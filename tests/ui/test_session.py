from __future__ import annotations

import threading
from pathlib import Path

import pytest

from corpus.document import Document
from ui.downloads import PREFIX, Downloads
from ui.queue import Desk
from ui.session import GRACE, Sessions

A, B = "a" * 43, "b" * 43


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sessions(tmp_path: Path, clock: Clock) -> Sessions:
    return Sessions(tmp_path, Downloads(), clock=clock)


def test_a_session_is_found_only_with_the_cookie_it_was_opened_with(sessions: Sessions) -> None:
    mine = sessions.open("tab", A, None)
    assert sessions.find("tab", A) is mine
    assert sessions.find("tab", B) is None
    assert sessions.find("tab", "") is None
    with pytest.raises(PermissionError):
        sessions.open("tab", B, None)


def test_nothing_is_shared_between_sessions(sessions: Sessions) -> None:
    one, two = sessions.open("one", A, None), sessions.open("two", A, None)
    one.turns.append("x")  # type: ignore[arg-type]
    one.marks["k"] = object()  # type: ignore[assignment]
    one.shelf.incoming.append(Path("x"))
    assert not two.turns
    assert not two.marks
    assert not two.shelf.incoming
    assert one.folder != two.folder
    assert one.folder.stat().st_mode & 0o077 == 0


def test_closing_wipes_memory_files_downloads_and_work(tmp_path: Path, document: Document) -> None:
    gone: list[str] = []
    downloads = Downloads()
    sessions = Sessions(tmp_path, downloads, gone.append)
    session = sessions.open("tab", A, None)
    draft = tmp_path / "draft.txt"
    draft.write_text("canary", encoding="utf-8")
    kept = session.take(draft)
    address = downloads.offer(kept, A, "tab")
    gate = threading.Event()
    job = Desk(1).put(lambda _tell: gate.wait(5))
    session.job = job  # type: ignore[assignment]
    sessions.close("tab")
    gate.set()
    assert session.over
    assert job.stopping
    assert not draft.exists()
    assert not session.folder.exists()
    assert downloads.find(address.removeprefix(PREFIX), A) is None
    assert sessions.find("tab", A) is None
    assert gone == ["tab"]


def test_another_browser_cannot_close_a_session(sessions: Sessions) -> None:
    sessions.open("tab", A, None)
    sessions.close("tab", B)
    assert sessions.find("tab", A) is not None


def test_a_lost_connection_keeps_the_work_for_a_while_and_a_return_keeps_it_longer(
    sessions: Sessions, clock: Clock
) -> None:
    sessions.open("tab", A, None)
    sessions.hold("tab")
    clock.now += 10 * GRACE
    sessions.sweep()
    assert sessions.find("tab", A) is not None
    sessions.lose("tab")
    clock.now += GRACE - 1
    sessions.sweep()
    assert sessions.find("tab", A) is not None
    clock.now += GRACE - 1
    sessions.sweep()
    assert sessions.find("tab", A) is not None
    clock.now += GRACE + 1
    sessions.sweep()
    assert sessions.find("tab", A) is None


def test_a_session_that_never_had_a_connection_is_wiped_too(sessions: Sessions, clock: Clock) -> None:
    sessions.open("tab", A, None)
    clock.now += GRACE + 1
    sessions.sweep()
    assert len(sessions) == 0


def test_a_second_connection_keeps_the_session_when_the_first_goes(sessions: Sessions, clock: Clock) -> None:
    sessions.open("tab", A, None)
    sessions.hold("tab")
    sessions.hold("tab")
    sessions.lose("tab")
    clock.now += GRACE + 1
    sessions.sweep()
    assert len(sessions) == 1


def test_a_file_is_offered_only_to_the_browser_it_was_made_for(tmp_path: Path) -> None:
    path = tmp_path / "feedback.docx"
    path.write_text("x", encoding="utf-8")
    downloads = Downloads()
    token = downloads.offer(path, A, "tab").removeprefix(PREFIX)
    assert downloads.find(token, A) is not None
    assert downloads.find(token, B) is None
    assert downloads.find(token[:-1] + "x", A) is None
    assert len(token) >= 43
