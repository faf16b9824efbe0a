"""Pictures are drawn elsewhere, are the same, and a child that hangs or dies harms nobody."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from charts import press
from charts.catalogue import CATALOGUE
from charts.edition import Edition
from charts.files import render
from tests.charts import samples
from web.workshop import Workshop


@pytest.fixture
def workshop() -> Iterator[Workshop]:
    """Workers of the test's own."""
    made = Workshop()
    yield made
    made.close()


@pytest.fixture(scope="module")
def finished() -> str:
    """A finished figure."""
    return press.finished_svg(CATALOGUE["paises"], samples.paises(), Edition(), size="redes")


def test_files_are_those_that_this_process_would_make(workshop: Workshop, finished: str) -> None:
    for form in ("png", "svg", "pdf"):
        assert workshop.render(finished, form) == render(finished, form)  # type: ignore[arg-type]


def test_a_child_that_hangs_is_stopped_and_replaced(workshop: Workshop, finished: str) -> None:
    with pytest.raises(TimeoutError):
        workshop.render(finished, "png", seconds=0)
    assert workshop.render(finished, "png") == render(finished, "png")


def test_a_child_that_fails_is_replaced(
    workshop: Workshop, finished: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(ChildProcessError):
        workshop.render("<svg", "png")
    assert "ParseError" in capfd.readouterr().err
    assert workshop.render(finished, "pdf") == render(finished, "pdf")


def test_a_worker_that_comes_back_after_closing_ends_too(finished: str) -> None:
    made = Workshop()
    with made._worker() as worker:
        worker.render(finished, "png", 1, seconds=30)
        made.close()
        assert worker._process is not None
    assert worker._process is None
