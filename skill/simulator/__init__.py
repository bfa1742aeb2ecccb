"""An Echo without the Echo: sentences in, exactly the JSON a device's cloud would send, and what would be heard."""

from skill.simulator.device import Device
from skill.simulator.heard import Heard, InvalidResponse
from skill.simulator.replay import replay

__all__ = ["Device", "Heard", "InvalidResponse", "replay"]
