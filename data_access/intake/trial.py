"""Trying a file without loading it: what the loader would accept, refuse and change.

The file is read by a process of its own with limits on memory, time and files (`trial_child`), and
nothing of it is written anywhere.
"""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path

from data_access.records import Trial
from texts import mark, translations

ROOT = Path(__file__).parents[2]
MAX_BYTES = 5_000_000
"""The same as `server.maxUploadSize`: a register of some ten thousand MiPymes."""
SECONDS = 45
AT_ONCE = threading.BoundedSemaphore(2)
"""Each takes a processor's time and some hundred megabytes."""
_OVER = mark(
    "The file could not be read within the limits of this page. Try a part of it, or send it to "
    "the programme's administration, who can try it whole."
)
_BUSY = mark("Other files are being read right now. Try again in a minute.")
_LONG = mark("A mapping file has at most {limit} kB.")
MAX_MAPPING = 100_000
"""The largest example has four."""
_LARGE = mark("The file has {size} MB; this page reads at most {limit} MB.")


def try_file(
    data: bytes,
    *,
    university: str,
    compare: bool,
    language: str,
    today: date,
    mapping: tuple[str, bytes] = ("", b""),
) -> Trial:
    """Try the file `data` as a report of `university`, with the `mapping` file of that name and
    content if there is one. Only where `compare` is true, the answer tells which rows are loaded
    already: that is not for everybody."""
    words = translations(language)
    if len(data) > MAX_BYTES:
        facts = {"size": f"{len(data) / 1e6:.1f}", "limit": MAX_BYTES // 1_000_000}
        return Trial(refused=words.gettext(_LARGE).format(**facts))
    name, content = mapping
    if len(content) > MAX_MAPPING:
        facts = {"limit": str(MAX_MAPPING // 1000)}
        return Trial(refused=words.gettext(_LONG).format(**facts))
    request = {
        "mapping_name": name,
        "mapping": base64.b64encode(content).decode(),
        "university": university,
        "compare": compare,
        "language": language,
        "today": today.isoformat(),
    }
    if not AT_ONCE.acquire(timeout=SECONDS):
        return Trial(refused=words.gettext(_BUSY))
    try:
        done = subprocess.run(
            [sys.executable, "-B", "-m", "data_access.intake.trial_child"],
            input=json.dumps(request).encode() + b"\n" + data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            cwd=ROOT,
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
            check=True,
        )
        answer = json.loads(done.stdout)
    except (subprocess.SubprocessError, json.JSONDecodeError):
        return Trial(refused=words.gettext(_OVER))
    finally:
        AT_ONCE.release()
    for name in ("accepted", "rejections"):
        answer[name] = base64.b64decode(answer.get(name, ""))
    return Trial(**answer)
