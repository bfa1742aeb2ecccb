"""Did Amazon send this, and just now? What a skill on its own server must ask of every request.

One request on its way through, each step able to refuse it:

    headers ─▶ where.py      the certificate's address is one Amazon would use
            ─▶ cache.py      its chain, remembered for some hours ─▶ download.py
            ─▶ chain.py      in date, echo-api.amazon.com's, issued below a trusted root
    body    ─▶ verifier.py   signed by that certificate, byte for byte
            ─▶ envelope.py   a JSON request, sent within the last two and a half minutes

Source: developer.amazon.com, "Host a Custom Skill as a Web Service", which also asks to check the skill's
own id: that is the endpoint's part. A Lambda does not load this folder; there AWS tells who calls.
"""

from skill.alexa.signature.envelope import Envelope, read_envelope
from skill.alexa.signature.refused import RequestRefused
from skill.alexa.signature.verifier import Headers, SignatureVerifier

__all__ = ["Envelope", "Headers", "RequestRefused", "SignatureVerifier", "read_envelope"]
