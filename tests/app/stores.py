"""Stores that misbehave on purpose, in front of a real one."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, local
from typing import Any

from skill.errors import StoreError
from skill.storage.port import Commit, Loaded, Store


class Meeting:
    """A store on which each thread waits before its first commit until all of them have decided."""

    def __init__(self, store: Store, parties: int) -> None:
        self._store, self._barrier, self._met = store, Barrier(parties, timeout=30), local()

    def commit(self, change: Commit) -> None:
        """All have loaded the same state by now."""
        if not getattr(self._met, "yes", False):
            self._met.yes = True
            self._barrier.wait()
        self._store.commit(change)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


class Overtaken:
    """A store on which something else happens once between the first decision and its commit."""

    def __init__(self, store: Store, meanwhile: Callable[[], object]) -> None:
        self._store, self._meanwhile = store, [meanwhile]

    def commit(self, change: Commit) -> None:
        """The first one comes too late for what it was decided on."""
        if self._meanwhile:
            self._meanwhile.pop()()
        self._store.commit(change)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


class Failing:
    """A store on which the next calls fail: ``loads`` and ``commits`` are the errors still to come.

    ``lost`` is raised after a commit that was written all the same.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self.loads: list[StoreError] = []
        self.commits: list[StoreError] = []
        self.lost: list[StoreError] = []
        self.tried = 0

    def load(self, *values: Any) -> Loaded:
        """As it is, or the next error."""
        if self.loads:
            raise self.loads.pop(0)
        return self._store.load(*values)

    def commit(self, change: Commit) -> None:
        """Count the attempt; write it, or fail before or after."""
        self.tried += 1
        if self.commits:
            raise self.commits.pop(0)
        self._store.commit(change)
        if self.lost:
            raise self.lost.pop(0)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)
