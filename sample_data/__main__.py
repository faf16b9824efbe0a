"""``python -m sample_data``: fill the database at ``DATABASE_URL`` (unset: the embedded one)
with invented, reproducible data. Exit 0, or 2 with a sentence that says why nothing was done."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import func, inspect, select

from data_access import schema
from data_access.address import database_address
from data_access.administration import initialise
from data_access.engine import open_writer, parse_url, writing
from data_access.errors import DatabaseError, translated
from sample_data.fill import clear, fill
from sample_data.seasons import FIRST_UNTIL, LAST_UNTIL
from texts import DEFAULT_LANGUAGE, translations

DEFAULT_MIPYMES = 2_107
"""With the default seed, 1,512 of these are supported on `DEFAULT_UNTIL`."""
MOST_MIPYMES = 5_000_000
DEFAULT_SEED = 2021
DEFAULT_UNTIL = date(2021, 10, 31)

_ = translations(DEFAULT_LANGUAGE).gettext


class RefusedError(Exception):
    """Why the command does nothing, as a sentence."""


@dataclass(frozen=True)
class Order:
    """What the command was asked for."""

    mipymes: int = DEFAULT_MIPYMES
    seed: int = DEFAULT_SEED
    until: date = DEFAULT_UNTIL
    replace: bool = False


def ordered(arguments: Sequence[str]) -> Order:
    """The command line as an `Order`; `RefusedError` where it asks for what cannot be."""
    parser = argparse.ArgumentParser(prog="python -m sample_data", description=__doc__)
    parser.add_argument("--mipymes", metavar="N", default=str(DEFAULT_MIPYMES))
    parser.add_argument("--seed", metavar="S", default=str(DEFAULT_SEED))
    parser.add_argument("--until", metavar="DATE", default=DEFAULT_UNTIL.isoformat())
    parser.add_argument("--replace", action="store_true")
    given = parser.parse_args(arguments)
    mipymes, seed = _whole_number(given.mipymes), _whole_number(given.seed)
    if mipymes is None or mipymes > MOST_MIPYMES:
        message = _("--mipymes takes a whole number from 0 to {most}.")
        raise RefusedError(message.format(most=MOST_MIPYMES))
    if seed is None:
        raise RefusedError(_("--seed takes a whole number from 0."))
    try:
        until = date.fromisoformat(given.until)
    except ValueError:
        until = date.min
    if not FIRST_UNTIL <= until <= LAST_UNTIL:
        message = _("--until takes a date (YYYY-MM-DD) from {first} to {last}.")
        raise RefusedError(message.format(first=FIRST_UNTIL, last=LAST_UNTIL))
    return Order(mipymes, seed, until, given.replace)


def _whole_number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 20 else None


def carry_out(order: Order, address: str) -> int:
    """Fill the database; returns how many MiPymes are supported on the last day. Raises
    `RefusedError` and leaves everything as it was where the database is not one of invented
    data, or already holds some."""
    _require_invented(address)
    initialise(address, invented=True)
    with writing(address) as connection:
        filled = connection.scalar(select(schema.mipyme.c.id).limit(1)) is not None
        if filled and not order.replace:
            raise RefusedError(
                _("The database already holds MiPymes. With --replace they are replaced.")
            )
        clear(connection)
        fill(connection, total=order.mipymes, seed=order.seed, until=order.until)
        started = schema.mipyme.c.started_on.is_not(None)
        staying = schema.mipyme.c.dropped_on.is_(None)
        supported = select(func.count()).select_from(schema.mipyme).where(started, staying)
        return int(connection.scalar(supported) or 0)


def _require_invented(address: str) -> None:
    """Raise `RefusedError` unless there is no database yet, or one of invented data."""
    url = parse_url(address)
    if url.get_backend_name() == "sqlite" and not Path(str(url.database)).exists():
        return
    engine = open_writer(address)
    try:
        with translated(), engine.connect() as connection:
            tables = inspect(connection).get_table_names()
            if not tables:
                return
            invented = schema.dataset.name in tables and connection.scalar(
                select(schema.dataset.c.invented)
            )
    finally:
        engine.dispose()
    if not invented:
        raise RefusedError(
            _("The database is not marked as invented, so nothing is written to it.")
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit code."""
    try:
        order = ordered(sys.argv[1:] if arguments is None else arguments)
        supported = carry_out(order, database_address())
    except RefusedError as refusal:
        print(refusal, file=sys.stderr)
        return 2
    except DatabaseError as error:
        print(_(error.reason.value), file=sys.stderr)
        return 2
    message = _("{mipymes} invented MiPymes written, {supported} of them supported on {until}.")
    print(message.format(mipymes=order.mipymes, supported=supported, until=order.until))
    return 0


if __name__ == "__main__":
    sys.exit(main())
