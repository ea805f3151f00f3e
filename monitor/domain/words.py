"""The closed vocabularies of the program, as stored and as shown."""

from __future__ import annotations

from enum import StrEnum


class Modality(StrEnum):
    """How the content is put forward: as fact, pledge, threat, denial, question or demand."""

    ASSERTED = "asserted"
    PROMISED = "promised"
    THREATENED = "threatened"
    DENIED = "denied"
    QUESTIONED = "questioned"
    URGED = "urged"


class Polarity(StrEnum):
    """Whether the content affirms or negates its proposition."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class Event(StrEnum):
    """PLOVER event types (Political Language Ontology for Verifiable Event Records, 2018)."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class CueClass(StrEnum):
    """What kind of attribution verb or phrase the cue is."""

    SAY = "say"
    CLAIM = "claim"
    DENY = "deny"
    PROMISE = "promise"
    THREATEN = "threaten"
    BELIEVE = "believe"
    CITE = "cite"
    ASK = "ask"
    ORDER = "order"
    NARRATE = "narrate"  # the publisher's own voice


class LinkRole(StrEnum):
    """What a link of an attribution chain is."""

    OUTLET = "outlet"
    SPEAKER = "speaker"
    DOCUMENT = "document"
    ANONYMOUS = "anonymous"
    PLATFORM = "platform"


class QuoteForm(StrEnum):
    """Direct: the whole content is verbatim speech; mixed: a part of it is."""

    DIRECT = "direct"
    MIXED = "mixed"
    PARAPHRASE = "paraphrase"


class ClaimKind(StrEnum):
    """What a statement did to the claims held so far (the kind of a claim event)."""

    NEW = "new"
    REPEATED = "repeated"
    CORROBORATED = "corroborated"
    DENIED = "denied"
    UPDATED = "updated"
    UNCERTAIN = "uncertain"
    CORRECTED = "corrected"  # a new version of its page says it with another number, actor or sign
    DROPPED = "dropped"  # a new version of a page does not say it any more; others still do
    WITHDRAWN = "withdrawn"  # the last page that said it does not any more


class AlertKind(StrEnum):
    """What an alert says about a claim. Repetition has no kind: it never alerts."""

    NEW = "new"
    CORROBORATED = "corroborated"
    DISPUTED = "disputed"
    DENIED = "denied"
    UPDATED = "updated"
    WITHDRAWN = "withdrawn"
    CORRECTED = "corrected"


class Severity(StrEnum):
    """How urgent a watch is to its reader: high wakes somebody, whatever the hour."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"


class Wait(StrEnum):
    """What a delivery that is not due yet waits for."""

    QUIET = "quiet"  # the end of its watch's quiet hours
    DIGEST = "digest"  # the next of its watch's own digest times
    CAP = "cap"  # its watch's rate cap: it is rolled up with others


class Relation(StrEnum):
    """What a text is to the texts already held."""

    ORIGINAL = "original"
    COPY = "copy"
    EXCERPT = "excerpt"
    QUOTES = "quotes"
    VERSION = "version"
    SAME = "same"
    DIFFERENT = "different"
