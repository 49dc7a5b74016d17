import pickle
import zlib
from pathlib import Path

import pytest
from PIL import Image

from storyboard.media.animatic import render
from storyboard.media.board import AnimaticShot, Picture
from storyboard.media.errors import MediaError, PictureError, PictureTooLarge, PictureUnreadable
from storyboard.media.pictures import open_picture, thumbnail
from tests.media.making import board_of


def noise(path: Path) -> Path:
    Image.effect_noise((200, 200), 60).convert("RGB").save(path)
    return path


def bomb(path: Path, side: int) -> Path:
    """A PNG of a few hundred bytes that claims `side` × `side` pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)

    header = side.to_bytes(4) * 2 + b"\x08\x02\x00\x00\x00"
    pixels = zlib.compress(bytes(1000))
    content = chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + content)
    return path


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.webp"])
def test_a_picture_cut_short_is_damaged(tmp_path: Path, name: str) -> None:
    path = noise(tmp_path / name)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(PictureUnreadable, match=f"{name}: .*damaged"):
        open_picture(path)


@pytest.mark.parametrize("content", [b"", b"GIF89a rest", b"<svg/>", b"\x89PNG\r\n\x1a\n\x00"])
def test_what_is_no_picture_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.png").write_bytes(content)
    with pytest.raises(PictureUnreadable):
        open_picture(tmp_path / "a.png")


def test_a_missing_picture_is_named(tmp_path: Path) -> None:
    with pytest.raises(PictureUnreadable, match=r"gone\.png: the file is missing"):
        open_picture(tmp_path / "gone.png")


@pytest.mark.parametrize("side", [9_000, 12_000, 60_000])
def test_a_picture_too_large_is_refused_before_it_is_unpacked(tmp_path: Path, side: int) -> None:
    with pytest.raises(PictureTooLarge, match="megapixels"):
        thumbnail(bomb(tmp_path / "bomb.png", side), tmp_path / "out.webp", 100)


def test_flipped_bytes_give_a_picture_or_a_room_error(tmp_path: Path) -> None:
    for name in ("a.png", "a.jpg", "a.webp"):
        content = noise(tmp_path / name).read_bytes()
        for place in range(0, min(len(content), 4000), 37):
            damaged = bytearray(content)
            damaged[place] ^= 0xFF
            (tmp_path / name).write_bytes(damaged)
            try:
                open_picture(tmp_path / name)
            except PictureError as error:
                assert error.path == tmp_path / name  # noqa: PT017 - either outcome is right


def test_an_animatic_names_the_picture_it_could_not_use(tmp_path: Path) -> None:
    (tmp_path / "broken.jpg").write_bytes(b"\xff\xd8\xff nothing more")
    shots = (AnimaticShot(1, "", "", 1), AnimaticShot(2, "", "", 1, Picture(tmp_path / "broken.jpg")))
    with pytest.raises(PictureUnreadable, match=r"broken\.jpg") as caught:
        render(board_of((), shots=shots), tmp_path / "out.mp4")
    assert caught.value.path == tmp_path / "broken.jpg"


def test_an_error_survives_the_way_between_processes() -> None:
    error: MediaError = pickle.loads(pickle.dumps(PictureTooLarge(Path("a.png"), "why")))
    assert isinstance(error, PictureTooLarge)
    assert (error.path, error.reason, str(error)) == (Path("a.png"), "why", "a.png: why")
