"""Photographs are published as copies that hold only what they show, the right way up."""

from __future__ import annotations

import shutil
import struct
import time
import zipfile
import zlib
from base64 import b64encode
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import docx
import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageCms, ImageOps, ImageStat, PngImagePlugin
from sites import Built, build

from riweb.cli import main
from riweb.content.source import picture_files

HERE = Path(__file__).parent
FULL = HERE / "plans" / "full"

# What cameras and programmes note beside a picture; no published file may hold any of it.
SECRETS = ("Jo Q. Price", "Kitchen of number 7", "SN-0042-KAMERA", "51.8812", "hidden film")
ORIENTATION, ARTIST, MODEL, GPS = 0x0112, 0x013B, 0x0110, 0x8825


def scene(wide: int = 96, high: int = 64) -> Image.Image:
    """Return a picture whose four corners differ: red, green, blue and yellow."""
    image = Image.new("RGB", (wide, high))
    half = (wide // 2, high // 2)
    for colour, x, y in (
        ("#c02020", 0, 0),
        ("#20a020", 1, 0),
        ("#2020c0", 0, 1),
        ("#c0c020", 1, 1),
    ):
        image.paste(colour, (x * half[0], y * half[1], (x + 1) * half[0], (y + 1) * half[1]))
    return image


def notes(orientation: int) -> Image.Exif:
    made = Image.Exif()
    made[ORIENTATION], made[ARTIST], made[MODEL] = orientation, SECRETS[0], SECRETS[2]
    made[GPS] = {1: "N", 2: (51.0, 52.0, 52.32), 3: "W", 4: (0.0, 30.0, 1.0), 29: SECRETS[3]}
    return made


def xmp() -> bytes:
    return f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><by>{SECRETS[0]}</by></x:xmpmeta>'.encode()


def segment(kind: int, inside: bytes) -> bytes:
    return bytes((0xFF, kind)) + struct.pack(">H", len(inside) + 2) + inside


def photograph(orientation: int = 1, image: Image.Image | None = None, **more: object) -> bytes:
    """Return a JPEG with all that cameras and programmes note, and a film after its end."""
    kept = BytesIO()
    how = {"quality": 92, "exif": notes(orientation), "comment": SECRETS[1].encode(), **more}
    (image or scene()).save(kept, "JPEG", **how)
    plain = kept.getvalue()
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00\x00\x00\x00\x10\x1c\x02\x50\x00\x0b"
    added = segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + xmp())
    added += segment(0xED, iptc + SECRETS[0].encode() + b"\0")
    return plain[:2] + added + plain[2:] + b"\0\0ftypmp42" + SECRETS[4].encode()


def png(orientation: int = 1, image: Image.Image | None = None, **more: object) -> bytes:
    """Return a PNG with notes of every kind."""
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", SECRETS[0])
    told.add_text("Comment", SECRETS[1] * 20, zip=True)
    told.add_itxt("XML:com.adobe.xmp", xmp().decode())
    told.add(b"tIME", bytes((7, 234, 1, 2, 3, 4, 5)))
    kept = BytesIO()
    how = {"exif": notes(orientation), "pnginfo": told, **more}
    (image or scene()).save(kept, "PNG", **how)
    return kept.getvalue() + SECRETS[4].encode()


