"""The product itself behind Flask: the demo shop, in memory and in a SQLite file, at a time the test decides."""

import shutil
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import flask
import pytest
from flask.testing import FlaskClient

from skill.alexa.signature import SignatureVerifier
from skill.bootstrap import build_app
from skill.loading.customers import demo_user, demo_voice
from skill.loading.shop_folder import load_folder
from skill.loading.vocabulary import vocabulary_of
from skill.profile.customer import Identity
from skill.settings.environment import DEMO_SHOP, Settings
from skill.settings.shop import load_shop
from skill.shopping.product import Quote
from skill.simulator import Device, Heard
from skill.storage.memory import MemoryStore
from skill.storage.port import Profile, Store
from skill.storage.sqlite import SqliteStore
from skill.storefronts.catalogue import Catalogue
from skill.understanding import Understanding
from skill.web.app import create_app
from skill.web.tokens import mint
from tests.support.throwaway_ca import ADDRESS, NOON, SKILL, Signer, ThrowawayCA

SECRET = "a secret of at least thirty-two characters"
STRANGER = "amzn1.ask.account.STRANGER"


class Recorder(MemoryStore):
    """Remembers what an import wrote, so that each test can have it anew without reading the files."""

    def __init__(self) -> None:
        super().__init__()
        self.profiles: list[Profile] = []
        self.prices: list[Quote] = []

    def put_profiles(self, profiles: Iterable[Profile]) -> None:
        self.profiles += profiles

    def put_quotes(self, quotes: Iterable[Quote]) -> None:
        self.prices += quotes


@dataclass(frozen=True)
class Demo:
    """The demo shop as if it had been loaded at NOON, and who understands sentences about its goods."""

    catalogue: Path
    content: Recorder
    english: Understanding
    file: Path

    def in_memory(self) -> Store:
        return self.written(MemoryStore())

    def in_sqlite(self, path: Path) -> Store:
        shutil.copy(self.file, path)
        return SqliteStore(path)

    def written(self, store: Store) -> Store:
        store.put_quotes(self.content.prices)
        store.put_profiles(self.content.profiles)
        return store


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    folder, content = tmp_path_factory.mktemp("demo"), Recorder()
    catalogue, file = folder / "catalogue.sqlite", folder / "copy.sqlite"
    load_folder(content, load_shop(DEMO_SHOP), DEMO_SHOP, catalogue, NOON.date())
    with Catalogue(catalogue, kept=0) as products:
        english = Understanding("en-US", vocabulary_of(products.every(), "en-US"))
    made = Demo(catalogue, content, english, file)
    made.written(SqliteStore(folder / "shop.sqlite"))
    # A file that nobody has open, without a journal beside it.
    with closing(sqlite3.connect(folder / "shop.sqlite")) as connection:
        connection.execute("VACUUM INTO ?", (str(file),))
    return made


@pytest.fixture(scope="session")
def ca() -> ThrowawayCA:
    return ThrowawayCA()


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, demo: Demo, tmp_path: Path) -> Store:
    return demo.in_memory() if request.param == "memory" else demo.in_sqlite(tmp_path / "shop.sqlite")


def everything(store: Store) -> dict[str, Any]:
    """All that a turn could write, by customer; a guest's new profile would be one customer more."""
    assert isinstance(store, MemoryStore | SqliteStore)
    found: dict[str, Any] = {"stranger": store.identify(Identity.of("alexa", STRANGER))}
    for customer_id in store.customer_ids(limit=1000):
        loaded = store.load(customer_id, "", NOON)
        events = store.timeline(customer_id, limit=1000).interactions
        found[customer_id] = loaded.customer, loaded.cart, loaded.versions, list(store.orders(customer_id)), events
    return found


