"""Who has signed in: what a provider of identities said, as long as that holds. Whom it belongs to
and what they may see is the table's business (`accounts`)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

SESSION = timedelta(hours=8)
"""How long a sign-in lasts; Streamlit's cookie would last thirty days."""

_SKEW = timedelta(minutes=5)
"""By how much the clocks of two servers may differ."""


@dataclass(frozen=True)
class Identity:
    """A person as one provider knows them: `subject` means nothing without its `issuer`."""

    issuer: str
    subject: str
    signed_in_at: datetime

    @property
    def mark(self) -> str:
        """By what the log of accesses and the list of users call them."""
        return mark(self.issuer, self.subject)

    def holds(self, now: datetime) -> bool:
        """Whether the session lasts still."""
        return -_SKEW <= now - self.signed_in_at < SESSION


def mark(issuer: str, subject: str) -> str:
    """A short name that says neither of the two but is always the same."""
    return hashlib.sha256(f"{issuer}\n{subject}".encode()).hexdigest()[:12]


def identity(claims: Mapping[str, Any], audience: str) -> Identity | None:
    """Whom the claims of an ID token name, if it was made for us (`audience`, our client's id).

    Its signature and expiry were checked when it came (OpenID Connect Core, 3.1.3.7): an expiry
    says until when a token may be used to sign in, an hour as a rule, not how long to stay.
    """
    issuer, subject = claims.get("iss"), claims.get("sub")
    said = claims.get("aud")
    audiences = said if isinstance(said, list) else [said]
    if not audience or audience not in audiences:
        return None
    if len(audiences) > 1 and claims.get("azp") != audience:
        return None
    if not (isinstance(issuer, str) and issuer and isinstance(subject, str) and subject):
        return None
    issued, expires = _moment(claims.get("iat")), _moment(claims.get("exp"))
    if issued is None or expires is None or expires <= issued:
        return None
    return Identity(issuer, subject, issued)


def _moment(value: Any) -> datetime | None:
    """A time of a claim; None where no clock can have shown it."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 2**33:
        return None
    return datetime.fromtimestamp(value, UTC)
