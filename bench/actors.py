"""Names found per second on one core: `python -m bench.actors [DOCUMENTS]`.

Documents are short invented news items (a headline and two sentences, some 250 characters, one in
six naming actors) in four languages, searched for all aliases of the shipped catalogue and as many
invented ones as make `ALIASES` in all. Loading the catalogue is timed too: the first time in this
process, and the best of five. The gate (`touches`) and the full search (`find`) are timed in
processor time, beside a plain search by one regular expression of the same aliases, which neither
normalises nor decides anything.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections.abc import Callable, Sequence

from monitor.actors.matching import ActorMatcher
from monitor.catalogue.catalogue import Catalogue
from monitor.catalogue.load import load_catalogue
from monitor.catalogue.models import Actor

ALIASES = 5_000
PLAIN = (
    "The council postponed its vote on the new tramway until the engineers had answered.",
    "Rain fell over the orchards for a third day and the apple harvest began late this year.",
    "A retired teacher has catalogued every bridge of the province and photographed most.",
    "The bakery’s ovens were lit at four, and by seven the queue had reached the fountain.",
    "شهرداری ساخت پل تازه را تا بهار آینده به تعویق انداخت و مهندسان پاسخ ندادند.",
    "أعلنت البلدية تأجيل افتتاح الجسر الجديد إلى الربيع المقبل بسبب الأمطار الغزيرة.",
    "ښاروالۍ وویل چې د نوي پله جوړول به تر پسرلي پورې وځنډول شي او کارونه روان دي.",
)
NAMED = (
    "A spokesman for the Taliban said that Iran had been told of the decision on Monday.",
    "Hezbollah and Hamas both denied it, according to Al-Akhbar, which cited an official.",
    "به گزارش تسنیم، سپاه پاسداران این خبر را رد کرد و طالبان هنوز پاسخ نداده‌اند.",
    "قال حزب الله إن إيران لم تطلب منه شيئا، ونفت حركة حماس ما نشرته صحيفة الأخبار.",
)


def documents(count: int, rng: random.Random) -> list[str]:
    """Invented items of three sentences; one in six has a sentence that names actors."""
    items = []
    for number in range(count):
        sentences = rng.sample(PLAIN, 3)
        if number % 6 == 0:
            sentences[1] = rng.choice(NAMED)
        items.append("\n".join(sentences))
    return items


def rate(work: Callable[[str], object], items: Sequence[str]) -> float:
    """Documents per second of processor time."""
    started = time.process_time()
    for item in items:
        work(item)
    return len(items) / (time.process_time() - started)


def spellings(catalogue: Catalogue) -> list[str]:
    """Every alias and office phrase of actors and sources, as written."""
    found = {
        name for source in catalogue.sources.values() for name in (source.name, *source.aliases)
    }
    for actor in catalogue.actors.values():
        found |= {actor.name, *(alias.text for alias in actor.aliases)}
        found |= {phrase for office in actor.offices for phrase in office.phrases}
    return sorted(found, key=len, reverse=True)


def filled(catalogue: Catalogue, rng: random.Random) -> Catalogue:
    """The catalogue with invented persons of two names, until it has `ALIASES` spellings."""
    syllables = ("ba", "dor", "kel", "mi", "nas", "ori", "pet", "ra", "sul", "tev", "uz", "wan")
    spelled = set(spellings(catalogue))
    invented: dict[str, Actor] = {}
    while len(spelled) < ALIASES:
        words = ("".join(rng.sample(syllables, 3)).capitalize() for _ in range(2))
        name = " ".join(words)
        slug = name.lower().replace(" ", "-")
        if name not in spelled and slug not in catalogue.actors:
            invented[slug] = Actor(id=slug, name=name, kind="person")
            spelled.add(name)
    actors = [*catalogue.actors.values(), *invented.values()]
    return Catalogue.build([*catalogue.sources.values()], actors, catalogue.watches)


def loading() -> float:
    """Seconds of processor time that the shipped catalogue takes to load."""
    started = time.process_time()
    load_catalogue([])
    return time.process_time() - started


def main() -> None:
    """Print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    first, best = loading(), min(loading() for _ in range(5))
    print(f"catalogue loaded in {1000 * first:.0f} ms at first, {1000 * best:.0f} ms at best")
    catalogue = filled(load_catalogue([]), random.Random(5))
    started = time.process_time()
    matcher = ActorMatcher(catalogue)
    built = time.process_time() - started
    items = documents(count, random.Random(7))
    names = spellings(catalogue)
    plain = re.compile("|".join(map(re.escape, names)))
    size = sum(map(len, items)) / len(items)
    print(f"{len(names)} aliases, built in {1000 * built:.0f} ms")
    print(f"{count} documents of {size:.0f} characters")
    gate, find = rate(matcher.touches, items), rate(matcher.find, items)
    slow = rate(plain.findall, items[: count // 50])
    print(f"touches {gate:10,.0f} documents/s  {gate / slow:6.1f} × regular expression")
    print(f"find    {find:10,.0f} documents/s  {find / slow:6.1f} × regular expression")
    print(f"regular expression {slow:10,.0f} documents/s")


if __name__ == "__main__":
    main()
