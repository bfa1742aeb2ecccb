"""POST /alexa on the local server: only Amazon's requests reach the skill.

With verification on, a request must be signed by Amazon (`skill.alexa.signature`). With it off, for trying
the skill out, it must come from this very machine (`loopback.py`). Either way it must name this skill's id.
"""

from skill.web.alexa.endpoint import mount_alexa
from skill.web.alexa.loopback import WAITRESS_OPTIONS

__all__ = ["WAITRESS_OPTIONS", "mount_alexa"]
