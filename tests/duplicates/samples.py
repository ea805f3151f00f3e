"""Articles of our own about places that do not exist, and ways of changing a text."""

from __future__ import annotations

import random

HARBOUR = """\
Dockers in the harbour of Velmora went back to work on Thursday after the city agreed to pay the \
night shifts it had owed since winter, union secretary Ilse Brandt said.
The strike had held up eleven grain ships for nine days. Two of them left for the southern islands \
on the first tide, the harbour master confirmed, and four more were to follow before the weekend.
"Nobody here wanted the ships to wait, but nobody here can eat promises either," Brandt told \
reporters at the gate. She put the debt at 2.4 million crowns for 316 workers.
Mayor Anton Reval called the agreement expensive and overdue. He said the council would ask the \
province for a loan, and that the ferry terminal planned for the old fish market would be built a \
year later than announced.
Merchants in the lower town had warned that flour would run short by the end of the month. Prices \
at the covered market fell by a fifth within hours of the news, although bakers said they would \
believe in it once the sacks were in the cellar."""

SCHOOL = """\
A school in the hill village of Oster Dene has reopened four months after a landslide buried its \
playground, and its pupils planted thirty birches where the slope gave way.
Head teacher Mirela Soames said the children had been taught in the chapel, in a barn and, on dry \
days, in the open. The roof was paid for by a collection in which every valley farm took part.
Engineers drove steel piles nine metres deep to hold the hillside. They are to come back each \
spring to measure whether it has moved, the county said in a letter to parents.
For the first lesson in the new room the youngest class drew what they remembered of the old one."""

STRIKE_RETOLD = """\
Grain is moving again through Velmora. An agreement over unpaid night work ended a walkout at the \
port that had left nearly a dozen vessels idle for more than a week.
According to the workers' representative Ilse Brandt, the municipality will settle arrears that go \
back to last winter. Just over three hundred people are owed money.
Anton Reval, who heads the city, spoke of a costly deal that should have come sooner, and conceded \
that a new landing place for ferries will have to wait another year while he looks for credit.
Shoppers noticed at once: flour became cheaper the same afternoon."""

WORDS = [
    "amber",
    "cobalt",
    "fennel",
    "gravel",
    "hollow",
    "juniper",
    "kettle",
    "lantern",
    "marrow",
    "nettle",
    "orchard",
    "pebble",
]


def changed_words(text: str, share: float, seed: int = 7) -> str:
    """`text` with `share` of its words replaced by others, the same ones for the same seed."""
    rng = random.Random(seed)
    paragraphs = []
    for paragraph in text.split("\n"):
        words = paragraph.split(" ")
        paragraphs.append(" ".join(rng.choice(WORDS) if rng.random() < share else w for w in words))
    return "\n".join(paragraphs)
