"""Whose turn it is: short work first, then one film of each visitor in turn."""

from __future__ import annotations

from typing import Generic

from formcheck.web.job import Job, T

_REMEMBERED = 1000  # visitors


class Line(Generic[T]):
    """Jobs that wait; who brings ten keeps nobody waiting. Not safe for threads by itself."""

    def __init__(self) -> None:
        self._short: list[Job[T]] = []
        self._films: list[Job[T]] = []
        self._turn = 0
        self._served: dict[str, int] = {}  # when each visitor's last film was taken

    def __contains__(self, job: Job[T]) -> bool:
        return job in self._short or job in self._films

    def __len__(self) -> int:
        return len(self._short) + len(self._films)

    def add(self, job: Job[T], *, short: bool = False) -> None:
        """Put a job in line; a short one comes before all that wait."""
        if short:
            self._short.insert(0, job)
        else:
            self._films.append(job)

    def take(self) -> Job[T]:
        """Return the next job, which waits no more."""
        job = self.order()[0]
        if job in self._films:
            self._turn += 1
            self._served.pop(job.owner, None)
            self._served[job.owner] = self._turn
            for forgotten in list(self._served)[:-_REMEMBERED]:
                del self._served[forgotten]
        self.remove(job)
        return job

    def remove(self, job: Job[T]) -> None:
        """Take a job out."""
        (self._short if job in self._short else self._films).remove(job)

    def clear(self) -> None:
        """Take all out."""
        self._short.clear()
        self._films.clear()

    def order(self) -> list[Job[T]]:
        """All that wait, in the order in which they will be taken if nobody else comes."""
        served, turn = dict(self._served), self._turn
        waiting, order = list(self._films), list(self._short)
        while waiting:
            job = min(waiting, key=lambda one: served.get(one.owner, 0))  # of equals the one that came first
            turn += 1
            served[job.owner] = turn
            waiting.remove(job)
            order.append(job)
        return order
