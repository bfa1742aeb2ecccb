"""Which addresses a signing certificate may be downloaded from."""

import re

from skill.alexa.signature.refused import RequestRefused

LONGEST_ADDRESS = 512

# Written as what is allowed, not as what is not: percent signs, back slashes, user names, queries, line breaks
# and letters that only look like ASCII all fall outside without being named.
_ADDRESS = re.compile(r"https://s3\.amazonaws\.com(?::443)?(?P<path>/[A-Za-z0-9._~/-]+)", re.ASCII | re.IGNORECASE)
_FOLDER = "/echo.api/"


def certificate_address(url: str) -> str:
    """The address in its one spelling (lower-case host, no port), so that a cache knows it again.

    Rules: https, host s3.amazonaws.com in any case, no port or 443, a path below /echo.api/ in exactly this
    case. Amazon would have dot segments resolved first; no address of theirs has one, so they are refused,
    spelled plainly or as %2e.

    Raises RequestRefused for every other address: following it would let a stranger choose what we download.
    """
    match = _ADDRESS.fullmatch(url) if len(url) <= LONGEST_ADDRESS else None
    if match is None:
        raise RequestRefused("certificate address not Amazon's")
    path = match["path"]
    segments = path.split("/")[1:]
    if not path.startswith(_FOLDER) or any(segment in {"", ".", ".."} for segment in segments):
        raise RequestRefused("certificate address not below /echo.api/")
    return f"https://s3.amazonaws.com{path}"
