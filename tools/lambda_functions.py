"""What each Lambda of template.yaml is made of: its entry point, its packages, and the parts of ``skill`` it loads."""

from __future__ import annotations

from dataclasses import dataclass

_EVERYWHERE = (
    "__init__.py",
    "adapters.py",
    "channels/__init__.py",
    "channels/contact",
    "errors.py",
    "profile",
    "settings",
    "shopping",
    "storage",
    "telemetry",
    "texts.py",
    "texts_yaml.py",
)


@dataclass(frozen=True)
class Function:
    """One function.

    ``entry`` is a file of ``lambda/`` and ``lock`` one beside it; ``parts`` are files and folders of ``skill``;
    ``services`` the AWS services it calls, whose descriptions botocore must have. ``sells``: it needs the catalogue.
    """

    entry: str
    lock: str
    parts: tuple[str, ...]
    services: tuple[str, ...]
    sells: bool = False


_WORKER_PARTS = (*_EVERYWHERE, "channels/mail", "conversation", "locales", "outbox", "workers.py")
_WORKER_SERVICES = ("dynamodb", "kms", "secretsmanager", "sesv2", "ssm")

FUNCTIONS = {
    "SkillFunction": Function(
        entry="handler.py",
        lock="requirements.lock",
        parts=(
            *_EVERYWHERE,
            *("alexa", "app.py", "bootstrap.py", "channels/accounts.py", "channels/keys.py", "conversation"),
            *("identifying.py", "locales", "recording.py", "rehearsal.py", "services", "storefronts"),
        ),
        services=("dynamodb", "kms", "secretsmanager", "ssm"),
        sells=True,
    ),
    "OutboxFunction": Function("outbox.py", "requirements-worker.lock", _WORKER_PARTS, _WORKER_SERVICES),
    "ScheduledFunction": Function("scheduled.py", "requirements-worker.lock", _WORKER_PARTS, _WORKER_SERVICES),
    "ProfileFunction": Function(
        entry="profile_api.py",
        lock="requirements-profile.lock",
        parts=(
            *_EVERYWHERE,
            *(f"web/{name}.py" for name in ("__init__", "access", "answers", "customers", "profile_api")),
        ),
        services=("dynamodb", "secretsmanager", "ssm"),
    ),
}
