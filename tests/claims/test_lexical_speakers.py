"""Who speaks in Persian, Pashto and Arabic: pronouns, namesakes, relays and outlets in marks."""

from __future__ import annotations

from monitor.actors.matching import ActorMatcher
from monitor.catalogue.catalogue import Catalogue
from monitor.catalogue.models import Actor
from monitor.claims.attribution import Attributor
from monitor.domain import Article
from tests.claims.reading import ACTORS, PUBLISHED, attributed, chain, only


def test_after_a_pronoun_according_to_needs_no_comma() -> None:
    _, made = attributed(
        "نادر پارسا گفت که پل ساخته شد. به گفتهٔ او کارگران شب‌ها هم کار می‌کنند.", language="fa"
    )
    assert chain(made) == ["نادر پارسا"]
    assert made.content == "کارگران شب‌ها هم کار می‌کنند"


def test_a_first_name_does_not_make_somebody_of_the_catalogue_speak() -> None:
    known = {"id": "nusrat", "name": "Nusrat", "kind": "person", "aliases": ["نصرت"]}
    held = Catalogue.build(
        sources=[], actors=[Actor.model_validate(entry) for entry in (*ACTORS, known)]
    )
    text = "نصرت گفت که پل ساخته شد. نصرت کوهستانی گفت که جاده بسته است."
    article = Article(
        "https://ridge.example/1", "A title", text, published=PUBLISHED, language="fa"
    )
    mentions = ActorMatcher(held).find(text, on=PUBLISHED.date())
    first, other = Attributor(held).attribute(article, mentions, outlet="ridge")
    assert (first.chain[0].actor, other.chain[0].actor) == ("nusrat", None)
    assert chain(other) == ["نصرت کوهستانی"]


def test_in_pashto_an_outlet_relays_by_the_mouth_of_somebody() -> None:
    made = only("څرک د رحیم صادق له خولې لیکي چې پل جوړ شو.", language="ps")
    assert chain(made) == ["څرک", "رحیم صادق"]


def test_an_outlet_may_stand_in_plain_quotation_marks() -> None:
    text = 'قال نادر بارسا لـ"مرايا الضفة" إن الجسر بُني من "حجر الجبل" وحده.'
    made = only(text, language="ar")
    assert chain(made) == ["مرايا الضفة", "نادر بارسا"]
    assert made.content == 'الجسر بُني من "حجر الجبل" وحده'
    assert text[made.start : made.end] == made.content


def test_an_outlet_that_was_told_may_be_known_by_its_name_or_its_end() -> None:
    known = only("یک راننده به ایلنا گفت که پل شکسته است.", language="fa")
    ended = only("یوه موټروان کرښه ټایمز ته وویل چې پل مات شوی دی.", language="ps")
    somebody = only("یک راننده به همسایه گفت که پل شکسته است.", language="fa")
    assert chain(known) == ["ایلنا", "یک راننده"]
    assert chain(ended) == ["کرښه ټایمز", "یوه موټروان"]
    assert chain(somebody) == ["یک راننده"]
