from __future__ import annotations

import threading

import pytest

from ui.queue import Desk, Stopped, Tell


def test_jobs_beyond_the_workers_wait_in_line_with_their_place() -> None:
    desk, gate = Desk(2), threading.Event()
    running = [desk.put(lambda _tell: gate.wait(5)) for _ in range(2)]
    third, fourth = desk.put(lambda _tell: "third"), desk.put(lambda _tell: "fourth")
    assert [desk.place(job) for job in (*running, third, fourth)] == [0, 0, 1, 2]
    gate.set()
    assert third.wait(5)
    assert fourth.wait(5)
    assert (third.result(), fourth.result()) == ("third", "fourth")
    assert desk.place(fourth) == 0


def test_a_stopped_job_ends_before_its_next_step_and_the_next_one_is_done() -> None:
    desk, reached, gate = Desk(1), threading.Event(), threading.Event()

    def work(tell: Tell) -> str:
        tell("one")
        reached.set()
        gate.wait(5)
        tell("two")
        return "not reached"

    job, after = desk.put(work), desk.put(lambda _tell: "after")
    assert reached.wait(5)
    assert job.step == "one"
    job.stop()
    gate.set()
    assert job.wait(5)
    with pytest.raises(Stopped):
        job.result()
    assert after.wait(5)
    assert after.result() == "after"


def test_a_job_stopped_in_line_is_never_begun() -> None:
    desk, gate, begun = Desk(1), threading.Event(), threading.Event()
    desk.put(lambda _tell: gate.wait(5))
    job = desk.put(lambda _tell: begun.set())
    job.stop()
    gate.set()
    assert job.wait(5)
    assert not begun.is_set()


def test_an_error_reaches_whoever_asks_for_the_result() -> None:
    def work(_tell: Tell) -> None:
        raise ValueError("no")

    job = Desk(1).put(work)
    assert job.wait(5)
    with pytest.raises(ValueError, match="no"):
        job.result()
