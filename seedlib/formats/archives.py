"""Archives: ZIP files and web crawls (WARC). Nothing is ever written to disk, so no member can leave the archive."""

import io
import stat
import zipfile
from functools import partial
from pathlib import PurePosixPath
from typing import Any, BinaryIO, cast

from seedlib.formats.bombs import refuse_ratio
from seedlib.formats.folders import members_to_read, tell_unread
from seedlib.formats.manifests import MANIFEST, Manifest, Manifests
from seedlib.formats.pages import page_record
from seedlib.formats.readers import read_stream, suffix
from seedlib.formats.records import MAX_BYTES, Options, Read, read_bounded, text_record
from seedlib.problems import DocumentError, Problem

_ARCHIVES = frozenset({".zip", ".warc"})
_PAGES = frozenset({"text/html", "application/xhtml+xml"})


def read_zip(stream: BinaryIO, path: str, options: Options) -> Read:
    """The documents of a ZIP file's members, in order of name; what would be passed over in a folder is here too."""
    with zipfile.ZipFile(stream) as archive:
        members = sorted((info for info in archive.infolist() if not info.is_dir()), key=lambda info: info.filename)
        packed = sum(info.compress_size for info in members)
        refuse_ratio(sum(info.file_size for info in members), packed)
        wanted = set(members_to_read(info.filename for info in members))
        members = [info for info in members if info.filename in wanted]
        beside: dict[str, list[str]] = {}
        for info in members:
            folder, name = _parted(info.filename)
            beside.setdefault(folder, []).append(name)
        manifests = Manifests(partial(_manifest, archive))
        for info in members:
            folder, name = _parted(info.filename)
            manifest, where = manifests.of(folder), f"{path}#{info.filename}"
            if manifest and name == MANIFEST:
                yield from manifest.check(where, beside[folder])
                continue
            items = _member(archive, info, where, options)
            yield from manifest.describe(name, items) if manifest else items
        yield from tell_unread((info.filename for info in members if not suffix(info.filename)), path)


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: str, options: Options) -> Read:
    if reason := _refusal(info):
        yield Problem(path, "read", "DocumentError", reason)
    elif suffix(info.filename):
        try:
            with archive.open(info) as member:
                yield from read_stream(member, path, info.filename, options, info.compress_size)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
            yield Problem.of(path, "read", error)


def _parted(filename: str) -> tuple[str, str]:
    """The folder of a member, with the slash at its end, and the member's name in it."""
    name = filename.rpartition("/")[2]
    return filename.removesuffix(name), name


def _manifest(archive: zipfile.ZipFile, folder: str) -> Manifest | None:
    """The manifest of a folder of an archive, where it has one that may be read."""
    try:
        info = archive.getinfo(folder + MANIFEST)
    except KeyError:
        return None

    def opened() -> BinaryIO:
        with archive.open(info) as member:
            return io.BytesIO(read_bounded(cast(BinaryIO, member), MAX_BYTES))

    manifest = None if _refusal(info) else Manifest.read(opened)
    return manifest if manifest and manifest.is_one() else None


def _refusal(info: zipfile.ZipInfo) -> str | None:
    """Why a member is not read; None where it is."""
    name = PurePosixPath(info.filename.replace("\\", "/"))
    if name.is_absolute() or ".." in name.parts or (name.parts and name.parts[0].endswith(":")):
        return "a name that leads out of the archive; refused"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "a link, not a file; refused"
    if info.flag_bits & 1:
        return "encrypted; unpack it first"
    if suffix(info.filename) in _ARCHIVES:
        return "an archive in an archive; unpack it first"
    return None


def read_warc(stream: BinaryIO, path: str, options: Options) -> Read:
    """The pages of a web crawl: responses, resources and conversions that are HTML or text; the rest is passed over."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    kinds = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    records = ArchiveIterator(stream, record_types=kinds, parse_http=False)
    count = 0
    for count, record in enumerate(records, 1):
        url = record.headers.get("WARC-Target-URI")
        where = f"{path}#{url or count}"
        try:
            if record.content_length > options.max_bytes:
                raise DocumentError(f"one page of more than {options.max_bytes / 1e6:g} MB")
            page = _apart(record)
            kind = (page.http_content_type or record.headers.get("Content-Type") or "").split(";")[0].strip().lower()
            if kind not in _PAGES and kind != "text/plain":
                continue
            data = page.reader.read(options.max_bytes + 1)
            if len(data) > options.max_bytes:
                raise DocumentError(f"one page of more than {options.max_bytes / 1e6:g} MB")
            if not data.strip():
                continue
            declared = page.http_charset
            yield (
                page_record(data, where, declared, url)
                if kind in _PAGES
                else text_record(data, where, declared, url=url)
            )
        except Exception as error:  # whatever is wrong with one page, the others are read
            yield Problem.of(where, "read", error)
    if not count:
        raise DocumentError("no WARC records; is it a web crawl?")


def _apart(record: Any) -> Any:
    """A copy of a record with its HTTP headers read: one that breaks while it is unpacked leaves the archive whole."""
    from fastwarc.warc import WarcRecord

    page = WarcRecord()
    page.set_bytes_content(record.reader.read())
    page.is_http = record.is_http
    if page.is_http:
        page.parse_http(auto_decode="all")
    return page
