"""A store in memory: for tests and for trying things."""

from skill.storage.memory.store import MemoryStore

__all__ = ["MemoryStore"]
