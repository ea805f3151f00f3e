"""The values that travel between the stages: frozen, picklable, without behaviour of their own.

Times are timezone-aware UTC. Offsets are code points into `Article.text`, half open. Actors are
named by their catalogue id, outlets by their source slug; only output turns them into names.
"""

from monitor.domain.claims import Candidate, ClaimDecision, ClaimMember, Incoming
from monitor.domain.fetching import (
    Fetched,
    FetchFailed,
    HomePage,
    Link,
    Listed,
    Polled,
    Rendering,
    Tried,
)
from monitor.domain.lineage import Fingerprint, Lineage, Neighbour
from monitor.domain.reading import Article, Mention, Reading
from monitor.domain.statements import Analysed, ChainLink, Statement
from monitor.domain.words import (
    AlertKind,
    ClaimKind,
    CueClass,
    Event,
    LinkRole,
    Modality,
    Polarity,
    QuoteForm,
    Relation,
    Severity,
    Wait,
)

__all__ = [
    "AlertKind",
    "Analysed",
    "Article",
    "Candidate",
    "ChainLink",
    "ClaimDecision",
    "ClaimKind",
    "ClaimMember",
    "CueClass",
    "Event",
    "FetchFailed",
    "Fetched",
    "Fingerprint",
    "HomePage",
    "Incoming",
    "Lineage",
    "Link",
    "LinkRole",
    "Listed",
    "Mention",
    "Modality",
    "Neighbour",
    "Polarity",
    "Polled",
    "QuoteForm",
    "Reading",
    "Relation",
    "Rendering",
    "Severity",
    "Statement",
    "Tried",
    "Wait",
]
