"""AWS KMS as the master key: what is asked of it and how often, on an emulator; and what its errors mean."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

import botocore.session
import pytest
from botocore.exceptions import ConnectTimeoutError
from botocore.stub import Stubber

from skill.channels.contact.envelope import Envelope
from skill.channels.contact.kms import CONTEXT, KmsMaster, connect
from skill.channels.contact.open import open_master
from skill.errors import SettingsError
from skill.profile.contact import SealError
from tests.support.keys import SECRET, kms, new_master
from tests.support.process import LOOPBACK, free_port

ANNA = "anna@example.com"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Any]]:
    with kms(tmp_path_factory.mktemp("kms")) as running:
        yield running


def operations(master: KmsMaster) -> list[tuple[str, Any]]:
    """What goes out from now on: operations, and the encryption context of each."""
    sent: list[tuple[str, Any]] = []
    client: Any = vars(master)["_client"]
    client.meta.events.register(
        "before-parameter-build.kms", lambda params, model, **_: sent.append((model.name, params["EncryptionContext"]))
    )
    return sent


def test_sealing_asks_once_and_opening_asks_once(service: tuple[str, Any]) -> None:
    endpoint, client = service
    arn = client.create_key()["KeyMetadata"]["Arn"]
    here, there = connect(arn, endpoint=endpoint), connect(arn, endpoint=endpoint)
    sealing, opening = operations(here), operations(there)
    seal, opener = Envelope(lambda: here, lambda: SECRET), Envelope(lambda: there, lambda: "")

    sealed = [seal.close(name, f"{name}@example.com") for name in ("anna", "ben")]
    assert [opener.open(name, one) for name, one in zip(("anna", "ben"), sealed, strict=True)] == [
        "anna@example.com",
        "ben@example.com",
    ]

    # In AWS's own logs the context is plain text: it names the purpose, and nobody.
    assert sealing == [("GenerateDataKey", CONTEXT)]
    assert opening == [("Decrypt", CONTEXT)]
    assert CONTEXT == {"restock": "contact"}
    assert sealed[0].by == "kms:" + hashlib.sha256(arn.encode()).hexdigest()[:8]


def test_an_alias_will_do(service: tuple[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    endpoint, client = service
    arn = client.create_key()["KeyMetadata"]["Arn"]
    client.create_alias(AliasName="alias/restock", TargetKeyId=arn)
    monkeypatch.setenv("AWS_ENDPOINT_URL_KMS", endpoint)
    ours = Envelope(lambda: open_master("kms:alias/restock"), lambda: SECRET)
    sealed = ours.close("anna", ANNA)

    assert ours.open("anna", sealed) == ANNA
    # By its ARN it is the same key; once the alias leads to another one, that is another.
    by_arn = Envelope(lambda: connect(arn, endpoint=endpoint), lambda: SECRET)
    assert by_arn.ours(sealed)
    client.update_alias(AliasName="alias/restock", TargetKeyId=client.create_key()["KeyMetadata"]["KeyId"])
    assert not Envelope(lambda: open_master("kms:alias/restock"), lambda: SECRET).ours(sealed)


def test_another_key_opens_nothing(service: tuple[str, Any]) -> None:
    endpoint, client = service
    one, other = (new_master(client, endpoint) for _ in range(2))
    sealed = Envelope(lambda: one, lambda: SECRET).close("anna", ANNA)

    # The emulator unwraps it wrongly where AWS refuses: IncorrectKeyException, below.
    with pytest.raises(SealError):
        Envelope(lambda: other, lambda: SECRET).open("anna", sealed)


def test_a_key_that_was_switched_off_and_one_that_is_none(service: tuple[str, Any]) -> None:
    endpoint, client = service
    key = client.create_key()["KeyMetadata"]["Arn"]
    sealed = Envelope(lambda: connect(key, endpoint=endpoint), lambda: SECRET).close("anna", ANNA)
    client.disable_key(KeyId=key)

    off, none = (connect(name, endpoint=endpoint) for name in (key, "alias/nobody-made-it"))
    with pytest.raises(SealError, match=r"^KMS answered DisabledException to generate_data_key; see RESTOCK_CONTACT"):
        off.data_key()
    with pytest.raises(SealError, match=r"^KMS answered DisabledException to decrypt; see RESTOCK_CONTACT_KEY$"):
        off.unwrap(sealed.key)
    with pytest.raises(SealError, match=r"^KMS answered NotFoundException to generate_data_key; see RESTOCK_CONTACT"):
        none.data_key()


@pytest.mark.parametrize("code", ["AccessDeniedException", "IncorrectKeyException", "KMSInvalidStateException"])
def test_who_may_not_is_told_so(code: str) -> None:
    """The skill's function may make data keys and open none."""
    client: Any = botocore.session.get_session().create_client("kms")
    with Stubber(client) as stub:
        stub.add_client_error("decrypt", code, "User: arn:… is not authorized")
        with pytest.raises(SealError, match=rf"^KMS answered {code} to decrypt; see RESTOCK_CONTACT_KEY$"):
            KmsMaster(client, "alias/restock").unwrap(b"wrapped")


def test_nobody_there() -> None:
    nobody = connect("alias/restock", endpoint=f"http://{LOOPBACK}:{free_port()}")
    with pytest.raises(SealError, match=r"^KMS does not answer generate_data_key: EndpointConnectionError$"):
        nobody.data_key()


def test_it_is_asked_once_and_waits_a_second() -> None:
    """A shopper waits meanwhile: no second attempt."""

    class Slow:
        def generate_data_key(self, **_: Any) -> Any:
            raise ConnectTimeoutError(endpoint_url="https://kms")

    with pytest.raises(SealError, match=r"^KMS does not answer generate_data_key: ConnectTimeoutError$"):
        KmsMaster(Slow(), "alias/restock").data_key()
    config = vars(connect("alias/restock"))["_client"].meta.config
    assert (config.connect_timeout, config.read_timeout, config.retries["total_max_attempts"]) == (1, 1, 1)


def test_the_region_is_the_keys_own(monkeypatch: pytest.MonkeyPatch) -> None:
    arn = "arn:aws:kms:us-east-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
    assert vars(connect(arn))["_client"].meta.region_name == "us-east-2"
    assert vars(connect("alias/restock"))["_client"].meta.region_name == "eu-west-1"
    monkeypatch.delenv("AWS_DEFAULT_REGION")
    monkeypatch.delenv("AWS_REGION")
    with pytest.raises(SettingsError, match=r"^AWS KMS cannot be set up .*: set AWS_DEFAULT_REGION$"):
        connect("alias/restock")
