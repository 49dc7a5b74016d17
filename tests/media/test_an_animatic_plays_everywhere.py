"""What players and browsers ask of a file: one video and one sound stream, common codecs, quick starts and seeks."""

from pathlib import Path

import av
import pytest

from storyboard.media.animatic import render
from storyboard.media.board import Container
from tests.media.making import board_of


@pytest.mark.parametrize(("container", "video", "audio"), [("mp4", "h264", "aac"), ("webm", "vp9", "opus")])
def test_there_is_one_video_and_one_sound_stream(tmp_path: Path, container: Container, video: str, audio: str) -> None:
    rendered = render(board_of((1, 1), container=container), tmp_path / "out")
    with av.open(str(tmp_path / "out")) as file:
        assert [stream.codec_context.name for stream in file.streams.video] == [video]
        assert [stream.codec_context.name for stream in file.streams.audio] == [audio]
        assert file.streams.video[0].codec_context.pix_fmt == "yuv420p"
        assert file.streams.audio[0].rate == 48_000
    assert (rendered.video_codec, rendered.audio_codec) == (video, audio)


def test_colours_are_tagged_as_bt709(tmp_path: Path) -> None:
    render(board_of((1,)), tmp_path / "out.mp4")
    with av.open(str(tmp_path / "out.mp4")) as file:
        context = file.streams.video[0].codec_context
        assert (context.color_primaries, context.color_trc, context.colorspace, context.color_range) == (1, 1, 1, 1)


@pytest.mark.parametrize("container", ["mp4", "mov"])
def test_playing_can_begin_before_all_is_loaded(tmp_path: Path, container: Container) -> None:
    render(board_of((1,), container=container), tmp_path / "out")
    content = (tmp_path / "out").read_bytes()
    assert 0 < content.index(b"moov") < content.index(b"mdat")


def test_a_seek_decodes_at_most_a_second(tmp_path: Path) -> None:
    render(board_of((2, 1, 2)), tmp_path / "out.mp4")
    with av.open(str(tmp_path / "out.mp4")) as file:
        keys = sorted(
            round(packet.pts * packet.time_base * 24)
            for packet in file.demux(video=0)
            if packet.is_keyframe and packet.pts is not None
        )
    assert keys == [0, 24, 48, 72, 96]
