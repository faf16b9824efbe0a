"""The chunks that figures need are asked for with the document."""

from __future__ import annotations

from importlib.resources import files

from web.chunks import NEEDED, chunks, preloads

BUNDLES = files("streamlit") / "static" / "static" / "js"


def test_every_chunk_is_streamlits_own_and_not_asked_for_twice() -> None:
    names = chunks()
    document = (files("streamlit") / "static" / "index.html").read_text(encoding="utf-8")
    assert [name.split(".")[0] for name in names[: len(NEEDED)]] == list(NEEDED)
    for name in names:
        assert (BUNDLES / name).is_file()
        assert name not in document
        assert preloads().count(name) == 1
