"""flask-ask-sdk's SkillAdapter, without its own signature check.

Its check asks `certvalidator`, which asks `oscrypto`, which cannot read the version of OpenSSL 3.0.10 and
later (wbond/oscrypto#75, #78; no release has the remedy): importing flask-ask-sdk ends in LibraryNotFoundError.
Also, its check remembers certificates for ever and takes %2e%2e in an address. Ours needs none of it. So, only
while flask-ask-sdk is being imported, an empty stand-in bears certvalidator's name. Nothing on disk changes,
and whoever imports certvalidator afterwards gets the real one.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

import flask

_NAMES = ("certvalidator", "certvalidator.errors")


class _NoValidatorError(Exception):
    """flask-ask-sdk's own verifier takes this for a chain that is not valid: it refuses every request."""


class _NoValidator:
    def __init__(self, *_: Any, **__: Any) -> None:
        raise _NoValidatorError("certvalidator is not in use")


@contextmanager
def _certvalidator_stand_in() -> Iterator[None]:
    before = {name: sys.modules.get(name) for name in _NAMES}
    package, errors = (ModuleType(name) for name in _NAMES)
    package.__dict__.update(CertificateValidator=_NoValidator, errors=errors)
    errors.__dict__.update(PathError=_NoValidatorError, ValidationError=_NoValidatorError)
    sys.modules.update(zip(_NAMES, (package, errors), strict=True))
    try:
        yield
    finally:
        for name, module in before.items():
            if module is None:
                del sys.modules[name]
            else:
                sys.modules[name] = module


with _certvalidator_stand_in():
    from ask_sdk_webservice_support.verifier import AbstractVerifier, VerificationException
    from flask_ask_sdk.skill_adapter import (
        VERIFY_SIGNATURE_APP_CONFIG,
        VERIFY_TIMESTAMP_APP_CONFIG,
        SkillAdapter,
    )

# Kept in the WSGI environment: it lives exactly as long as the request, and no client can set such keys.
_ACCEPTED = "restock.alexa.accepted"
_READ = "restock.alexa.read"


class AcceptedBody(AbstractVerifier):
    """The adapter's verifier: lets through the one body that `accept` has named for this request.

    The adapter parses first and verifies then; the endpoint therefore checks the bytes before the adapter
    sees them. What is left to see here is that it read those very bytes, and that nobody has mounted the
    adapter under another address, past the endpoint's check.
    """

    def verify(self, headers: Any, serialized_request_env: str, deserialized_request_env: Any) -> None:  # noqa: ARG002
        """Raises VerificationException unless this text, as UTF-8, is what was accepted."""
        if flask.request.environ.get(_ACCEPTED) != serialized_request_env.encode("utf-8"):
            raise VerificationException("request not checked")
        flask.request.environ[_READ] = True


def accept(body: bytes) -> None:
    """Names the body that the adapter may pass to the skill in the current request."""
    flask.request.environ[_ACCEPTED] = body


def was_read() -> bool:
    """Whether the adapter could read the accepted body in the current request (else it failed before the skill)."""
    return _READ in flask.request.environ


def skill_adapter(app: flask.Flask, skill: Any, skill_id: Any) -> SkillAdapter:
    """A SkillAdapter for the ask_sdk_core CustomSkill, with AcceptedBody as its only verifier.

    `skill_id` only names the adapter in `app.extensions`. Raises TypeError when `skill` is not a CustomSkill.
    """
    adapter = SkillAdapter(skill=skill, skill_id=skill_id, verifiers=[AcceptedBody()])
    ours = {VERIFY_SIGNATURE_APP_CONFIG: False, VERIFY_TIMESTAMP_APP_CONFIG: False}
    before = {key: app.config[key] for key in ours if key in app.config}
    app.config.update(ours)
    try:
        adapter.init_app(app)
    finally:
        # The settings belong to the whole application: another adapter on it shall not find itself open.
        for key in ours:
            del app.config[key]
        app.config.update(before)
    return adapter