MAKERS = {"JPEG": photograph, "PNG": png}
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="96" height="64">'
    '<image width="96" height="64" href="data:image/jpeg;base64,{}"/></svg>'
)
PICTURES = """
  - {id: upright, title: Upright, alt: Four colours., file: upright.jpg}
  - {id: turned, title: Turned, alt: Four colours., file: Turned_1.JPEG}
  - {id: dots, title: Dots, alt: Four colours., file: dots.png}
  - {id: drawn, title: Drawn, alt: Four colours., file: drawn.svg}
"""


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site with photographs in its plan and its insert, in every format that shows any."""
    top = tmp_path_factory.mktemp("photographs")
    shutil.copytree(FULL, top / "content")
    plan = top / "content/plans/larch/plan.yaml"
    plan.write_text(plan.read_text().replace("\npictures:\n", f"\npictures:{PICTURES}", 1))
    images = plan.parent / "images"
    (images / "upright.jpg").write_bytes(photograph())
    (images / "Turned_1.JPEG").write_bytes(photograph(6))
    (images / "dots.png").write_bytes(png(8))
    (images / "drawn.svg").write_text(DRAWING.format(b64encode(photograph(3)).decode()))
    street = top / "content/inserts/images/street.png"
    with Image.open(street) as image:
        street.write_bytes(png(1, image.convert("RGB")))
    formats = "large-print,easy-read,word,epub,text,insert"
    return build(top / "content", top / "site", "--formats", formats, "--jobs", "1")


def insides(path: Path) -> Iterator[bytes]:
    """Yield the bytes of a file, and of everything that is packed in it."""
    yield path.read_bytes()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            yield from (archive.read(name) for name in archive.namelist())
    elif path.suffix == ".pdf":
        with pikepdf.open(path) as pdf:
            for one in pdf.objects:
                yield one.unparse()
                if isinstance(one, pikepdf.Stream):
                    yield one.read_raw_bytes()
                    if one.get("/Filter") != "/DCTDecode":
                        yield one.read_bytes()


def test_no_published_file_tells_what_a_camera_noted(published: Built) -> None:
    wanted = [said.encode(form) for said in SECRETS for form in ("utf-8", "utf-16-le", "utf-16-be")]
    wanted += [b64encode(said.encode())[:-4] for said in SECRETS]
    wanted += [b"Exif\0\0", b"8BIM", b"adobe:ns:meta"]
    paths = [path for path in published.output.rglob("*") if path.is_file()]
    assert {".jpg", ".JPEG", ".png", ".svg", ".pdf", ".docx", ".epub"} <= {p.suffix for p in paths}
    told = {
        (path.name, said)
        for path in paths
        for inside in insides(path)
        for said in wanted
        # What a PDF says of itself is XMP of its own.
        if said in inside and (path.suffix, said) != (".pdf", b"adobe:ns:meta")
    }
    assert told == set()
    originals = b"".join(path.read_bytes() for path in published.content.rglob("*.*"))
    assert all(said.encode() in originals for said in SECRETS[:3])


def test_photographs_keep_their_names_and_stand_upright_on_the_page(published: Built) -> None:
    folder = published.plan("larch") / "images"
    for name, angle in (("upright.jpg", 0), ("Turned_1.JPEG", -90), ("dots.png", 90)):
        with Image.open(folder / name) as image:
            assert is_alike(image.convert("RGB"), scene().rotate(angle, expand=True)), name


def test_photographs_stand_upright_in_word_and_in_an_e_book(published: Built) -> None:
    (path,) = published.output.rglob("*.docx")
    shapes = docx.Document(path).inline_shapes
    assert [one.width > one.height for one in shapes][:4] == [True, False, False, True]
    (path,) = published.output.rglob("*.epub")
    with zipfile.ZipFile(path) as archive, archive.open("EPUB/images/Turned_1.JPEG") as file:
        assert is_alike(Image.open(file), scene().rotate(-90, expand=True))


def is_alike(one: Image.Image, other: Image.Image) -> bool:
    if one.size != other.size:
        return False
    return max(ImageStat.Stat(ImageChops.difference(one, other)).mean) < 5


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_copy_is_upright_however_the_camera_was_held(kind: str, orientation: int) -> None:
    original = MAKERS[kind](orientation)
    upright = ImageOps.exif_transpose(Image.open(BytesIO(original)))
    copy = picture_files.cleaned(original)
    with Image.open(BytesIO(copy)) as image:
        assert image.format == kind
        assert is_alike(image.convert("RGB"), upright)
        assert not image.getexif() and picture_files.size(original) == image.size
    assert picture_files.cleaned(copy) == copy


@pytest.mark.parametrize("how", [{"progressive": True}, {"subsampling": 1}, {"dpi": (300, 300)}])
def test_what_stands_upright_loses_nothing_of_its_quality(how: dict[str, object]) -> None:
    noise = Image.effect_noise((90, 70), 60).convert("RGB")
    original = photograph(1, noise, **how)
    before, after = (
        Image.open(BytesIO(one)) for one in (original, picture_files.cleaned(original))
    )
    assert after.tobytes() == before.tobytes()
    assert after.info.get("dpi", (72, 72)) == before.info.get("dpi", (72, 72))


def test_what_is_turned_loses_next_to_nothing() -> None:
    noise = Image.effect_noise((96, 64), 60).convert("RGB")
    for how in ({}, {"subsampling": 0}, {"quality": 60}):
        original = photograph(6, noise, **how)
        before = ImageOps.exif_transpose(Image.open(BytesIO(original)))
        copy = picture_files.cleaned(original)
        after = Image.open(BytesIO(copy))
        assert max(ImageStat.Stat(ImageChops.difference(before, after)).mean) < 1.5
        assert len(copy) < 1.2 * len(original)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16", "CMYK"])
@pytest.mark.parametrize("orientation", [1, 5])
def test_every_way_of_storing_colours_is_kept_or_made_plain(mode: str, orientation: int) -> None:
    image = scene().convert("L" if mode == "I;16" else mode)
    if mode == "I;16":
        image = image.convert("I").point(lambda grey: grey * 257).convert("I;16")
    original = (photograph if mode == "CMYK" else png)(orientation, image)
    with Image.open(BytesIO(picture_files.cleaned(original))) as copy:
        turned = ImageOps.exif_transpose(scene().convert("L" if mode == "I;16" else mode))
        if orientation == 5:
            turned = turned.transpose(Image.Transpose.TRANSPOSE)
        assert is_alike(copy.convert("RGB"), turned.convert("RGB"))
        assert copy.mode == ("L" if mode == "I;16" else mode)


def swapped() -> bytes:
    """Return a colour profile in which red is green, and green is red."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile.replace(b"rXYZ", b"?XYZ").replace(b"gXYZ", b"rXYZ").replace(b"?XYZ", b"gXYZ")


