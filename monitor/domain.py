"""The values that travel between the stages: frozen, picklable, without behaviour of their own.

Times are timezone-aware UTC. Offsets are code points into `Article.text`, half open. Actors are
named by their catalogue id, outlets by their source slug; only output turns them into names.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
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


class AlertKind(StrEnum):
    """What an alert says about a claim. Repetition has no kind: it never alerts."""

    NEW = "new"
    CORROBORATED = "corroborated"
    DISPUTED = "disputed"


class Relation(StrEnum):
    """What a text is to the texts already held."""

    ORIGINAL = "original"
    COPY = "copy"
    EXCERPT = "excerpt"
    QUOTES = "quotes"
    VERSION = "version"
    SAME = "same"
    DIFFERENT = "different"


# ── discover and fetch ────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Link:
    """A page somebody points at: what a feed entry, sitemap row or index page says of it."""

    url: str
    title: str | None = None
    published: datetime | None = None
    summary: str | None = None
    updated: datetime | None = None


@dataclass(frozen=True, slots=True)
class Polled:
    """One answer of one feed address, good or bad. `error` is a sentence; None means it worked."""

    feed_id: int
    at: datetime
    status: int | None
    links: tuple[Link, ...] = ()
    unchanged: bool = False
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    moved_to: str | None = None
    retry_after: float | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """Pages of a source's past, as one list names them. `whole`: it need not be read again."""

    source: str
    url: str
    at: datetime
    since: date
    links: tuple[Link, ...]
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Fetched:
    """One HTTP response as it came: `body` after transfer and content decoding, still bytes.

    `request_headers` are those of the last request, empty where none was made (files).
    """

    url: str
    final_url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    at: datetime
    source: str | None = None
    frontier_id: int | None = None
    title_hint: str | None = None
    published_hint: datetime | None = None
    request_headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class FetchFailed:
    """A page that was asked for and not had. `permanent` failures are not tried again.

    `disallowed`: it was not even asked for, because the site's robots.txt asks not to.
    """

    frontier_id: int
    url: str
    at: datetime
    error: str
    status: int | None = None
    permanent: bool = False
    retry_after: float | None = None
    disallowed: bool = False


# ── read ──────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Article:
    """A page without its chrome. Paragraphs of `text` are separated by one newline.

    `date_source` says where `published` came from: json-ld, meta, time, text, url, feed or given.
    `credit` is the text's own word on where it comes from ('first published by …', an agency, a
    dateline); `image` the address of the lead image.
    """

    url: str
    title: str
    text: str
    canonical_url: str | None = None
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    date_source: str | None = None
    language: str | None = None
    outlet: str | None = None
    credit: str | None = None
    subtitle: str | None = None
    section: str | None = None
    image: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of a page: an article, or the state of the page row and the reason for it."""

    state: str  # read, empty, unreadable or off_topic
    reason: str
    article: Article | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """An alias of an actor or an outlet, found in a text; vetoed ones say why in `reason`."""

    start: int
    end: int
    text: str
    alias: str
    name: str
    actor: str | None = None
    source: str | None = None
    rule: str = "alias"
    reason: str = ""
    vetoed: bool = False


# ── attribute ─────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class ChainLink:
    """One relay or speaker between us and what was said.

    `name` is as written in the text (a pronoun is already resolved to the full name); `canonical`
    is the catalogue's name where `actor` or `source` is known.
    """

    name: str
    role: LinkRole
    canonical: str | None = None
    actor: str | None = None
    source: str | None = None
    cue: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One attributed proposition in one text (Pareti 2015: source, cue, content).

    `chain` is outermost first and never empty unless `attributed` is false; the publishing outlet
    is not part of it. `origin` and `party` are canonical names. `said_on` and `event_date` are
    ISO 8601 dates of whatever precision the text gives (2024, 2024-02, 2024-02-08). `lemmas` are
    the content's nouns, verbs, adjectives and adverbs outside the names of actors, in order, lower
    case, without stop words; empty where no lemmatiser ran. `origin_family` is the publisher family
    of an origin that is an outlet.
    """

    content: str
    start: int
    end: int
    chain: tuple[ChainLink, ...]
    cue: str
    cue_class: CueClass
    origin: str
    party: str
    form: QuoteForm = QuoteForm.PARAPHRASE
    modality: Modality = Modality.ASSERTED
    polarity: Polarity = Polarity.POSITIVE
    event: Event | None = None
    trigger: str | None = None
    actors: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    condition: str | None = None
    said_on: str | None = None
    event_date: str | None = None
    cue_start: int | None = None
    cue_end: int | None = None
    attributed: bool = True
    language: str | None = None
    lemmas: tuple[str, ...] = ()
    origin_family: str | None = None


@dataclass(frozen=True, slots=True)
class Analysed:
    """All that one page gives before it meets the store: the work of one pool task."""

    reading: Reading
    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()


# ── deduplicate ───────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What duplicates are found by: an exact hash, a MinHash signature and its LSH bands."""

    content_hash: str
    signature: tuple[int, ...]
    bands: tuple[str, ...]
    words: int


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A text already held that shares a hash, a band or an address with the one at hand."""

    document_id: int
    story_id: int
    url: str
    canonical_url: str | None
    text: str
    content_hash: str
    published_at: datetime | None
    fetched_at: datetime
    source: str | None = None
    credit: str | None = None


@dataclass(frozen=True, slots=True)
class Lineage:
    """The decision of deduplication.

    Containment is the share of one text's words that stand in runs the other has too: `contained`
    is how much of the new text stands in the other, `contains` how much of the other stands in the
    new one. `new_is_original` is true where the new text was published first. `merges` are stories
    that the new text shows to be one with `story_id`.
    """

    relation: Relation
    reason: str
    document_id: int | None = None
    story_id: int | None = None
    contained: float = 0.0
    contains: float = 0.0
    new_is_original: bool = False
    merges: tuple[int, ...] = ()


# ── cluster ───────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class ClaimMember:
    """A statement that already belongs to a claim, with what decides independence.

    `uncertain` ones founded a claim because nobody could tell which they belong to: they wait for
    an analyst and never alert.
    """

    statement_id: int
    statement: Statement
    published: datetime
    story_id: int
    source: str | None = None
    family: str | None = None
    uncertain: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim found by the index, with the members that the decision compares against."""

    claim_id: int
    members: tuple[ClaimMember, ...]


@dataclass(frozen=True, slots=True)
class Incoming:
    """The statement to be placed, with what decides independence."""

    statement: Statement
    published: datetime
    story_id: int
    source: str | None = None
    family: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimDecision:
    """Where a statement goes and why; `claim_id` is None for a new claim. Score is in [0, 1]."""

    kind: ClaimKind
    claim_id: int | None
    score: float
    reasons: tuple[str, ...] = field(default=())
