"""``python -m tests.data_access.killing FILE``: loads FILE once for each pair of a place in the
code and a database, which are given as JSON, in a process that kills itself (SIGKILL) when it comes
there. Prints how each ended, a line each."""

from __future__ import annotations

import importlib
import json
import os
import signal
import sys
from collections.abc import Callable
from typing import Any

from data_access.__main__ import main


def killed_at(place: str) -> None:
    """From now on this process kills itself when it comes to ``module:function[:time]``."""
    module_name, function, *time = place.split(":")
    module = importlib.import_module(module_name)
    real: Callable[..., Any] = getattr(module, function)
    left = int(time[0]) if time else 1

    def watched(*arguments: Any, **options: Any) -> Any:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*arguments, **options)

    setattr(module, function, watched)


def run(file: str, place: str, address: str) -> int:
    """How a load of `file` into `address` ends that comes to `place`."""
    child = os.fork()
    if child == 0:
        os.environ["DATABASE_URL"] = address
        killed_at(place)
        os._exit(main(["import", file, "--university", "uam-a"]))
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    for place, address in json.load(sys.stdin):
        code = run(sys.argv[1], place, address)
        print(json.dumps({"place": place, "code": code}), file=sys.stderr)
