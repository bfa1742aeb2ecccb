"""Whether the words of all languages say the same things: what is missing, left over or cannot be parsed, in sentences.

Every language is held against English: the same files, the same messages, the same values in each. A region may hold
fewer messages than its language, a shop's own ``words/`` fewer than ours; both only ones that exist there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from skill.locales import FOLDER
from skill.locales.words import topic_of

FIRST = "en"

Messages = Mapping[str, frozenset[str]]
"""The values that each message of a file names."""

# A language takes of these what it needs: German needs no am and pm. See `skill.locales.values`.
_CLOCK = frozenset({"hour", "hour12", "minute", "half"})
_OFFERED: Messages = {"value-hour": _CLOCK, "value-hour-first": _CLOCK | {"same"}}


def problems(folder: Path = FOLDER) -> list[str]:
    """What is wrong with the words in ``folder``, one sentence each; empty when nothing is."""
    found: list[str] = []
    first = _folder(folder / FIRST, found)
    names = sorted(path.name for path in folder.iterdir() if path.is_dir() and any(path.glob("*.ftl")))
    languages = {FIRST: first}
    for name in (name for name in names if "-" not in name and name != FIRST):
        languages[name] = _folder(folder / name, found)
        found += _compare(first, languages[name], name, complete=True)
    for name in (name for name in names if "-" in name):
        language = languages.get(name.partition("-")[0])
        if language is None:
            found.append(f"{name}: there is no language {name.partition('-')[0]} that it differs from")
        else:
            found += _compare(language, _folder(folder / name, found), name, complete=False)
    return found


def overrides(folder: Path) -> list[str]:
    """What is wrong with a shop's own ``words/`` folder, one sentence each; empty when nothing is."""
    found: list[str] = []
    for path in sorted(path for path in folder.iterdir() if path.is_dir()):
        language = path.name.partition("-")[0]
        if not any((FOLDER / language).glob("*.ftl")):
            found.append(f"{path.name}: there are no words in the language {language}")
            continue
        found += _compare(_folder(FOLDER / language, []), _folder(path, found), path.name, complete=False)
    return found


def _compare(
    ours: Mapping[str, Messages], theirs: Mapping[str, Messages], name: str, *, complete: bool
) -> Iterator[str]:
    for topic in sorted(ours.keys() | theirs.keys()):
        if topic not in ours:
            yield f"{name}/{topic}.ftl: there is no such topic"
        elif topic not in theirs:
            if complete:
                yield f"{name}/{topic}.ftl is missing"
        else:
            for key in sorted(ours[topic].keys() | theirs[topic].keys()):
                yield from _compare_message(key, ours[topic], theirs[topic], f"{name}/{topic}.ftl", complete)


def _compare_message(key: str, ours: Messages, theirs: Messages, file: str, complete: bool) -> Iterator[str]:
    if key not in ours:
        yield f"{file}: {key} is left over: nothing says it"
    elif key not in theirs:
        if complete:
            yield f"{file}: {key} is missing"
    elif key in _OFFERED:
        if unknown := theirs[key] - _OFFERED[key]:
            yield f"{file}: {key} names {_values(unknown)}, which nothing gives it"
    else:
        if unknown := theirs[key] - ours[key]:
            yield f"{file}: {key} names {_values(unknown)}, which nothing gives it"
        # A shop may leave a value unsaid, a translation may not.
        if complete and (unsaid := ours[key] - theirs[key]):
            yield f"{file}: {key} does not say {_values(unsaid)}"


def _values(names: frozenset[str]) -> str:
    return ", ".join(f"${name}" for name in sorted(names))


def _folder(folder: Path, found: list[str]) -> dict[str, Messages]:
    return {path.stem: _read(path, f"{folder.name}/{path.name}", found) for path in sorted(folder.glob("*.ftl"))}


def _read(path: Path, file: str, found: list[str]) -> Messages:
    """The messages of one file; what is wrong with the file alone goes to ``found``."""
    text = path.read_text("utf-8")
    messages: dict[str, _Names] = {}
    for entry in FluentParser().parse(text).body:
        if isinstance(entry, ast.Junk):
            line = text.count("\n", 0, entry.span.start if entry.span else 0) + 1
            found.append(f"{file}: line {line} cannot be understood")
        elif isinstance(entry, ast.Message):
            key = entry.id.name
            if key in messages:
                found.append(f"{file}: {key} is there twice")
            if topic_of(key) != path.stem:
                found.append(f"{file}: {key} belongs in {topic_of(key)}.ftl")
            if entry.value is None:
                found.append(f"{file}: {key} says nothing")
            messages[key] = _Names()
            messages[key].visit(entry)
    for key, names in messages.items():
        for other in sorted(names.messages - messages.keys()):
            found.append(f"{file}: {key} uses {other}, which is not in the same file")
    found += [f"{file}: {key} uses itself" for key in messages if key in _used(key, messages)]
    return {
        key: frozenset(names.values).union(*(messages[other].values for other in _used(key, messages)))
        for key, names in messages.items()
    }


def _used(key: str, messages: Mapping[str, _Names]) -> set[str]:
    """The messages that a message uses, and those that these use."""
    used: set[str] = set()
    found = [key]
    while found:
        fresh = messages[found.pop()].messages & messages.keys() - used
        used |= fresh
        found += fresh
    return used


class _Names(Visitor):
    """The values and messages that a message names."""

    def __init__(self) -> None:
        super().__init__()
        self.values: set[str] = set()
        self.messages: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 - the visitor's name
        self.values.add(node.id.name)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802 - the visitor's name
        self.messages.add(node.id.name)
