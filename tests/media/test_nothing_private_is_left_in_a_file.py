"""Proved by reading the stored bytes: what was hidden in the original is nowhere in them, nor packed within."""

import struct
import zlib
from pathlib import Path

import av
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from storyboard.media.intake import take_in
from tests.media.colouring import WIDE, profile
from tests.media.corpus import png_chunk
from tests.media.filming import MARKER, Film, film, voice

SECRET = MARKER.encode()
XMP = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><by>{MARKER}</by></x:xmpmeta>'.encode()


def exif_of_a_phone(orientation: int = 1) -> Image.Exif:
    """Maker, place, owner and a thumbnail, as phones write them."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x013B], exif[0x0112] = MARKER, MARKER, MARKER, orientation
    exif.get_ifd(0x8769).update({0x9286: SECRET, 0xA430: MARKER, 0xA431: MARKER})
    exif.get_ifd(0x8825).update({1: "N", 2: (48.0, 8.0, 13.0), 3: "E", 4: (11.0, 34.0, 31.0), 27: SECRET})
    return exif


def picture() -> Image.Image:
    return Image.effect_noise((64, 48), 50).convert("RGB")


def cleaned(path: Path) -> bytes:
    assert SECRET in path.read_bytes(), "the marker must be in the original"
    folder = path.parent / "taken"
    folder.mkdir(exist_ok=True)
    return take_in(path, folder).path.read_bytes()


@pytest.mark.parametrize("orientation", [1, 6])
def test_a_jpeg_of_a_phone(tmp_path: Path, orientation: int) -> None:
    path = tmp_path / "a.jpg"
    exif = exif_of_a_phone(orientation)
    picture().save(path, "JPEG", exif=exif, comment=SECRET, xmp=XMP, icc_profile=profile(WIDE, 2.2, MARKER))
    content = path.read_bytes()
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00" + struct.pack(">I", len(SECRET)) + SECRET
    hidden = b"\xff\xed" + struct.pack(">H", len(iptc) + 2) + iptc
    thumbnail = b"\xff\xe0" + struct.pack(">H", len(SECRET) + 8) + b"JFXX\x00\x10" + SECRET
    path.write_bytes(content[:2] + hidden + thumbnail + content[2:] + b"behind the end: " + SECRET)
    stored = cleaned(path)
    assert SECRET not in stored
    assert not any(mark in stored for mark in (b"Exif", b"xmpmeta", b"Photoshop", b"ICC_PROFILE", b"JFXX", b"GPS"))
    assert stored.endswith(b"\xff\xd9")


def test_a_jpeg_with_further_pictures(tmp_path: Path) -> None:
    others = [picture()]
    picture().save(tmp_path / "a.jpg", "MPO", save_all=True, append_images=others, comment=SECRET)
    stored = cleaned(tmp_path / "a.jpg")
    assert SECRET not in stored
    assert b"MPF" not in stored
    assert stored.count(b"\xff\xd8\xff") == 1


@pytest.mark.parametrize("orientation", [1, 6])
def test_a_png(tmp_path: Path, orientation: int) -> None:
    texts = PngInfo()
    texts.add_text("Author", MARKER)
    texts.add_text("Comment", MARKER * 20, zip=True)
    texts.add_itxt("XML:com.adobe.xmp", XMP.decode())
    path = tmp_path / "a.png"
    picture().save(path, "PNG", pnginfo=texts, exif=exif_of_a_phone(orientation), dpi=(300, 300))
    content = path.read_bytes()
    private = png_chunk(b"prVt", SECRET)
    path.write_bytes(content[:33] + private + content[33:] + SECRET)
    stored = cleaned(path)
    assert SECRET not in stored
    assert not any(kind in stored for kind in (b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"pHYs", b"prVt"))


def test_a_png_that_hides_something_behind_its_pixels(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    picture().save(path, "PNG")
    content = path.read_bytes()
    path.write_bytes(content[:-12] + png_chunk(b"IDAT", SECRET) + content[-12:])
    assert SECRET not in cleaned(path)


@pytest.mark.parametrize("form", ["WEBP", "AVIF"])
def test_webp_and_avif(tmp_path: Path, form: str) -> None:
    picture().save(tmp_path / "a", form, exif=exif_of_a_phone(), xmp=XMP)
    assert SECRET not in cleaned(tmp_path / "a")


def test_a_gif_with_a_comment(tmp_path: Path) -> None:
    picture().save(tmp_path / "a.gif", "GIF", comment=SECRET)
    assert SECRET not in cleaned(tmp_path / "a.gif")


@pytest.mark.parametrize("name", ["a.mp4", "a.mov"])
def test_a_clip_of_a_phone(tmp_path: Path, name: str) -> None:
    path = film(tmp_path / name, Film(24, sound="aac", is_marked=True))
    content = path.read_bytes()
    place = struct.pack(">HH", 18, 0x15C7) + b"+48.1371+011.5754/"
    path.write_bytes(with_user_data(content, b"\xa9xyz" + place))
    assert b"+48.1371" in path.read_bytes()
    stored = cleaned(path)
    assert SECRET not in stored
    assert b"+48.1" not in stored
    assert b"\xa9xyz" not in stored
    with av.open(str(tmp_path / "taken" / f"taken{path.suffix}")) as container:
        assert [stream.type for stream in container.streams] == ["video", "audio"]
        assert not container.chapters()


def with_user_data(content: bytes, field: bytes) -> bytes:
    """The file with one more box of user data at the end of its last box, `moov`."""
    at = content.rindex(b"moov") - 4
    size = int.from_bytes(content[at : at + 4])
    assert at + size == len(content)
    box = struct.pack(">I", len(field) + 4) + field
    udta = struct.pack(">I4s", len(box) + 8, b"udta") + box
    return content[:at] + struct.pack(">I", size + len(udta)) + content[at + 4 :] + udta


def test_a_webm(tmp_path: Path) -> None:
    quick = {"deadline": "realtime", "cpu-used": "8"}
    film(tmp_path / "a.webm", Film(24, codec="libvpx-vp9", options=quick, sound="libopus", is_marked=True))
    assert SECRET not in cleaned(tmp_path / "a.webm")


def test_a_song_with_tags_and_a_cover(tmp_path: Path) -> None:
    path = voice(tmp_path / "a.mp3", "libmp3lame", 1)
    sound = path.read_bytes()
    jpeg = tmp_path / "cover.jpg"
    picture().save(jpeg, "JPEG", comment=SECRET)
    body = b"\x00image/jpeg\x00\x03\x00" + jpeg.read_bytes()
    frame = b"APIC" + struct.pack(">IH", len(body), 0) + body
    size = len(frame)
    synchsafe = bytes((size >> shift) & 0x7F for shift in (21, 14, 7, 0))
    ape = b"APETAGEX" + struct.pack("<IIII", 2000, 32 + 40, 1, 0xA0000000) + bytes(8) + SECRET.ljust(40)
    path.write_bytes(b"ID3\x03\x00\x00" + synchsafe + frame + sound + ape + b"TAG" + SECRET.ljust(125))
    stored = cleaned(path)
    assert SECRET not in stored
    assert not any(mark in stored for mark in (b"ID3", b"APIC", b"TAG", b"\xff\xd8\xff"))


@pytest.mark.parametrize(("name", "codec"), [("a.wav", "pcm_s16le"), ("a.m4a", "aac")])
def test_other_voices(tmp_path: Path, name: str, codec: str) -> None:
    assert SECRET not in cleaned(voice(tmp_path / name, codec, 1))


def test_markers_do_not_survive_compressed(tmp_path: Path) -> None:
    """A PNG's pixel data are the only place where something could hide from a plain search."""
    texts = PngInfo()
    texts.add_text("Comment", MARKER * 20, zip=True)
    picture().save(tmp_path / "a.png", "PNG", pnginfo=texts, exif=exif_of_a_phone())
    stored = cleaned(tmp_path / "a.png")
    start = stored.index(b"IDAT")
    length = int.from_bytes(stored[start - 4 : start])
    assert SECRET not in zlib.decompress(stored[start + 4 : start + 4 + length])
