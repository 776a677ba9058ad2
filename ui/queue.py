"""Work that takes time: a few jobs at once, the rest in line with their place, each of which can be stopped."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")
Tell = Callable[[str], None]


class Stopped(Exception):
    """The person asked to stop."""


class Job(Generic[T]):
    """One piece of work. `step` is what it is doing now, in words."""

    def __init__(self, work: Callable[[Tell], T]) -> None:
        self._work = work
        self._done = threading.Event()
        self._stop = threading.Event()
        self._value: T | None = None
        self._error: BaseException | None = None
        self.step = ""

    @property
    def done(self) -> bool:
        """Whether it has ended, in whatever way."""
        return self._done.is_set()

    @property
    def stopping(self) -> bool:
        """Whether a stop was asked for."""
        return self._stop.is_set()

    def stop(self) -> None:
        """Ask it to stop; it does so before its next step."""
        self._stop.set()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait for the end; False when it has not come within `seconds`."""
        return self._done.wait(seconds)

    def result(self) -> T:
        """What the work returned, once done.

        Raises:
            Stopped: it was stopped.
            BaseException: whatever the work raised.
        """
        if self._error is not None:
            raise self._error
        return self._value  # type: ignore[return-value]

    def tell(self, step: str) -> None:
        """Called by the work as each step starts.

        Raises:
            Stopped: a stop was asked for.
        """
        if self._stop.is_set():
            raise Stopped
        self.step = step

    def run(self) -> None:
        """Do the work; never raises."""
        try:
            if self._stop.is_set():
                raise Stopped
            self._value = self._work(self.tell)
        except BaseException as error:
            self._error = error
        finally:
            # The work holds the draft; a job that is remembered must not keep it.
            del self._work
            self._done.set()


class Desk:
    """Takes jobs in order and works on `workers` of them at once, in threads started when first needed."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._waiting: deque[Job[object]] = deque()
        self._busy = 0
        self._lock = threading.Lock()

    def put(self, work: Callable[[Tell], T]) -> Job[T]:
        """Take a job in."""
        job: Job[T] = Job(work)
        with self._lock:
            if self._busy < self._workers:
                self._busy += 1
                threading.Thread(target=self._serve, args=(job,), name="desk", daemon=True).start()
            else:
                self._waiting.append(job)  # type: ignore[arg-type]
        return job

    def place(self, job: Job[T]) -> int:
        """Its place in the line, counting from 1; 0 once it has been started."""
        with self._lock:
            try:
                return self._waiting.index(job) + 1  # type: ignore[arg-type]
            except ValueError:
                return 0

    def _serve(self, job: Job[object]) -> None:
        while True:
            job.run()
            with self._lock:
                if not self._waiting:
                    self._busy -= 1
                    return
                job = self._waiting.popleft()
