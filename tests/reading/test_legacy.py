"""Bytes without a declaration: the old encodings of Arabic script are told, others left alone."""

from __future__ import annotations

import pytest

from monitor.reading.legacy import arabic_encoding, wide_encoding

ARABIC = "قالت الوزارة أمس إن القوافل عبرت الجسر الجديد، وأضافت أن الطريق يبقى مفتوحا حتى المساء. "
PERSIAN = "وزارت راه گفت که پل تازه از امروز باز است و کاروان ها مي توانند تا شب از آن بگذرند. "
OTHERS = [
    ("Министерство сообщило вчера, что колонны прошли по новому мосту до наступления вечера. ",
     ("cp1251", "koi8_r", "iso8859_5")),
    ("Το υπουργείο είπε χθες ότι οι φάλαγγες πέρασαν από τη νέα γέφυρα πριν το βράδυ. ",
     ("cp1253", "iso8859_7")),
    ("המשרד אמר אתמול כי השיירות עברו על הגשר החדש לפני הערב ", ("cp1255", "iso8859_8")),
    ("El ministerio señaló ayer que los camiones cruzarán el puente según lo previsto. ¿Cuándo? ",
     ("cp1252", "iso8859_15")),
    ("Bakanlık dün konvoyların yeni köprüden akşama kadar geçtiğini söyledi. ",
     ("cp1254",)),
    ("Ministerstwo poinformowało, że pojazdy przejechały przez nowy most. Żółć gęślą jaźń. ",
     ("cp1250", "iso8859_2")),
    ("交通部昨天表示車隊在傍晚之前通過了新橋道路仍然開放", ("gb18030", "big5")),
    ("運輸省は昨日、車列が夕方までに新しい橋を渡ったと述べた。", ("euc_jp", "shift_jis")),
    ("교통부는 어제 차량 행렬이 저녁 전에 새 다리를 건넜다고 말했다 ", ("euc_kr",)),
    ("กระทรวงกล่าวเมื่อวานนี้ว่าขบวนรถข้ามสะพานใหม่ก่อนค่ำ ", ("tis_620",)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(ARABIC, "cp1256"), (ARABIC, "iso8859_6"), (PERSIAN, "cp1256")],
)
def test_arabic_script_is_told_by_its_bytes(text: str, encoding: str) -> None:
    markup = f'<p class="lead"><a href="/x">{text}</a></p>' * 3
    assert arabic_encoding(markup.encode(encoding)) == encoding


@pytest.mark.parametrize(
    ("text", "encoding"), [(text, one) for text, encodings in OTHERS for one in encodings]
)
def test_other_scripts_are_left_to_what_the_page_says(text: str, encoding: str) -> None:
    assert arabic_encoding((text * 8).encode(encoding, "replace")) is None


def test_little_text_tells_nothing() -> None:
    assert arabic_encoding("<p>قال</p>".encode("cp1256")) is None
    assert arabic_encoding(b"") is None
    assert wide_encoding(b"<p>") is None


def test_wide_bytes_are_told_by_their_zeros() -> None:
    markup = f"<!doctype html><html><head><title>{ARABIC}</title></head>"
    assert wide_encoding(markup.encode("utf-16-le")) == "utf-16-le"
    assert wide_encoding(markup.encode("utf-16-be")) == "utf-16-be"
    assert wide_encoding(markup.encode("utf-8")) is None
    assert wide_encoding(b"\x00" * 400) is None
