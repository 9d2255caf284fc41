"""A checker of DAISY 2.02 books, written from the specification and from nothing of riweb's.

Source: DAISY 2.02 Specification, Recommendation of 28 February 2001, with appendix 2 for what
must be said and how often; the rules of the DAISY Pipeline's schemas for 2.02 were read beside it.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise

from lxml import etree
from mutagen.mp3 import MP3

XHTML = "{http://www.w3.org/1999/xhtml}"
DAY = r"\d{4}-\d{2}-\d{2}"
CLOCK = r"\d{2,}:[0-5]\d:[0-5]\d(\.\d{3})?"
COUNT = r"\d+"
# What ncc.html must say exactly once, and in which form.
MUST = {
    "dc:title": r".+",
    "dc:creator": r".+",
    "dc:publisher": r".+",
    "dc:date": DAY,
    "dc:identifier": r"\S+",
    "dc:language": r"[a-z]{2}(-[A-Z]{2})?",
    "dc:format": r"Daisy 2\.02",
    "ncc:charset": r"utf-8",
    "ncc:pageFront": r"0",
    "ncc:pageNormal": r"0",
    "ncc:pageSpecial": r"0",
    "ncc:tocItems": COUNT,
    "ncc:totalTime": CLOCK,
}
# What it should or may say, once at most.
MAY = {
    "ncc:depth": r"[1-6]",
    "ncc:files": COUNT,
    "ncc:footnotes": r"0",
    "ncc:generator": r".+",
    "ncc:maxPageNormal": r"0",
    "ncc:multimediaType": r"audioNcc",
    "ncc:narrator": r".+",
    "ncc:prodNotes": r"0",
    "ncc:producedDate": DAY,
    "ncc:producer": r".+",
    "ncc:setInfo": r"1 of 1",
    "ncc:sidebars": r"0",
}
SMIL_MUST = {
    "dc:format": r"Daisy 2\.02",
    "dc:identifier": r"\S+",
    "ncc:timeInThisSmil": CLOCK,
}


class Checker:
    """Looks at one book and gathers what is wrong."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(BytesIO(content)) as book:
            self.files = {name: book.read(name) for name in book.namelist()}
        self.trees = {
            name: etree.fromstring(text)
            for name, text in self.files.items()
            if name.endswith((".html", ".smil"))
        }
        self.named: set[str] = {"ncc.html", "master.smil"}
        self.elapsed = 0

    def problems(self) -> Iterator[str]:
        """Yield everything that is wrong."""
        for name in self.files:
            if not re.fullmatch(r"[A-Za-z0-9_-]+\.(html|smil|mp3)", name):
                yield f"{name}: not a name that all players read"
        yield from self._ncc()
        yield from self._parts()
        yield from self._master()
        yield from (f"{name}: nothing leads to it" for name in self.files.keys() - self.named)

    def _metas(self, name: str, must: dict[str, str], may: dict[str, str]) -> Iterator[str]:
        found = [(one.get("name"), one.get("content")) for one in self._of(name, "meta")]
        for key in must:
            if [one for one, _ in found].count(key) != 1:
                yield f"{name}: {key} is not there once"
        for key, value in found:
            form = (must | may).get(key or "", r".*")
            if key and not re.fullmatch(form, value or ""):
                yield f"{name}: {key} is {value}"

    def _of(self, name: str, tag: str) -> list[etree._Element]:
        space = XHTML if name.endswith(".html") else ""
        return list(self.trees[name].iter(f"{space}{tag}"))

    def meta(self, name: str, key: str) -> str:
        """Return what a file says under a name."""
        return next(
            one.get("content", "") for one in self._of(name, "meta") if one.get("name") == key
        )

    def _ncc(self) -> Iterator[str]:
        if "XHTML 1.0" not in self.files["ncc.html"].decode()[:250]:
            yield "ncc.html: no document type of XHTML 1.0"
        yield from self._metas("ncc.html", MUST, MAY)
        equivalent = [one for one in self._of("ncc.html", "meta") if one.get("http-equiv")]
        if [one.get("content") for one in equivalent] != ["text/html; charset=utf-8"]:
            yield "ncc.html: the charset is not said for browsers"
        body = list(self._of("ncc.html", "body")[0])
        if body[0].tag != f"{XHTML}h1" or body[0].get("class") != "title":
            yield "ncc.html: does not begin with <h1 class=title>"
        levels = [int(one.tag[-1]) for one in body]
        if any(after > before + 1 for before, after in pairwise(levels)):
            yield "ncc.html: a level is skipped"
        if len({one.get("id") for one in body}) != len(body) or not all(
            one.get("id") for one in body
        ):
            yield "ncc.html: ids are missing or used twice"
        for key, number in (
            ("tocItems", len(body)),
            ("depth", max(levels)),
            ("files", len(self.files)),
        ):
            if int(self.meta("ncc.html", f"ncc:{key}")) != number:
                yield f"ncc.html: ncc:{key} is not {number}"

    def _parts(self) -> Iterator[str]:
        """Look at each heading's SMIL, in order."""
        seen: list[str] = []
        for heading in self._of("ncc.html", "body")[0]:
            link = heading[0].get("href", "")
            path, _, mark = link.partition("#")
            if path not in self.trees or path in seen:
                yield f"ncc.html: {link} leads to no SMIL of its own"
                continue
            seen.append(path)
            self.named.add(path)
            pars = [one for one in self._of(path, "par") if one.get("id") == mark]
            if len(pars) != 1 or not "".join(heading.itertext()).strip():
                yield f"ncc.html: {link} leads nowhere, or has no words"
                continue
            text = pars[0].find("text")
            if text is None or text.get("src") != f"ncc.html#{heading.get('id')}":
                yield f"{path}: does not lead back to its heading"
            yield from self._smil(path)
        total = self.meta("ncc.html", "ncc:totalTime")
        if abs(clock(total) - self.elapsed) > 500:
            yield f"ncc.html: ncc:totalTime is {total}, all clips last {self.elapsed} ms"

    def _smil(self, path: str) -> Iterator[str]:
        yield from self._shape(path)
        clips = self._of(path, "audio")
        length = 0
        for clip in clips:
            sound = clip.get("src", "")
            self.named.add(sound)
            if sound not in self.files:
                yield f"{path}: {sound} is not in the book"
                continue
            begin, end = npt(clip.get("clip-begin", "")), npt(clip.get("clip-end", ""))
            if begin != length or end <= begin:
                yield f"{path}: a clip from {begin} to {end} follows {length}"
            if end > MP3(BytesIO(self.files[sound])).info.length * 1000:
                yield f"{path}: a clip ends after its file"
            length = end
        if clock(self.meta(path, "ncc:timeInThisSmil")) != length:
            yield f"{path}: ncc:timeInThisSmil is not {length} ms"
        if clock(self.meta(path, "ncc:totalElapsedTime")) != self.elapsed:
            yield f"{path}: ncc:totalElapsedTime is not {self.elapsed} ms"
        dur = self._of(path, "seq")[0].get("dur", "")
        if round(float(dur.removesuffix("s")) * 1000) != length:
            yield f"{path}: dur is {dur}, its clips last {length} ms"
        self.elapsed += length

    def _shape(self, path: str) -> Iterator[str]:
        if "SMIL 1.0" not in self.files[path].decode()[:200]:
            yield f"{path}: no document type of SMIL 1.0"
        yield from self._metas(path, SMIL_MUST, {})
        if [one.get("id") for one in self._of(path, "region")] != ["txtView"]:
            yield f"{path}: no region for text"
        parts = [one for tag in ("par", "text", "audio") for one in self._of(path, tag)]
        ids = [one.get("id") for one in parts]
        if None in ids or len(set(ids)) != len(ids):
            yield f"{path}: ids are missing or used twice"
        if any(one.get("endsync") != "last" for one in self._of(path, "par")):
            yield f"{path}: a par does not end with its last part"

    def _master(self) -> Iterator[str]:
        yield from self._metas("master.smil", SMIL_MUST, {})
        refs = [one.get("src") for one in self._of("master.smil", "ref")]
        links = [one[0].get("href", "") for one in self._of("ncc.html", "body")[0]]
        if refs != [link.partition("#")[0] for link in links]:
            yield "master.smil: not all parts in the order of ncc.html"
        if clock(self.meta("master.smil", "ncc:timeInThisSmil")) != self.elapsed:
            yield "master.smil: its time is not that of all parts"
        for name in (one for one in self.trees if one != "ncc.html"):
            if self.meta(name, "dc:identifier") != self.meta("ncc.html", "dc:identifier"):
                yield f"{name}: another dc:identifier than ncc.html"


def npt(text: str) -> int:
    """Return a time such as npt=1.230s in thousandths of a second."""
    found = re.fullmatch(r"npt=(\d+)\.(\d{3})s", text)
    assert found, text
    return int(found[1]) * 1000 + int(found[2])


def clock(text: str) -> int:
    """Return a time such as 00:01:02.345 in thousandths of a second."""
    hours, minutes, seconds = text.split(":")
    return (int(hours) * 60 + int(minutes)) * 60_000 + round(float(seconds) * 1000)
