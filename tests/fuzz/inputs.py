"""Inputs: the pieces of which hostile articles and files are put together, and one whole file of each format."""

import gzip
import io
import json
import zipfile
from collections.abc import Callable
from importlib import resources

import pandas as pd

from seedlib.lexicon import rows

NUMBERS = (
    "5 17 208 1,200 ٣ ١٥ ٢٠٨ ۴۵ １２ 1٬200 1.5 15-25 80±15 3/4 72% ٪ 2018 1400 999999999999 ½ ² ⅷ 𝟗 0 00 1e9 خمسة "
    "وعشرين ثلاثمائة مئة ألف ألفين آلاف مليون مليار بليون عشرات المئات بضع نصف ربع اثنان أحد عشر صفر الأول ثانية"
).split()
WORDS = (
    "قتل مقتل قتيل قتلى شخص شخصين شخصاً مدنيين طفلان أطفال امرأتان نازح من بينهم منهم وهم إضافة إلى نحو حوالي أكثر أقل "
    "بين و أو لا يقل يزيد عن على الأقل تقريباً قال قالت مصادر وكالة الأمم المتحدة حلب حمص درعا سوريا سوري عراقيين "
    "يوم شباط أمس منذ عام دولار بالمئة في المائة الساعة التعليقات اقرأ أيضاً هـ بـ كـ Hن ﷺ ﻻ"
).split()
SIGNS = (
    ". ، ؛ ؟ : , ; ! ( ) [ ] { } « » \" ' ' - – — … / \\ + = @ # $ & % < > | * _ ~ ` ـ \n \n\n \r\n \r \t "
    "\u2028 \u0085 \u0640 \u064b \u0651 \u064e \u0670 \u200b \u200c \u200d \u200e \u200f \u061c \u202a \u202b \u202c "
    "\u202d \u202e \u2066 \u2067 \u2068 \u2069 \u00a0 \u202f "
    "\ufeff \u00ad \x00 \x08 \x1b \x1c \x1f \x7f \u0300 \ufffd \U0001f4a5"
).split(" ")
MARKUP = (
    "<script>alert(1)</script>|<b onmouseover=x>|</td></tr></table>|<!--|-->|<![CDATA[|]]>|&lt;|&#x202e;|&amp;#60;|"
    "\"><img src=x onerror=y>|' autofocus onfocus='|javascript:|<svg/onload=x>|<p>|<br>|<div>|<style>|</p>|&|=1+1|"
    '=cmd|@SUM(A1)|+1|-1|http://a.example|{"text": "|[{|}]|null|text,title\n|"",|\\ud83d|\\u0000|NaN|1e999|'
    "<item><title>|<!DOCTYPE x [<!ENTITY a 'b'>]>|WARC/1.0\r\n|Content-Length: 9\r\n|HTTP/1.1 200 OK\r\n\r\n|"
    "PK\x03\x04|PK\x05\x06|PAR1|<?xml version='1.0'?>|<meta charset=utf-16>|ld+json"
).split("|")
# Every form that some rule turns on, one list after the other.
LEXICON = sorted(
    {
        cell
        for path in resources.files("seedlib.lexicon").iterdir()
        if path.name.endswith(".csv")
        for row in rows(path.name.removesuffix(".csv"))
        for cell in row.values()
        if cell and not cell.isascii()
    }
)
PIECES = [*NUMBERS, *WORDS, *SIGNS, *MARKUP, "".join(SIGNS[:4]), " "]

TITLE = "مقتل 12 شخصاً في حلب"
BODY = (
    "قالت مصادر محلية إن 12 شخصاً قتلوا، بينهم 3 نساء وطفلان، وأصيب نحو 30 آخرين في قصف على مدينة حلب أمس.\n\n"
    "ووثقت الشبكة مقتل 208 عراقيين وسوريين، منهم عشرات من حمص و60 من درعا، إضافة إلى أكثر من 15 عنصراً."
)


def _packed(write: Callable[[io.BytesIO], object]) -> bytes:
    out = io.BytesIO()
    write(out)
    return out.getvalue()


def _zipped(out: io.BytesIO) -> None:
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a/one.txt", f"{TITLE}\n\n{BODY}")
        archive.writestr("two.jsonl", json.dumps({"text": BODY}))


def files() -> dict[str, bytes]:
    """A whole file of each format, by suffix."""
    text = f"{TITLE}\n\n{BODY}"
    page = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><p>{BODY}</p></body></html>".encode()
    row = {"title": TITLE, "text": BODY, "date": "2020-02-15", "url": "https://news.example/1"}
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
    head = f"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: {len(http)}\r\n\r\n"
    item = f"<item><title>{TITLE}</title><description>{BODY}</description></item>"
    return {
        ".txt": text.encode(),
        ".md": text.encode("windows-1256"),
        ".text": text.encode("utf-16"),
        ".html": page,
        ".rss": f"<rss><channel><title>x</title>{item * 2}</channel></rss>".encode(),
        ".json": json.dumps({"articles": [row, {"text": 1}]}, ensure_ascii=False).encode(),
        ".jsonl": "\n".join([json.dumps(row)] * 3).encode(),
        ".csv": f'title,text\n{TITLE},"{BODY}"\n{TITLE},\n'.encode(),
        ".tsv": f"title\ttext\n{TITLE}\t{TITLE}\n".encode("utf-8-sig"),
        ".parquet": _packed(pd.DataFrame([row]).to_parquet),
        ".xlsx": _packed(lambda out: pd.DataFrame([row]).to_excel(out, engine="xlsxwriter", index=False)),
        ".zip": _packed(_zipped),
        ".warc": head.encode() + http + b"\r\n\r\n",
        ".txt.gz": gzip.compress(text.encode(), mtime=0),
    }


def seeds(target: str) -> list[bytes]:
    """Inputs of a target from which to begin."""
    if target == "load":
        return [f"{suffix}\n".encode() + data for suffix, data in files().items()]
    return [f"{TITLE}\n\n{BODY}".encode(), " ".join(PIECES).encode("utf-8", "replace")]
