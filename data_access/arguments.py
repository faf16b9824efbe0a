"""The command line's own words in the reader's language: argparse has them in English only."""

from __future__ import annotations

import argparse
import gettext
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from data_access.codes import ROLES
from data_access.simulation import SEED
from texts import DEFAULT_LANGUAGE, LANGUAGES, mark, translations

_FAULTS = (
    (r"the following arguments are required: (?P<names>.+)", mark("Missing: {names}")),
    (r"unrecognized arguments: (?P<names>.+)", mark("Not known: {names}")),
    (r"argument (?P<name>\S+): expected .+", mark("{name} needs a value.")),
    (
        r"argument (?P<name>\S+): not allowed with argument (?P<other>\S+)",
        mark("{name} and {other} do not go together."),
    ),
    (
        r"argument (?P<name>\S+): invalid choice: (?P<value>.+) \(choose from (?P<known>.+)\)",
        mark("{name}: {value} is not known. There are: {known}"),
    ),
    (
        r"argument (?P<name>\S+): invalid \w+ value: (?P<value>.+)",
        mark("{name}: {value} does not fit here."),
    ),
)
"""What argparse says, and the sentence for it."""


class Parser(argparse.ArgumentParser):
    """A parser that says in `words` how a command is written and what is wrong with it."""

    def __init__(self, *, words: gettext.NullTranslations, helps: bool = True, **options: Any):
        super().__init__(**{**options, "add_help": False})
        self.words = words
        _ = words.gettext
        self._positionals.title = _("arguments")
        self._optionals.title = _("options")
        if helps:
            self.add_argument("-h", "--help", action="help", help=_("show how it is written"))

    def format_usage(self) -> str:
        """How the command is written."""
        formatter = self._get_formatter()
        prefix = self.words.gettext("Usage: ")
        formatter.add_usage(self.usage, self._actions, self._mutually_exclusive_groups, prefix)
        return formatter.format_help()

    def format_help(self) -> str:
        """How the command is written and what its parts mean."""
        usage = super().format_usage()
        return self.format_usage() + super().format_help().removeprefix(usage)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and end with 2, as argparse does."""
        sentence = self.words.gettext("The command is not written right.")
        for pattern, text in _FAULTS:
            if found := re.fullmatch(pattern, message, re.DOTALL):
                sentence = self.words.gettext(text).format(**found.groupdict())
        self.exit(2, f"{self.format_usage()}{sentence}\n")


def read_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    """What a command line asks for; ends the program where it cannot be understood."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    # The language is looked for before the rest is read, for what is wrong with it to be told.
    asked = re.search(r"--language[= ](\w+)", " ".join(given))
    words = translations(asked[1] if asked else DEFAULT_LANGUAGE)
    return _parser(words).parse_args(given)


def _parser(words: gettext.NullTranslations) -> Parser:
    _ = words.gettext
    parser = Parser(prog="python -m data_access", words=words)
    shared = Parser(words=words, helps=False)
    shared.add_argument("--language", choices=LANGUAGES, default=DEFAULT_LANGUAGE)
    shared.add_argument("--debug", action="store_true", help=_("say what happens inside"))
    commands = parser.add_subparsers(dest="command", required=True, title=_("commands"))

    def command(name: str, help_: str) -> Parser:
        return commands.add_parser(name, words=words, parents=[shared], help=help_)

    command("init", _("create the database or upgrade its schema"))
    command("check", _("look for faults; exit 1 where there are"))
    trial = command("backtest", _("compare past forecasts with what came"))
    trial.add_argument("--histories", type=int, default=100, metavar="N")
    trial.add_argument("--seed", type=int, default=SEED)
    load = command("import", _("load a university's report"))
    load.add_argument("file", type=Path, metavar=_("FILE"))
    load.add_argument("--university", required=True, metavar=_("CODE"))
    load.add_argument("--period", metavar=_("YYYY-MM"))
    load.add_argument("--mapping", type=Path, metavar=_("FILE.toml"))
    load.add_argument("--rejected", type=Path, metavar=_("FILE"), help=_("for the rejected rows"))
    load.add_argument("--dry-run", action="store_true", help=_("try everything, write nothing"))
    _users(commands.add_parser("user", words=words, help=_("say who may see what")), shared)
    _goals(commands.add_parser("goal", words=words, help=_("say what is to be reached")), shared)
    return parser


def _users(parser: Parser, shared: Parser) -> None:
    _ = parser.words.gettext
    actions = parser.add_subparsers(dest="action", required=True, title=_("actions"))

    def action(name: str, help_: str) -> Parser:
        return actions.add_parser(name, words=parser.words, parents=[shared], help=help_)

    add = action("add", _("give a person a role, or another one"))
    # Not an e-mail address: those can be given to somebody else, and some providers let anyone
    # write what they like there.
    add.add_argument("--issuer", required=True, metavar=_("ADDRESS"), help=_("as the app shows it"))
    add.add_argument("--subject", required=True, metavar=_("CODE"), help=_("as the app shows it"))
    add.add_argument("--role", required=True, choices=tuple(ROLES))
    add.add_argument("--university", metavar=_("CODE"), help=_("whose rows a coordinator sees"))
    add.add_argument("--country", metavar=_("CODE"), help=_("in which country; with both: both"))
    action("list", _("everyone who has a role"))
    disable = action("disable", _("take every right away, at once"))
    disable.add_argument("user", metavar=_("CODE"), help=_("subject, or the code in the list"))


def _goals(parser: Parser, shared: Parser) -> None:
    _ = parser.words.gettext
    actions = parser.add_subparsers(dest="action", required=True, title=_("actions"))

    def action(name: str, help_: str, *, of_one: bool) -> Parser:
        made = actions.add_parser(name, words=parser.words, parents=[shared], help=help_)
        if of_one:
            one = made.add_mutually_exclusive_group()
            one.add_argument("--university", metavar=_("CODE"), help=_("of one university"))
            one.add_argument("--country", metavar=_("CODE"), help=_("of one country"))
            one.add_argument("--cohort", metavar=_("CODE"), help=_("of one cohort"))
        return made

    action("list", _("every goal, and what they add up to"), of_one=False)
    given = action("set", _("set a goal; of none of the three it is the programme's"), of_one=True)
    # As they are written: what is wrong with a number or a day is told in a sentence of its own.
    given.add_argument("--target", required=True, metavar=_("N"), help=_("supported MiPymes"))
    given.add_argument("--due", required=True, metavar=_("YYYY-MM-DD"), help=_("its last day"))
    given.add_argument("--starts", metavar=_("YYYY-MM-DD"), help=_("its first day"))
    action("remove", _("take a goal away"), of_one=True)
