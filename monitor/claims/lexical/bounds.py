"""Where a noun phrase of Persian, Pashto or Arabic ends."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.claims.document import Reading
from monitor.claims.lexical.events import event_of
from monitor.claims.lexical.tokens import Token, after_comma, place_named
from monitor.claims.lexical.words import CLOSED, OPENING, folded, listed
from monitor.claims.text.spans import Span

LONGEST_PARTICLE = 3
LONGEST_FIRST = 5  # letters of a first name that ends like a noun with 'his': 'نبيه', 'سمية'
OFFICIAL = ("bodies", "privates", "roles")
HAMZA = "أإآ"
ADJECTIVAL = ("یه", "ی", "یین")  # endings of Arabic adjectives of belonging
THEIRS = ("یه", "هم", "هما", "یها")  # 'his hosts': whom a verb is about, and no name
CARRIED = ("ل", "ب")  # particles that Arabic writes together with their noun


class Bounds:
    """Knows the words of one language that end a phrase, in one document."""

    def __init__(self, reading: Reading, text: str, language: str, dates: Sequence[Span]) -> None:
        self.reading = reading
        self.text = text
        self.language = language
        self.dates = dates
        self.own: frozenset[str] = frozenset()  # the words of the publisher's name
        self._lists = {
            name: listed(language, name)
            for name in (
                "preps", "posts", "joining", "adverbs", "times", "determiners", "relatives",
                "occasions", "roles", "bodies", "privates", "outlet_words", "to", "objects",
                "parts",
            )
        }  # fmt: skip

    def is_in(self, name: str, word: str) -> bool:
        """Whether a folded word stands in a list of the lexicon; Arabic without its article or its
        ending in the accusative too."""
        held = self._lists.get(name) or listed(self.language, name)
        if word in held or self.language != "ar":
            return word in held
        if word.removeprefix("ال") in held or word.removesuffix("ا") in held:
            return True
        if name == "outlet_words" and word.removeprefix("ل") in held:
            return True  # 'للقناة 12'
        person = name in ("roles", "privates") and word.endswith("ه")
        return person and word.removeprefix("ال").removesuffix("ه") in held  # 'الباحثة'

    def is_person(self, token: Token) -> bool:
        """Whether the token names a person of the catalogue, and not only his office."""
        held = token.mention
        return held is not None and held.rule != "office" and self.reading.is_person(held.actor)

    def definite(self, token: Token) -> bool:
        """Whether a word has the Arabic article; 'إلياس' and 'ألون' only begin like one."""
        return token.text.startswith("ال") and self.reading.text[token.span.start] not in HAMZA

    def is_place(self, word: str) -> bool:
        """Whether the gazetteer knows a word as a place."""
        return place_named(word, self.language) is not None

    def _in(self, name: str, token: Token) -> bool:
        return token.mention is None and self.is_in(name, token.text)

    def _cuts(self, tokens: Sequence[Token], at: int, end: int) -> bool:
        token = tokens[end]
        parted = self._parted(token) and not self._held_by(tokens, at, end)
        if after_comma(token) or token.dated or parted:
            return True
        if token.mention is None and any(
            self._in(name, token)
            for name in ("times", "posts", "relatives", "adverbs", "objects", "to")
            if not (name == "posts" and tokens[end - 1].text == "د")  # 'د سره صلیب'
        ):
            return True
        if self._in("determiners", token) and not self._pointed_office(tokens, end):
            return True
        if self.language == "ar" and self._cuts_arabic(tokens, at, end):
            return True
        if token.text == "د" and self.language == "ps" and self._timed(tokens, end + 1):
            return True
        named = self.is_person(tokens[end - 1]) and not self._same_name(tokens[end - 1], token)
        return named and (token.mention is not None or self.language != "fa")

    def _same_name(self, first: Token, last: Token) -> bool:
        """'عبدالملک | حوثي': a name that is also a body's belongs to him who bears it."""
        actor = self.reading.catalogue.actors.get((first.mention and first.mention.actor) or "")
        names = (folded(alias.text).split() for alias in actor.aliases) if actor else ()
        return last.mention is not None and any(
            name[-1].removeprefix("ال") == last.text for name in names if len(name) > 1
        )

    def _parted(self, token: Token) -> bool:
        """Whether a verb that was skipped, or a mark that closes a name, stands before a token; an
        adjective still belongs to the name: 'قناة «كان» الإسرائيلية'."""
        if self.language != "ps" and any(mark in token.after for mark in CLOSED):
            adjective = self.definite(token) and token.text.endswith(("یه", "ی"))
            return not (self.language == "ar" and adjective)
        return any(len(word) > LONGEST_PARTICLE for word in token.after.split())

    def _held_by(self, tokens: Sequence[Token], at: int, end: int) -> bool:
        """Arabic: who holds an office stands after a body in marks: 'الباحث في مركز «X» Y'."""
        token, head = tokens[end], tokens[at]
        closed = self.language == "ar" and token.after.strip()[:1] in CLOSED
        office = self._in("roles", head) or self._in("privates", head)
        plain = token.mention is None or self.is_person(token)
        return closed and office and plain and not self._in("preps", token)

    def _opens_name(self, tokens: Sequence[Token], at: int, end: int) -> bool:
        """A name in marks belongs to the noun of its kind, and else to nobody before it:
        'أبلغ مصدر | «العربي الجديد»'."""
        if not any(mark in tokens[end].after for mark in OPENING):
            return False
        return not any(
            self._in(name, one)
            for one in (tokens[at], tokens[end - 1])
            for name in ("outlet_words", "bodies", "roles", "place_kinds")
        )

    def _timed(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether a word of time stands at `at`: 'د دوشنبې په ورځ'."""
        return at < len(tokens) and (tokens[at].dated or self._in("times", tokens[at]))

    def _cuts_arabic(self, tokens: Sequence[Token], at: int, end: int) -> bool:
        if self._opens_name(tokens, at, end):
            return True
        before, token = tokens[end - 1], tokens[end]
        named = token.mention is not None and token.text.startswith("لل")
        if named or token.after.strip()[-1:] in CARRIED:
            return self._to_somebody(tokens, at, end)
        if self._whom(before, token) or self._heard(before, token):
            return True
        if token.mention is not None and self._in("roles", before):
            # A noun with an article owns nothing: 'حث الوزير | طالبان على'.
            owned = self.definite(token) or self.is_person(token)
            return self.definite(before) and not owned
        alone = end == at + 1 and self.definite(before) and self._in("bodies", before)
        if alone and token.mention is not None and " " in token.text:
            return True  # 'يدعو الحزب | الأمم المتحدة': no adjective
        office = self.definite(token) and self._in("roles", token)
        plain = before.mention is None and not self.definite(before)
        return office and end == at + 1 and plain and not self._in("roles", before)

    def _heard(self, before: Token, token: Token) -> bool:
        """'قال لوكالة X | مصدر في حماس', 'X | وY': after the outlet that was told stands who told it,
        and after an 'and' another person."""
        if token.after.strip() == "و" and self.is_person(token):
            return True  # 'أكد X | ورحيم صادق'
        told = before.mention is not None and before.mention.source is not None
        return told and any(self._in(name, token) for name in ("roles", "privates"))

    def _whom(self, before: Token, token: Token) -> bool:
        """After a noun with an article, a word that neither describes nor belongs to it: whom the
        verb is about ('حذرت الخارجية الباكستانية | كابل من أن', 'أبلغ رئيس الوفد | مضيفيه بأن')."""
        definite = self.definite(token)
        if token.mention is not None or definite or not self.definite(before):
            return False
        theirs = token.text.endswith(THEIRS) and len(token.text) > LONGEST_FIRST
        return theirs or self.is_place(token.text)

    def _pointed_office(self, tokens: Sequence[Token], at: int) -> bool:
        """'سخنگوی این وزارت', 'د دې وزارت ویاند': whose spokesman somebody is."""
        before = tokens[at - 1]
        owned = any(self._in(name, before) for name in ("roles", "privates", "described"))
        owned = before.text == "د" if self.language == "ps" else owned
        if at + 1 >= len(tokens) or not owned:
            return False
        if self.language == "ps":
            return True  # 'د دې هېواد د پولیسو مشر'
        kinds = ("bodies", "outlet_words", "place_kinds")
        return any(self._in(name, tokens[at + 1]) for name in kinds)

    def _to_somebody(self, tokens: Sequence[Token], at: int, end: int) -> bool:
        """A particle written with its noun parts it from what goes before, but not the owner of an
        office: 'المكتب الإعلامي لحزب الله'."""
        token, held = tokens[end], tokens[at:end]
        body = token.mention is not None and token.mention.actor is not None
        offices = (one.mention is not None and one.mention.rule == "office" for one in held)
        office = any(offices) or any(self._in("roles", one) for one in held)
        office = office and not self.is_person(token)
        if office and (body or self.is_in("bodies", token.text.removeprefix("ل"))):
            return False  # 'الأمين العام للحزب'
        return not (body and any(self._in("bodies", one) for one in held))

    def _complete(self, tokens: Sequence[Token], at: int, end: int) -> bool:
        """After a name or a place, only more of the office or the name of its holder can follow."""
        before, token = tokens[end - 1], tokens[end]
        named = before.mention is not None or self.is_place(before.text)
        if self.language == "ar":
            return self._complete_verb_first(tokens, at, end, named=named)
        if self._begins_object(before, token):
            return True
        if not named or self.is_person(token) or self._same_name(before, token):
            return False
        if token.mention is not None and self.is_in("bodies", before.text):
            return False  # 'ارتش لبنان', 'دولت پاکستان'
        if before.mention is not None and before.mention.rule == "office":
            return False
        return token.text not in ("د", "و") and not any(
            self._in(name, token)
            for name in ("roles", "bodies", "described", "privates", "outlet_words", "preps")
        )

    def _begins_object(self, before: Token, token: Token) -> bool:
        """'ولایتی | اتهام ارسال سلاح را رد کرد'; but 'رئیس کمیسیون خرید' is one office."""
        begins = any(self._in(name, token) for name in ("deeds", "carriers"))
        office = ("bodies", "roles", "privates", "portfolios", "documents")
        return begins and not any(self._in(name, before) for name in office)

    def _complete_verb_first(
        self, tokens: Sequence[Token], at: int, end: int, *, named: bool
    ) -> bool:
        token, before = tokens[end], tokens[end - 1]
        if token.mention is not None:
            return self._other(before, token, named=named)
        if token.text.startswith(("ال", "وال")) or self._in("preps", token):
            return self._another(before, token, named=named) or self._named(tokens, at, end)
        if self._in("bodies", token) and not self._in("roles", token):
            adjective = self.definite(before) and before.text.endswith(ADJECTIVAL)
            return adjective and before.mention is None  # 'لجنة الأمن النيابية | حركة X'
        if any(self._in(name, token) for name in ("roles", "described")):
            return False
        if any(self._in("roles", one) for one in tokens[at:end]) and not self.unnamed(tokens[at:]):
            return self._deed(token.text)  # else the name of who holds the office
        return named or self.definite(before)

    def _other(self, before: Token, token: Token, *, named: bool) -> bool:
        """Whether a name of the catalogue is no more part of the phrase: a noun with an article
        owns nothing ('الخارجية الأفغانية | باكستان'); adjectives and holders of an office are."""
        carried = token.text.startswith("لل") or token.after.strip()[-1:] in CARRIED
        office = before.mention is not None and before.mention.rule == "office"
        if self.is_person(token) or self._in("linking", before) or carried or office:
            return False
        definite = self.definite(before)
        adjective = token.text.endswith(ADJECTIVAL) and " " not in token.text
        if self.definite(token):
            return definite and not adjective
        return named or definite

    def _another(self, before: Token, token: Token, *, named: bool) -> bool:
        """Whether a noun with an article is another than the one before it, and no adjective:
        'طالب محافظ ديالى | الحكومة بـ', 'وصفت الخارجية الأفغانية | القصف بأنه'."""
        bare = token.text.removeprefix("ال")
        if any(bare in listed("ar", name) for name in ("unspoken", "carriers", "everybody")):
            return True  # 'التزم حزب الله | الصمت', 'وصف المتحدث باسم الحكومة | التقارير'
        noun = self.definite(token) and not token.text.endswith(ADJECTIVAL)
        body = self._in("bodies", token) or token.text in listed("ar", "pairs")
        apart = named or before.text.endswith(ADJECTIVAL)
        if noun and body and apart and not self._in("roles", before):
            return True
        ended = (named or self.definite(before)) and not self._in("roles", before)
        return ended and self.definite(token) and event_of(token.text, "ar")[0] is not None

    def _named(self, tokens: Sequence[Token], at: int, end: int) -> bool:
        """'جاسم البديوي | المجتمع الدولي': after a first and a last name comes no other noun."""
        first, last, token = tokens[max(at, end - 2)], tokens[end - 1], tokens[end]
        plain = last.mention is None and first.mention is None and first is not last
        if not plain or not self.definite(last) or token.text.endswith(ADJECTIVAL):
            return False
        kinds = ("roles", "bodies", "privates", "described", "outlet_words", "linking", "offices")
        known = any(self._in(name, first) for name in (*kinds, "place_kinds", "documents"))
        office = any(self._in("roles", one) for one in tokens[at : end - 2])
        return office and not known and not self.definite(first)

    def unnamed(self, tokens: Sequence[Token]) -> bool:
        """Arabic 'عضوا في لجنة', 'مسؤول في الحزب': an official of whom there are many."""
        head, following = tokens[0].text, tokens[1].text if len(tokens) > 1 else ""
        indefinite = head.endswith("ا") and head.removesuffix("ا") in listed("ar", "roles")
        return indefinite or (following in listed("ar", "within") and not head.startswith("ال"))

    def _deed(self, word: str) -> bool:
        """Whether a word begins what was done, and no name."""
        if word in listed(self.language, "starters"):
            return True
        return event_of(word, self.language)[0] is not None or (word[0] == "ب" and len(word) > 3)

    def _locative(self, tokens: Sequence[Token], at: int, end: int) -> int:
        """Words of 'در تهران', 'في بيروت' that belong to an official or an institution, and of
        'نزدیک به شبکه X', 'مقرب من X': to whom somebody is close."""
        if end + 1 >= len(tokens):
            return 0
        tasked = self._in("tasks", tokens[end - 1]) and self._in("bodies", tokens[at])
        if self._in("near", tokens[end - 1]) or tasked or self._part_of(tokens, at, end):
            return 2
        if self.language == "ps" or tokens[end].text not in listed(self.language, "inside"):
            return 0
        following = tokens[end + 1]
        if any(self.is_person(t) for t in tokens[at:end]) or after_comma(following):
            return 0
        if following.dated or any(self._in(name, following) for name in ("occasions", "times")):
            return 0
        return self._seated(tokens, at, end)

    def _seated(self, tokens: Sequence[Token], at: int, end: int) -> int:
        """How many words say where an official or somebody else is, or where he is from."""
        held, following = tokens[at:end], tokens[end + 1]
        if self._in("determiners", following):  # 'دفتر والی در این ولایت'
            placed = end + 2 < len(tokens) and self._in("place_kinds", tokens[end + 2])
            return 3 if placed else 0
        private = self._in("privates", held[0])
        if tokens[end].text == "من":
            return 2 if private else 0
        if private or any(self._in(name, t) for t in held for name in OFFICIAL):
            return 2
        nearby = tokens[end + 1 : end + (3 if self._in("indefinites", held[0]) else 2)]
        placed = any(t.mention is not None or self.is_place(t.text) for t in nearby)
        return 2 if placed else 0

    def _part_of(self, tokens: Sequence[Token], at: int, end: int) -> bool:
        """'یکی از X', 'شماری از X', 'عدد من X': so many of them."""
        if tokens[end].text not in listed(self.language, "of_them"):
            return False
        if self.language == "fa" and self._in("privates", tokens[at]):
            return self._from_place(tokens[at:end], tokens[end + 1])
        return end - at <= 2 and any(self._in("parts", token) for token in tokens[at:end])

    def _from_place(self, held: Sequence[Token], place: Token) -> bool:
        """Persian 'دهقانی از مرو': where somebody without a name is from."""
        known = self.is_place(place.text) and self.reading.refused_at(place.span.start) is None
        return known and len(held) <= 2 and self.text[held[-1].span.end - 1] == "ی"

    def _goes_on(self, tokens: Sequence[Token], at: int, end: int) -> bool:
        """'وزارت انرژی و آب طالبان': an 'and' inside the name of a ministry."""
        held, rest = tokens[at:end], tokens[end + 1 : end + 4]
        if not rest or after_comma(rest[0]):
            return False
        if self.language == "ps":  # what belongs to a noun stands before it
            return any(self._in("portfolios", t) and not after_comma(t) for t in rest)
        if self._countries(held[-1]) and self._countries(rest[0]) and len(held) > 1:
            return self.language == "fa" and any(self._in(name, held[0]) for name in OFFICIAL)
        another = any(self._in(name, rest[0]) for name in OFFICIAL)
        named = another or any(t.mention for t in held)
        return not named and any(self._in("portfolios", t) for t in held)

    def _countries(self, token: Token) -> bool:
        """'اتاق مشترک ایران و افغانستان', 'سیستان و بلوچستان': states and provinces."""
        if token.mention is None:
            return self.is_place(token.text)
        actor = self.reading.catalogue.actors.get(token.mention.actor or "")
        return actor is not None and actor.kind == "state"
