"""Where an Arabic noun phrase ends: whom a verb is about follows its subject without a mark."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.claims.lexical.events import event_of
from monitor.claims.lexical.kinds import Kinds
from monitor.claims.lexical.tokens import Token
from monitor.claims.lexical.words import CLOSED, OPENING, listed

LONGEST_FIRST = 5  # letters of a first name that ends like a noun with 'his': 'نبيه', 'سمية'
HAMZA = "أإآ"
ADJECTIVAL = ("یه", "ی", "یین")  # endings of Arabic adjectives of belonging
THEIRS = ("یه", "هم", "هما", "یها")  # 'his hosts': whom a verb is about, and no name
CARRIED = ("ل", "ب")  # particles that Arabic writes together with their noun


class ArabicBounds(Kinds):
    """Knows what ends a phrase in a language whose verb comes first."""

    def definite(self, token: Token) -> bool:
        """Whether a word has the Arabic article; 'إلياس' and 'ألون' only begin like one."""
        return token.text.startswith("ال") and self.reading.text[token.span.start] not in HAMZA

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

    def _heard(self, before: Token, token: Token) -> bool:
        """'قال لوكالة X | مصدر في حماس', 'X | وY': who told it stands after the outlet that was
        told, and another person after an 'and'."""
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
