"""A simulated Echo in front of the skill's own entry point."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from skill.locales.sentences import declared
from skill.locales.vocabulary import Entry
from skill.simulator.envelope import Speaker, authority, envelope, intent_json, simple_request
from skill.simulator.heard import Heard, InvalidResponse, checked
from skill.simulator.invocation import Invocations
from skill.simulator.pin import ACHIEVED, CONFIRMED, NOT_ENABLED, both, cause, pin_asked
from skill.understanding import HeardSlot, Understanding, Understood, Vocabulary
from skill.understanding.names import Names

EntryPoint = Callable[[dict[str, Any]], Any]


class Device:
    """One device and the person speaking to it. Keeps the session like Alexa does: open until the skill ends it.

    `clock` gives aware datetimes in the device's time zone; `new_id` any unique text, for sessions and requests.
    Every method returns what was heard and raises InvalidResponse for an answer that Alexa would not take.
    `pin` is how it ends when the skill has Alexa ask for her own PIN.
    """

    def __init__(
        self,
        entry: EntryPoint,
        understanding: Understanding,
        *,
        locale: str,
        user_id: str,
        person_id: str | None,
        device_id: str,
        application_id: str,
        clock: Callable[[], datetime],
        new_id: Callable[[], str],
        confidence: int = 300,
        supports_apl: bool = False,
        access_token: str | None = None,
        invocation_name: str = "",
    ) -> None:
        self._entry = entry
        self._understanding = understanding
        self._invocations = Invocations(understanding.invocations, invocation_name)
        self._speaker = Speaker(user_id, person_id, confidence, device_id, application_id, access_token, supports_apl)
        self._locale, self._clock, self._new_id = locale, clock, new_id
        self._session_id: str | None = None
        self._attributes: Mapping[str, Any] = {}
        self._taught: dict[str, Names] = {}
        self._silences = 0
        self._last: Heard | None = None
        self.pin = NOT_ENABLED

    @property
    def session_open(self) -> bool:
        """Whether the skill is still listening for this device."""
        return self._session_id is not None

    def voice(self, person_id: str | None, confidence: int = 300) -> None:
        """From now on somebody else speaks; None is a voice that is not recognised."""
        self._speaker = replace(self._speaker, person_id=person_id, confidence=confidence)

    def pin_says(self, status: str) -> None:
        """How Alexa's own PIN question ends from now on: ACHIEVED, NOT_ACHIEVED or NOT_ENABLED.

        A voice that is not recognised has no PIN: for it the end is always NOT_ENABLED.
        """
        self.pin = status

    def open(self) -> Heard:
        """ "Alexa, open <name>": a LaunchRequest in a new session."""
        self._session_id, self._taught = None, {}
        return self._exchange("LaunchRequest")

    def say(self, text: str) -> Heard:
        """A sentence. With "ask <name> to …" around it a new session begins; outside a session it does so anyway."""
        called, text = self._invocations.split(text)
        if called:
            self._session_id, self._taught = None, {}
        if called and not text:
            return self.open()
        understood = self._understanding.understand(text, self._clock().date(), self._taught.get("PRODUCT"))
        return self._intent(understood)

    def send(self, intent: str, slots: Mapping[str, str | HeardSlot] | None = None) -> Heard:
        """An intent without a sentence; a product given as text is resolved as if it had been said."""
        heard = {
            name: slot if isinstance(slot, HeardSlot) else self._heard(name, slot)
            for name, slot in (slots or {}).items()
        }
        return self._intent(Understood(intent, heard))

    def silent(self) -> Heard:
        """Nobody answers: first the reprompt is heard, then the session ends. Outside a session nothing happens."""
        if self._last is None:
            raise ValueError("nothing was said yet that could be met with silence")
        if not self.session_open:
            return replace(self._last, speech="", ssml="")
        self._silences += 1
        if self._silences == 1 and self._last.reprompt:
            return replace(self._last, speech=self._last.reprompt)
        return self.close("EXCEEDED_MAX_REPROMPTS")

    def close(self, reason: str = "USER_INITIATED") -> Heard:
        """The session ends without the skill's doing; nothing may be answered."""
        return self._exchange("SessionEndedRequest", reason=reason)

    def touch(self, arguments: list[Any], token: str = "", source: Mapping[str, Any] | None = None) -> Heard:
        """A tap on the screen: the APL UserEvent that its SendEvent command sends."""
        fields = {"token": token, "arguments": arguments, "source": dict(source or {}), "components": {}}
        return self._exchange("Alexa.Presentation.APL.UserEvent", **fields)

    def request(self, kind: str, **fields: Any) -> Heard:
        """Any other request type, with its fields as given."""
        return self._exchange(kind, **fields)

    def _intent(self, understood: Understood) -> Heard:
        return self._exchange("IntentRequest", intent=intent_json(understood, self._authorities))

    def _heard(self, slot: str, value: str) -> HeardSlot:
        """A slot given as text: products by name, listed values by their id."""
        match declared().slot_types[slot]:
            case "PRODUCT":
                return HeardSlot(value, self._understanding.names.ids(value))
            case "NAME":
                return HeardSlot(value, self._understanding.people.ids(value))
            case "UNIT" | "POSITION" | "TRAIT" | "COMPARISON" | "SORT":
                return HeardSlot(self._understanding.canonical(slot, value), (value,))
        return HeardSlot(value)

    def _authorities(self, slot: str, heard: HeardSlot) -> list[dict[str, Any]]:
        """What entity resolution adds to a slot of a custom type: static values, and those taught in this session."""
        kind = declared().slot_types[slot]
        if kind.startswith("AMAZON."):
            return []
        application = self._speaker.application_id
        named = dict(self._understanding.names.matches(heard.value)) if kind == "PRODUCT" else {}
        static = tuple((key, named.get(key) or self._understanding.canonical(slot, key)) for key in heard.ids)
        found = [authority(f"amzn1.er-authority.echo-sdk.{application}.{kind}", static)]
        if kind in self._taught:
            taught = self._taught[kind].matches(heard.value)
            found.append(authority(f"amzn1.er-authority.echo-sdk.dynamic.{application}.{kind}", taught))
        return found

    def _teach(self, directive: Mapping[str, Any]) -> None:
        """Dynamic entities: names that hold for the rest of the session."""
        if directive.get("updateBehavior") == "CLEAR":
            self._taught = {}
            return
        for kind in directive["types"]:
            entries = tuple(
                Entry(value["id"], value["name"]["value"], tuple(value["name"].get("synonyms", ())))
                for value in kind["values"]
            )
            self._taught[kind["name"]] = self._understanding.index(Vocabulary(entries))

    def _exchange(self, kind: str, **fields: Any) -> Heard:
        heard = self._send(self._speaker, kind, **fields)
        if (asked := pin_asked(heard)) is None:
            return heard
        status = self.pin if self._speaker.person_id else NOT_ENABLED
        speaker = replace(self._speaker, confidence=CONFIRMED) if status == ACHIEVED else self._speaker
        resumed = self._send(speaker, "SessionResumedRequest", cause=cause(asked, status))
        if pin_asked(resumed) is not None:
            raise InvalidResponse("Alexa has just asked for her PIN, and shall ask again")
        self._last = both(heard, resumed)
        return self._last

    def _send(self, speaker: Speaker, kind: str, **fields: Any) -> Heard:
        new = self._session_id is None
        if self._session_id is None:
            self._session_id, self._attributes = f"amzn1.echo-api.session.{self._new_id()}", {}
        request_id = f"amzn1.echo-api.request.{self._new_id()}"
        sent = envelope(
            speaker,
            simple_request(kind, request_id, self._locale, self._clock(), **fields),
            session_id=self._session_id,
            new=new,
            attributes=self._attributes,
        )
        try:
            heard = checked(sent, self._entry(sent), screen=speaker.supports_apl)
        except BaseException:
            # No answer, or none that can be spoken: like Alexa, whoever speaks next begins anew. What was asked and
            # never heard is not to be met by a yes.
            self._session_id, self._taught, self._silences = None, {}, 0
            raise
        self._remember(heard)
        return heard

    def _remember(self, heard: Heard) -> None:
        self._silences, self._last = 0, heard
        given = heard.response.get("sessionAttributes")
        if given is not None or pin_asked(heard) is None:
            self._attributes = given or {}
        for directive in heard.directives:
            if directive.get("type") == "Dialog.UpdateDynamicEntities":
                self._teach(directive)
        if not heard.session_open:
            self._session_id, self._taught = None, {}
