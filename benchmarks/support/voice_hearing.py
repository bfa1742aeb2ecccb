"""Requests → what was heard of them: said once, by a voice that is drawn, clean and in noise, by each recogniser."""

from __future__ import annotations

import json
import os
import random
import sys
import zlib
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.support import voice_language, voice_recognisers, voice_speech
from benchmarks.support.sets import DataSet
from benchmarks.support.voice_names import short
from benchmarks.support.voice_noise import fitted, kitchen, mixed
from benchmarks.support.voice_requests import Request

LEVELS: Mapping[str, float | None] = {"clean": None, "15 dB": 15.0, "5 dB": 5.0}
"""Kitchen noise below the speech, and none."""

_VERSION = 7
_WORKERS = 2


class Job(NamedTuple):
    """One sentence, who says it, in which noise, to recognisers that were taught ``names``.

    ``language`` is the file of what anybody may say, ``version`` what is in it. ``places`` are those where the
    sentence is still to be heard.
    """

    sentence: str
    voice: str
    noise: int
    names: tuple[str, ...]
    language: str
    version: int
    places: tuple[str, ...] = ()

    def key(self, place: str) -> str:
        """By what it is found again."""
        sphinx = place.startswith("pocketsphinx")
        names = zlib.crc32("\n".join(self.names).encode())
        version = f"{names}|{self.version if sphinx else 0}"
        return f"{_VERSION}|{place}|{self.voice}|{self.noise}|{version}|{self.sentence}"


class Hearing:
    """Has requests heard in two processes, and keeps what was heard in a file when it is given a folder."""

    def __init__(self, keep: Path | None, learned: Sequence[str], seed: int) -> None:
        """``learned`` is what people say besides, for pocketsphinx to learn; nothing of what is asked."""
        self._file = keep / "heard.jsonl" if keep else None
        self._learned, self._seed = learned, seed
        self._known: dict[str, str] = {}

    def __call__(
        self, requests: Sequence[Request], data: DataSet, folder: Path, taught: Mapping[str, Sequence[str]]
    ) -> dict[str, list[str]]:
        """By recogniser and noise, what was heard of each request about some set; ``folder`` is to work in.

        ``taught`` has by request the names that the skill sent before it was made.
        """
        if self._file and self._file.is_file():
            for line in self._file.read_text(encoding="utf-8").splitlines():
                self._known |= json.loads(line)
        language = folder / "language"
        known = voice_language.dictionary(voice_recognisers.sphinx_dictionary())
        names = [short(item.name) for item in data.items.values() if item.name]
        text = voice_language.expected(names, self._learned, known)
        version = zlib.crc32(text.encode())
        jobs = [self._job(request, taught[request.id], language, version) for request in requests]
        new = [job._replace(places=missing) for job in dict.fromkeys(jobs) if (missing := self._missing(job))]
        if new:
            voice_speech.synthesisers()
            language.write_text(text, encoding="utf-8")
            for number, (job, heard) in enumerate(zip(new, _heard(new), strict=True), 1):
                self._keep({job.key(place): words for place, words in heard.items()})
                if sys.stderr.isatty():
                    print(f"\rheard {number} of {len(new)}", end="", file=sys.stderr)
        return {place: [self._known[job.key(place)] for job in jobs] for place in places()}

    def _missing(self, job: Job) -> tuple[str, ...]:
        return tuple(place for place in places() if job.key(place) not in self._known)

    def _job(self, request: Request, names: Sequence[str], language: Path, version: int) -> Job:
        voice = random.Random(f"{self._seed} voice {request.id}").choice(voice_speech.VOICES)
        noise = zlib.crc32(f"{self._seed} {request.id}".encode())
        return Job(request.sentence, voice, noise, tuple(names), str(language), version)

    def _keep(self, heard: Mapping[str, str]) -> None:
        self._known |= heard
        if self._file:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with self._file.open("a", encoding="utf-8") as file:
                file.write(json.dumps(heard) + "\n")


def places() -> list[str]:
    """How a request can reach the shop: ``whisper, 15 dB``."""
    return [f"{recogniser}, {level}" for recogniser in voice_recognisers.RECOGNISERS for level in LEVELS]


def _heard(jobs: Sequence[Job]) -> Iterator[dict[str, str]]:
    # Each recogniser computes on one core; whisper's own threads would make the figures depend on their number.
    os.environ["OMP_NUM_THREADS"] = "1"
    with ProcessPoolExecutor(_WORKERS, mp_context=get_context("spawn")) as pool:
        yield from pool.map(_hear, jobs)


def _hear(job: Job) -> dict[str, str]:
    """Say a sentence, put it in the same noise at every level, and let each recogniser hear it."""
    speech = voice_speech.said(job.sentence, job.voice)
    noise = kitchen(len(speech), voice_speech.others(job.voice), np.random.default_rng(job.noise))
    heard: dict[str, str] = {}
    for recogniser in voice_recognisers.RECOGNISERS:
        here = [place for place in job.places if place.startswith(f"{recogniser}, ")]
        levels = [LEVELS[place.partition(", ")[2]] for place in here]
        sounds = [fitted(speech) if snr is None else mixed(speech, noise, snr) for snr in levels]
        if here:
            texts = voice_recognisers.hear(recogniser, sounds, job.names, Path(job.language))
            heard |= zip(here, texts, strict=True)
    return heard
