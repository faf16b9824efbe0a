"""``python -m data_access init | import | check | backtest | user | goal``: the commands that look
after the database, its users and goals, and the one that tells how good its forecasts have been.

They work on the database at ``DATABASE_URL``; unset, it is programa.db in the project's folder.
"""

from __future__ import annotations

import argparse
import gettext
import logging
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

try:  # reading all this takes a second, in which a reader may change their mind
    from tqdm import tqdm

    from data_access import backtest, hindsight, setting_goals, users
    from data_access.accounts import User
    from data_access.address import database_address
    from data_access.administration import initialise
    from data_access.arguments import read_arguments
    from data_access.engine import parse_url
    from data_access.errors import DatabaseError, Reason
    from data_access.intake.audit import audit
    from data_access.intake.findings import Refused
    from data_access.intake.load import Outcome, Tick, load
    from data_access.intake.rejected import rejected_file
    from data_access.setting_goals import Subject
    from texts import mark, translations
except KeyboardInterrupt:
    sys.exit(130)

log = logging.getLogger(__name__)

LOADED, SOME_REJECTED, NOTHING_LOADED, INTERRUPTED = 0, 1, 2, 130
LONG_FILE = 20_000
"""MiPymes from which a load shows its progress even where no one seems to watch."""

_ON_THE_COMMAND_LINE = {
    Reason.UNREACHABLE: mark("The database does not answer. Try again later."),
    Reason.SLOW: mark("The database took too long to answer. Try again later."),
}
"""Sentences for who has no page with clicks and filters."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns its exit code."""
    options = read_arguments(arguments)
    logging.basicConfig(level=logging.DEBUG if options.debug else logging.CRITICAL + 1)
    words = translations(options.language)
    _ = words.gettext
    try:
        if options.command == "init":
            return _init(words)
        if options.command == "check":
            return _check(words)
        if options.command == "backtest":
            return _backtest(options, words)
        if options.command == "user":
            return _user(options, words)
        if options.command == "goal":
            return _goal(options, words)
        return _import(options, words)
    except Refused as refusal:
        print(refusal.message.show(words), file=sys.stderr)
    except DatabaseError as error:
        print(_(_ON_THE_COMMAND_LINE.get(error.reason, error.reason.value)), file=sys.stderr)
    except MemoryError:
        print(_("There is not enough memory for this file. Split it."), file=sys.stderr)
    except KeyboardInterrupt:
        print(_("Interrupted: nothing was loaded."), file=sys.stderr)
        return INTERRUPTED
    except Exception as error:  # a coordinator gets a sentence, whatever it was
        text = _(
            "Something unforeseen went wrong ({kind}); nothing was loaded. Run the command "
            "again with --debug and send what it prints."
        )
        print(text.format(kind=type(error).__name__), file=sys.stderr)
        log.debug("unforeseen", exc_info=True)
    return NOTHING_LOADED


def _init(words: gettext.NullTranslations) -> int:
    initialise(database_address())
    shown = parse_url(database_address()).render_as_string(hide_password=True)
    print(words.gettext("The database is ready: {address}").format(address=shown))
    return 0


def _check(words: gettext.NullTranslations) -> int:
    findings = audit(database_address(), today=datetime.now().astimezone().date())
    for finding in findings:
        sign = "✗" if finding.fault else "·"
        print(f"{sign} {finding.message.show(words)}")
    return 1 if any(finding.fault for finding in findings) else 0


def _backtest(options: argparse.Namespace, words: gettext.NullTranslations) -> int:
    tried = backtest.run(database_address(), count=options.histories, seed=options.seed)
    print("\n".join(backtest.report(tried, words)))
    delayed = hindsight.run(database_address(), count=options.histories, seed=options.seed)
    print("\n".join(hindsight.report(delayed, words)))
    return 0


def _user(options: argparse.Namespace, words: gettext.NullTranslations) -> int:
    _ = words.gettext
    if options.action == "list":
        print("\n".join(users.listed(words)))
        return 0
    if options.action == "disable":
        users.disable(database_address(), options.user)
        print(_("This user sees what everybody sees, from now on."))
        return 0
    user = User(
        options.issuer, options.subject, options.role, options.university, options.country, True
    )
    new = users.give(database_address(), user)
    text = _("Added: {code}") if new else _("Changed: {code}")
    print(text.format(code=user.mark))
    return 0