@pytest.mark.parametrize("kind", MAKERS)
def test_colours_look_right_where_profiles_are_not_looked_at(kind: str) -> None:
    red = Image.new("RGB", (40, 40), "#e01010")
    for profile, wanted in ((swapped(), (16, 224, 16)), (b"no profile" * 20, (224, 16, 16))):
        original = MAKERS[kind](1, red, icc_profile=profile)
        assert picture_files.fault(f"red.{kind.lower()}", original) is None
        with Image.open(BytesIO(picture_files.cleaned(original))) as copy:
            assert "icc_profile" not in copy.info
            found = copy.convert("RGB").getpixel((20, 20))
        assert all(abs(one - other) < 12 for one, other in zip(found, wanted, strict=True)), found


def test_a_profile_that_says_what_screens_do_costs_no_quality() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    noise = Image.effect_noise((90, 70), 60).convert("RGB")
    original = photograph(1, noise, icc_profile=profile)
    copy = picture_files.cleaned(original)
    assert Image.open(BytesIO(copy)).tobytes() == Image.open(BytesIO(original)).tobytes()


@pytest.mark.parametrize("kind", MAKERS)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    orientation=st.sampled_from([1, 6]),
    changes=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=4),
    end=st.floats(0.2, 1),
)
def test_damaged_photographs_are_refused_or_harmless(
    kind: str, orientation: int, changes: list[tuple[float, int]], end: float
) -> None:
    content = bytearray(MAKERS[kind](orientation))
    for place, value in changes:
        content[int(place * (len(content) - 1))] = value
    damaged = bytes(content[: int(end * len(content)) + 1])
    if picture_files.fault(f"one.{kind.lower()}", damaged) is None:
        with Image.open(BytesIO(picture_files.cleaned(damaged))) as copy:
            copy.load()


def chunk(name: bytes, inside: bytes) -> bytes:
    named = name + inside
    return struct.pack(">I", len(inside)) + named + struct.pack(">I", zlib.crc32(named))


def claimed(width: int, height: int, unpacked_mb: int) -> bytes:
    """Return a PNG that says how large it is, and holds so many megabytes of one colour."""
    packer = zlib.compressobj(9, wbits=-15)
    # After a full flush it stands alone, and can be there again and again.
    megabyte = packer.compress(bytes(1_000_000)) + packer.flush(zlib.Z_FULL_FLUSH)
    # The sum at the end, by Adler, is known: all bytes are 0.
    end = zlib.compress(b"")[2:-4] + struct.pack(">HH", unpacked_mb * 1_000_000 % 65_521, 1)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    packed = b"\x78\xda" + megabyte * unpacked_mb + end
    parts = (b"IHDR", head), (b"IDAT", packed), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


def test_a_small_file_that_unfolds_to_an_enormous_picture_is_refused_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    frame = photograph().index(b"\xff\xc0") + 5
    jpeg = photograph()
    jpeg = jpeg[:frame] + struct.pack(">HH", 65_000, 65_000) + jpeg[frame + 4 :]
    files = {
        "large.png": claimed(30_000, 30_000, 2_701),
        "claims.png": claimed(100_000, 100_000, 1),
        "claims.jpg": jpeg,
        "inside.svg": DRAWING.format(b64encode(jpeg).decode()).encode(),
    }
    for name, content in files.items():
        begun = time.perf_counter()
        wrong, _ = picture_files.fault(name, content) or ("", "")
        assert time.perf_counter() - begun < 1, name
        assert "pixels, too many" in wrong and name in wrong
    # More dots than it has room for are not unpacked.
    small = claimed(100, 100, 10_000)
    begun = time.perf_counter()
    assert picture_files.fault("small.png", small) is None
    assert time.perf_counter() - begun < 1
    shutil.copytree(FULL, tmp_path / "content")
    plan = tmp_path / "content/plans/larch/plan.yaml"
    plan.write_text(plan.read_text().replace("file: estate-map.png", "file: large.png"))
    (plan.parent / "images/large.png").write_bytes(files["large.png"])
    assert main(["check", "--content", str(tmp_path / "content")]) == 1
    told = capsys.readouterr().out
    assert "plan.yaml:" in told and "“large.png” is 30000 by 30000 pixels, too many" in told
