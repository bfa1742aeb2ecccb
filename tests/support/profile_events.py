"""Requests as an HTTP API hands them to a Lambda (payload format 2.0), with the claims of its JWT authoriser."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote


def api_event(path: str, query: str = "", claims: dict[str, str] | None = None, **context: Any) -> dict[str, Any]:
    """A GET; ``claims`` None: no authoriser has looked at it."""
    authorizer = {} if claims is None else {"authorizer": {"jwt": {"claims": claims, "scopes": None}}}
    return {
        "version": "2.0",
        "routeKey": "GET /customers/{proxy+}",
        "rawPath": path,
        "rawQueryString": query,
        "headers": {"accept": "*/*", "host": "abc.execute-api.eu-west-1.amazonaws.com", "x-forwarded-proto": "https"},
        "pathParameters": {"proxy": quote(path.removeprefix("/customers/"), safe="")},
        "requestContext": {
            "accountId": "123456789012",
            "apiId": "abc",
            "domainName": "abc.execute-api.eu-west-1.amazonaws.com",
            "http": {
                "method": "GET",
                "path": path,
                "protocol": "HTTP/1.1",
                "sourceIp": "192.0.2.1",
                "userAgent": "test",
            },
            "requestId": "JKJaXmPLvHcESHA=",
            "routeKey": "GET /customers/{proxy+}",
            "stage": "$default",
            "time": "22/Nov/2026:12:00:00 +0000",
            "timeEpoch": 1795348800000,
            **authorizer,
            **context,
        },
        "isBase64Encoded": False,
    }


def claims(scope: str = "timeline:read", **more: str) -> dict[str, str]:
    """What an authoriser passes on of a token: every claim as a text."""
    registered = {"iss": "https://login.example.com", "aud": "restock-profile", "sub": "chat", "exp": "1795352400"}
    return {**registered, "iat": "1795348800", "scope": scope, **more}