def _goal(options: argparse.Namespace, words: gettext.NullTranslations) -> int:
    _ = words.gettext
    if options.action == "list":
        print("\n".join(setting_goals.listed(words)))
        return 0
    subject = Subject(options.university, options.country, options.cohort)
    if options.action == "remove":
        setting_goals.remove(database_address(), subject)
        print(_("This goal is gone."))
        return 0
    new = setting_goals.put(
        database_address(), subject, target=options.target, due=options.due, starts=options.starts
    )
    print(_("A new goal is set.") if new else _("The goal is changed."))
    return 0


def _import(options: argparse.Namespace, words: gettext.NullTranslations) -> int:
    rejected = options.rejected or Path(f"{options.file.name}.rechazadas.csv")
    _require_other_file(rejected, options)
    with ExitStack() as stack:

        def progress(total: int) -> Tick:
            hidden = not sys.stderr.isatty() and total <= LONG_FILE
            return stack.enter_context(tqdm(total=total, disable=hidden, unit="MiPyme")).update

        outcome = load(
            options.file,
            address=database_address(),
            code=options.university,
            period=options.period,
            mapping_path=options.mapping,
            dry_run=options.dry_run,
            words=words,
            today=datetime.now().astimezone().date(),
            progress=progress,
        )
    _print(outcome, options, words)
    if outcome.rejected:
        _write_rejected(outcome, rejected, words, kept=not options.dry_run)
    elif rejected.exists():
        text = words.gettext("No row was rejected; {path} is from an earlier load.")
        print(text.format(path=rejected))
    if outcome.rejected and not (outcome.loaded or outcome.updated or outcome.unchanged):
        return NOTHING_LOADED
    return SOME_REJECTED if outcome.rejected else LOADED


def _require_other_file(rejected: Path, options: argparse.Namespace) -> None:
    """Refuse to write the rejected rows over what they come from."""
    url = parse_url(database_address())
    files = [options.file, options.mapping]
    files += [Path(str(url.database))] if url.get_backend_name() == "sqlite" else []
    if any(file is not None and rejected.resolve() == file.resolve() for file in files):
        raise Refused(
            mark("The rejected rows would be written over {file}. Name another file."),
            file=rejected.name,
        )


def _print(outcome: Outcome, options: argparse.Namespace, words: gettext.NullTranslations) -> None:
    """What was guessed, what was done, and the first rejections."""
    _ = words.gettext
    for note in outcome.notes:
        print(f"  {note.show(words)}")
    for warning in outcome.warnings:
        print(f"⚠ {warning.show(words)}")
    for label, count in (
        (_("Read"), outcome.read),
        (_("Loaded"), outcome.loaded),
        (_("Updated"), outcome.updated),
        (_("Unchanged"), outcome.unchanged),
        (_("Rejected"), outcome.rejected),
    ):
        print(f"{label}: {count}")
    if not outcome.read:
        print(_("The file has no rows: it counts as a report without activity."))
    if outcome.loaded_before is not None:
        moment = outcome.loaded_before  # PostgreSQL gives it in the zone of the session
        when = f"{moment.astimezone(UTC) if moment.tzinfo else moment:%Y-%m-%d %H:%M}"
        print(_("This file was already loaded on {when} (UTC); nothing changed.").format(when=when))
    elif options.dry_run:
        print(_("This was a trial: nothing was written to the database."))
    reasons: dict[str, int] = {}
    for findings in outcome.report.findings.values():
        for finding in findings:
            sentence = finding.problem.message.show(words)
            reasons[sentence] = reasons.get(sentence, 0) + 1
    for sentence, count in sorted(reasons.items(), key=lambda item: -item[1])[:12]:
        print(f"  {count} × {sentence}")


def _write_rejected(
    outcome: Outcome, path: Path, words: gettext.NullTranslations, *, kept: bool
) -> None:
    """Write the file of rejected rows; `kept`: whether the database has them too."""
    try:
        path.write_bytes(rejected_file(outcome.report, words))
    except OSError:
        text = words.gettext("The file {path} cannot be written.")
        if kept:
            text = words.gettext("The file {path} cannot be written; “rejected_row” has the rows.")
        print(text.format(path=path), file=sys.stderr)
    else:
        text = words.gettext("The rejected rows, each with its reason: {path}")
        print(text.format(path=path))


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
