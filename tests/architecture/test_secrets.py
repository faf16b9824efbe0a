"""No key, token or file of secrets is kept with the code."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

SECRET = re.compile(
    "|".join(
        [
            r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----",
            r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b",  # Amazon
            r"\bgh[oprsu]_[0-9A-Za-z]{36}\b|\bgithub_pat_\w{60,}",
            r"\bglpat-[\w-]{20}\b",
            r"\bxox[abpr]-[0-9A-Za-z-]{20,}",  # Slack
            r"\bAIza[\w-]{35}\b|\bGOCSPX-[\w-]{28}\b",  # Google
            r"\bsk-[\w-]{32,}\b|\bsk_live_\w{20,}",
            r"\bpypi-AgE[\w-]{50,}|\bnpm_[0-9A-Za-z]{36}\b",
            r"\beyJ[\w-]{20,}\.eyJ[\w-]{20,}\.[\w-]{20,}",  # a signed token
        ]
    )
)
FORBIDDEN = re.compile(r"(^|/)(\.env|env|secrets\.toml|.*\.(pem|key|p12|dump|db|sqlite3?))$")


def test_no_tracked_file_holds_a_secret() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("not a working copy of git")
    names = [name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]
    assert [name for name in names if FORBIDDEN.search(name)] == []
    found = {
        name: text[match.start() : match.start() + 12]
        for name in names
        for text in [(ROOT / name).read_bytes().decode("utf-8", "ignore")]
        for match in [SECRET.search(text)]
        if match
    }
    assert found == {}


@pytest.mark.parametrize(
    "secret",
    [
        "-----BEGIN RSA " + "PRIVATE KEY-----",
        "AKIA" + "ABCDEFGHIJKLMNOP",
        "ghp_" + "a1" * 18,
        "GOCSPX-" + "a1" * 14,
    ],
)
def test_a_secret_would_be_found(secret: str) -> None:
    assert SECRET.search(f'key = "{secret}"')