@dataclass
class House:
    """The server, the store behind it, its clock, and an Amazon of its own that signs."""

    app: flask.Flask
    store: Store
    settings: Settings
    demo: Demo
    signer: Signer
    files: dict[str, bytes]
    clock: list[datetime]
    answers: list[int] = field(default_factory=list)

    @property
    def now(self) -> datetime:
        return self.clock[0]

    def tick(self) -> datetime:
        """A second later, so that turns are never at the same time."""
        self.clock[0] += timedelta(seconds=1)
        return self.clock[0]

    def client(self) -> FlaskClient:
        return self.app.test_client()

    def token(self, customer: str = "", **changes: Any) -> str:
        """A header's value that opens a timeline (``customer`` empty: everybody's)."""
        values: dict[str, Any] = {
            "subject": "crm",
            "scopes": ["timeline:read"],
            "now": NOON,
            "lasts": timedelta(hours=1),
        } | changes
        return "Bearer " + mint(SECRET, customer=customer, **values)

    def post(self, body: bytes, **headers: str) -> tuple[int, bytes]:
        """POST /alexa as Amazon does, signed."""
        answer = self.client().post("/alexa", data=body, headers=self.signer.headers(body) | headers)
        return answer.status_code, answer.data

    def device(self, customer: str, person: str = "", *, user: str = "", application: str = SKILL) -> Device:
        """A device that speaks to POST /alexa, signed as Amazon would."""
        numbers = iter(range(1, 1000))

        def entry(envelope: dict[str, Any]) -> Any:
            body = flask.json.dumps(envelope, ensure_ascii=False).encode()
            answer = self.client().post("/alexa", data=body, headers=self.signer.headers(body))
            self.answers.append(answer.status_code)
            return answer.get_json()

        return Device(
            entry,
            self.demo.english,
            locale="en-US",
            user_id=user or demo_user(customer),
            person_id=demo_voice(customer, person) if person else None,
            device_id="amzn1.ask.device.TEST",
            application_id=application,
            clock=self.tick,
            new_id=lambda: f"{customer}-{person}-{next(numbers):03}",
            invocation_name="corner pantry",
        )

    def talk(self, *says: str, customer: str = "anna", person: str = "Anna") -> list[Heard]:
        device = self.device(customer, person)
        return [device.say(text) for text in says]

    def timeline(self, customer: str, **query: str) -> Any:
        answer = self.client().get(
            f"/customers/{customer}/timeline", query_string=query, headers={"Authorization": self.token()}
        )
        assert answer.status_code == 200
        return answer.get_json()


Build = Callable[..., House]


def house_of(demo: Demo, ca: ThrowawayCA, folder: Path, store: Store, verify: str = "on") -> House:
    """A server on a store; ``verify`` as RESTOCK_VERIFY says it."""
    environ = {
        "RESTOCK_CATALOGUE": str(demo.catalogue),
        "RESTOCK_DATA": str(folder),
        "RESTOCK_SECRET": SECRET,
        "RESTOCK_SKILL_ID": SKILL,
        "RESTOCK_VERIFY": verify,
    }
    settings, signer, clock = Settings.from_env(environ), ca.signer(), [NOON.astimezone(UTC)]
    files = {ADDRESS: signer.pem}
    verifier = SignatureVerifier(lambda: clock[0], [ca.root], files.__getitem__)
    app = create_app(settings, build_app(settings, store), clock=lambda: clock[0], verifier=verifier)
    return House(app, store, settings, demo, signer, files, clock)


@pytest.fixture
def build(demo: Demo, ca: ThrowawayCA, tmp_path: Path) -> Build:
    """How a server is built on a store."""
    return lambda store, verify="on": house_of(demo, ca, tmp_path, store, verify)


@pytest.fixture
def signed(build: Build, store: Store) -> House:
    """The server as it faces Amazon, on each kind of local store."""
    return build(store)


@pytest.fixture
def local(build: Build, demo: Demo) -> House:
    """The server as `make run` starts it: this machine is believed, and there is a page."""
    return build(demo.in_memory(), "off")
