"""The default sample data, written once and read back as the app reads them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy import select

from data_access import schema
from data_access.engine import Reader
from sample_data.__main__ import DEFAULT_UNTIL, Order, carry_out

Tables = Mapping[str, pd.DataFrame]


def read_tables(address: str) -> dict[str, pd.DataFrame]:
    """Every table of the published database; dates are `datetime.date`, missing is None."""
    with Reader(address).connect() as connection:
        tables = {}
        for table in schema.metadata.sorted_tables:
            rows = connection.execute(select(table).order_by(*table.primary_key)).all()
            tables[table.name] = pd.DataFrame(rows, columns=list(table.c.keys()), dtype=object)
    return tables


@pytest.fixture(scope="session")
def until() -> date:
    """The last day of the default data."""
    return DEFAULT_UNTIL


@pytest.fixture(scope="session")
def default(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    """The tables that ``python -m sample_data`` writes when nothing else is asked for."""
    address = f"sqlite:///{tmp_path_factory.mktemp('default')}/programa.db"
    carry_out(Order(), address)
    return read_tables(address)


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    """Twenty thousand MiPymes: enough for proportions to show."""
    address = f"sqlite:///{tmp_path_factory.mktemp('large')}/programa.db"
    carry_out(Order(mipymes=20_000), address)
    return read_tables(address)


@pytest.fixture
def new_address(tmp_path: Path) -> str:
    """The address of a database that does not exist yet."""
    return f"sqlite:///{tmp_path}/programa.db"
