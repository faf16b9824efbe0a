"""Looking after the table of users, from the command line (``user add | list | disable``)."""

from __future__ import annotations

import gettext

from sqlalchemy import Column, Connection, select

from data_access import accounts, schema
from data_access.accounts import User
from data_access.address import reader
from data_access.codes import ROLES
from data_access.engine import writing
from data_access.intake.findings import Refused
from texts import mark

_HERE = ("https://", "http://localhost", "http://127.0.0.1")
"""How the address of a provider begins: encrypted, or on this machine."""


def give(address: str, user: User) -> bool:
    """Give a user a role, in the database at `address`; whether it is a new one. `Refused` where
    role and scope do not go together or do not exist."""
    narrowed = bool(user.university or user.country)
    if user.role == "coordinacion" and not narrowed:
        raise Refused(mark("A coordinator needs --university, --country or both."))
    if user.role != "coordinacion" and narrowed:
        raise Refused(mark("Only coordinators have a university or a country."))
    if not user.issuer.startswith(_HERE):
        raise Refused(mark("The issuer is the address that the app shows: it begins with https://"))
    with writing(address) as connection:
        _require(connection, schema.university.c.code, user.university)
        _require(connection, schema.country.c.code, user.country)
        return accounts.put(connection, user)


def disable(address: str, called: str) -> None:
    """Take every right from the user with this mark or subject; `Refused` where nobody or more
    than one is called so."""
    with writing(address) as connection:
        found = accounts.disable(connection, called)
        if found != 1:
            text = mark("{count} users are called “{called}”: see “user list”.")
            raise Refused(text, count=found, called=called)


def listed(words: gettext.NullTranslations) -> list[str]:
    """A line for each user: what the log calls them, state, role, scope, issuer, subject."""
    _ = words.gettext
    with reader(exact=True).connect() as connection:
        known = accounts.users(connection)
    return [
        "  ".join(
            [
                user.mark,
                _("active") if user.active else _("disabled"),
                _(ROLES[user.role]),
                *filter(None, (user.university, user.country)),
                user.issuer,
                user.subject,
            ]
        )
        for user in known
    ] or [_("Nobody has a role yet.")]


def _require(connection: Connection, column: Column[str], code: str | None) -> None:
    known = list(connection.scalars(select(column).order_by(column)))
    if code is not None and code not in known:
        text = mark("There is no “{code}”. There are: {known}.")
        raise Refused(text, code=code, known=", ".join(known))
