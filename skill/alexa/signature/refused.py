"""The one way a request fails its check."""


class RequestRefused(Exception):
    """The request is not Amazon's, not fresh or not readable; nothing of it may be acted on.

    `reason` is a few words for the operator's log. It never quotes the request, so it can hold no secret.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
