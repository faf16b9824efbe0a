"""Who may see what: the table of users, which decides at every look (``user`` of the command
line writes it)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from sqlalchemy import Connection, insert, select, update

from data_access.access import Access, Role
from data_access.identity import mark
from data_access.schema import app_user

_c = app_user.c


@dataclass(frozen=True)
class User:
    """A row of the table."""

    issuer: str
    subject: str
    role: str
    university: str | None
    country: str | None
    active: bool

    @property
    def mark(self) -> str:
        """What the log of accesses calls this user."""
        return mark(self.issuer, self.subject)


def access_of(connection: Connection, issuer: str, subject: str) -> Access | None:
    """What the person may see whom `issuer` calls `subject`; None for one who is not in the table
    or no longer active."""
    query = select(_c.role, _c.university, _c.country).where(
        _c.issuer == issuer, _c.subject == subject, _c.active
    )
    found = connection.execute(query).one_or_none()
    if found is None or found.role not in get_args(Role):
        return None
    own = ((code,) if code else () for code in (found.university, found.country))
    return Access(found.role, *own)


def users(connection: Connection) -> list[User]:
    """Everyone in the table, by issuer and subject."""
    columns = (_c.issuer, _c.subject, _c.role, _c.university, _c.country, _c.active)
    query = select(*columns).order_by(_c.issuer, _c.subject)
    return [User(*row) for row in connection.execute(query)]


def put(connection: Connection, user: User) -> bool:
    """Add a user, or give one that is there this role and scope; whether it is a new one."""
    values = {"role": user.role, "university": user.university, "country": user.country}
    known = update(app_user).where(_c.issuer == user.issuer, _c.subject == user.subject)
    if connection.execute(known.values(**values, active=user.active)).rowcount:
        return False
    new = {"issuer": user.issuer, "subject": user.subject, **values, "active": user.active}
    connection.execute(insert(app_user).values(**new))
    return True


def disable(connection: Connection, called: str) -> int:
    """Take every right from the user with this mark or subject; returns how many there were."""
    wanted = [user for user in users(connection) if called in (user.mark, user.subject)]
    for user in wanted:
        one = (_c.issuer == user.issuer, _c.subject == user.subject)
        connection.execute(update(app_user).where(*one).values(active=False))
    return len(wanted)
