"""Web pages and feeds: the article out of its markup, and what the page says of itself.

Article extraction is resiliparse's, kept because it loses no paragraph of the Arabic pages it was tried on (WordPress
markup, nested divs, line breaks, layout tables) where trafilatura lost 37 % of the paragraphs in layout tables and
the headline in half of the others, at a tenth of the speed. What it leaves of menus the cleaning takes away.
"""

import json
import re
from typing import Any, BinaryIO

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse
from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import HTMLTree

from seedlib.formats.encodings import decode
from seedlib.formats.records import Metered, Options, Read, Record, digest, read_bounded, titled
from seedlib.problems import DocumentError, Problem

FEED = 20  # documents of full size that a feed may hold
MAX_DEPTH = 1000  # nested or unclosed elements; parsers take quadratic time, and real pages stay below 100
MAX_TAGS = 200_000  # in one page; the longest real ones have some 20,000
MAX_TAG = 100_000  # attributes' characters in one tag, scripts and pictures in it not counted
MAX_META = 300  # elements of metadata looked at
_CHARSET = re.compile(rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_LONG_TAG = re.compile(rf"<[a-zA-Z][^<>]{{{MAX_TAG},}}")
_OPEN_ENDED = frozenset(  # elements without an end tag, or that the next of their kind closes
    "area base br col embed hr img input link meta param source track wbr p li dt dd option optgroup thead tbody tfoot"
    " tr td th colgroup html head body path circle rect use line polygon polyline g svg".split()
)
_DATES = ("article:published_time", "datePublished", "date", "pubdate", "dc.date", "dcterms.created", "publishdate")
_SKIP = ["nav", "footer", "form", "script", "style", "[aria-hidden=true]"]
_ARTICLES = {"NewsArticle", "Article", "ReportageNewsArticle", "BlogPosting", "WebPage", "LiveBlogPosting"}


def read_page(stream: BinaryIO, path: str, options: Options) -> Read:
    """An HTML page: one document."""
    yield page_record(read_bounded(stream, options.max_bytes), path)


def page_record(data: bytes, path: str, declared: str | None = None, url: str | None = None) -> Record:
    """The article of a page. Raises :class:`DocumentError` for a page that is no text or holds none."""
    found = _CHARSET.search(data[:4096])
    decoded = decode(data, declared or (found[1].decode("ascii", "replace") if found else None))
    html = decoded.text.replace("\x00", "")
    _refuse_hostile(html)
    tree = HTMLTree.parse(html)
    about = _about(tree)
    text = _article(tree, about)
    if not text:
        raise DocumentError("a page without text; save it once it has loaded")
    return Record(
        path,
        titled(about["title"], text),
        decoded.encoding,
        digest(data),
        title=about["title"],
        published=about["published"],
        publisher=about["publisher"],
        url=about["url"] or url,
        language=about["language"],
        mojibake=decoded.mojibake,
    )


def _refuse_hostile(html: str) -> None:
    """Raise for markup on which a parser takes quadratic time: nested or unclosed without end, one endless tag."""
    open_tags: dict[str, int] = {}
    depth = 0
    for count, match in enumerate(_TAG.finditer(html)):
        if count > MAX_TAGS:
            raise DocumentError(f"a page of more than {MAX_TAGS:,} tags; refused")
        name = match[2].lower()
        if name in _OPEN_ENDED:
            continue
        now = open_tags.get(name, 0)
        if not match[1]:
            open_tags[name] = now + 1
            depth += 1
        elif now:
            open_tags[name] = now - 1
            depth -= 1
        if depth > MAX_DEPTH:
            raise DocumentError(f"markup nested or unclosed more than {MAX_DEPTH} deep; refused")
    if any(match[0].count(" ") > MAX_DEPTH for match in _LONG_TAG.finditer(html)):
        raise DocumentError(f"a tag of more than {MAX_TAG} characters of attributes; refused")


def _article(tree: Any, about: dict[str, str | None]) -> str:
    """The main text; where that is next to nothing, the article that the page gives as data, or all its text."""
    common: dict[str, Any] = {"preserve_formatting": True, "alt_texts": False, "list_bullets": True}
    text = extract_plain_text(tree, main_content=True, **common)
    if len(text) < 200:
        rest = extract_plain_text(tree, main_content=False, skip_elements=_SKIP, **common)
        text = max(text, about["text"] or "", key=len)
        text = rest if len(rest) > 2 * len(text) else text
    return str(text).strip()


def _about(tree: Any) -> dict[str, str | None]:
    """What a page says of itself, as data (JSON-LD) first, in its meta tags next, by its elements last."""
    meta: dict[str, str] = {}
    for tag in tree.document.query_selector_all("meta")[:MAX_META]:
        name = tag.getattr("property") or tag.getattr("name") or tag.getattr("itemprop")
        if name and (content := (tag.getattr("content") or "").strip()):
            meta.setdefault(name.lower(), content)
    data = _linked_data(tree)
    root = tree.document.query_selector("html")
    heading = tree.document.query_selector("h1")
    time = tree.document.query_selector("time[datetime]")
    link = tree.document.query_selector("link[rel=canonical]")
    addresses = ((link.getattr("href") if link else None), meta.get("og:url"), _text(data.get("url")))
    language = _text(data.get("inLanguage")) or (root.getattr("lang") if root else None) or meta.get("og:locale")
    return {
        "title": _one_line(
            _text(data.get("headline"))
            or meta.get("og:title")
            or meta.get("twitter:title")
            or (heading.text if heading else None)
            or tree.title
        ),
        "published": _text(data.get("datePublished"))
        or next((meta[name.lower()] for name in _DATES if name.lower() in meta), None)
        or (time.getattr("datetime") if time else None),
        "publisher": _one_line(_text(data.get("publisher")) or meta.get("og:site_name")),
        "url": next((found for found in addresses if found and "://" in found), None),
        "language": re.split("[-_]", language.strip())[0].lower() or None if language else None,
        "text": _text(data.get("articleBody")),
    }


def _linked_data(tree: Any) -> dict[str, Any]:
    """The JSON-LD object of the article; an empty one where there is none that can be read."""
    for script in tree.document.query_selector_all('script[type="application/ld+json"]')[:MAX_META]:
        try:
            stack = [json.loads(script.text, strict=False)]
        except (ValueError, RecursionError):
            continue
        while stack:
            item = stack.pop()
            if isinstance(item, list):
                stack += item[::-1][:100]
            elif isinstance(item, dict):
                kinds = item.get("@type")
                if _ARTICLES & set(kinds if isinstance(kinds, list) else [str(kinds)]) and "headline" in item:
                    return item
                stack += [item[name] for name in ("mainEntity", "@graph") if name in item]
    return {}


def _text(value: Any) -> str | None:
    """A string out of what JSON-LD may hold in its place."""
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("name") or value.get("alternateName") or value.get("@id")
    return value.strip() or None if isinstance(value, str) else None


def _one_line(text: str | None) -> str | None:
    return " ".join(text.split()) or None if text else None


def read_feed(stream: BinaryIO, path: str, options: Options) -> Read:
    """An RSS or Atom feed: each entry a document. Entities are not expanded."""
    try:
        yield from _entries(stream, path, options)
    except DefusedXmlException:
        raise DocumentError("a feed with a document type of its own, which may expand without end; refused") from None
    except ParseError as error:
        raise DocumentError(f"damaged XML ({error}); the entries before it were read") from None


def _entries(stream: BinaryIO, path: str, options: Options) -> Read:
    publisher: str | None = None
    count, open_elements = 0, []
    bounded = Metered(stream, options.max_bytes, ratio=FEED)
    for event, element in iterparse(bounded, events=("start", "end"), forbid_dtd=True):
        if event == "start":
            open_elements.append(element)
            if len(open_elements) > MAX_DEPTH:
                raise DocumentError(f"XML nested more than {MAX_DEPTH} deep; refused")
            continue
        open_elements.pop()
        name = _local(element.tag)
        if name == "title" and publisher is None:
            publisher = _one_line(element.text)  # of the channel: it comes before the first entry
        if name not in {"item", "entry"}:
            continue
        count += 1
        yield _entry(element, f"{path}#{count}", publisher)
        for holder in open_elements[-1:] or [element]:
            holder.clear()
    if not count:
        raise DocumentError("XML without feed entries; give RSS or Atom, or save the article as .html or .txt")


def _local(tag: str) -> str:
    return tag.rpartition("}")[2].lower()


def _entry(element: Any, path: str, publisher: str | None) -> Record | Problem:
    fields = {_local(child.tag): child for child in reversed(list(element))}

    def field(*names: str) -> str | None:
        return next((found for name in names if name in fields and (found := _inner(fields[name]))), None)

    title, markup = _one_line(field("title")), field("encoded", "content", "description", "summary")
    text = str(extract_plain_text(markup, preserve_formatting=True, alt_texts=False)).strip() if markup else ""
    if not (text or title):
        return Problem(path, "read", "DocumentError", "an entry without title and text")
    link = fields.get("link")
    return Record(
        path,
        titled(title, text),
        "utf-8",
        digest((markup or title or "").encode("utf-8", "replace")),
        title=title,
        published=field("pubdate", "published", "date", "updated"),
        publisher=field("source") or publisher,
        url=(_inner(link) or link.get("href")) if link is not None else field("guid", "id"),
    )


def _inner(element: Any) -> str | None:
    return "".join(element.itertext()).strip() or None
