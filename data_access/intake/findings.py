"""What the loader has to say: sentences with values, refusals of a file, findings on a row."""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from dataclasses import dataclass, field

from texts import mark


@dataclass(frozen=True)
class Message:
    """A sentence and its values; it is translated only when it is shown."""

    text: str
    values: Mapping[str, object] = field(default_factory=dict)

    def show(self, words: gettext.NullTranslations) -> str:
        """The sentence in the language of `words`; values that are messages are shown in it too."""
        shown = {
            name: value.show(words) if isinstance(value, Message) else value
            for name, value in self.values.items()
        }
        sentence = words.gettext(self.text)
        return sentence.format(**shown) if shown else sentence


class Refused(Exception):  # noqa: N818 - it is an answer to the reader, not a fault
    """The file as a whole cannot be loaded; `message` says why and what to do."""

    def __init__(self, text: str, **values: object) -> None:
        super().__init__(text)
        self.message = Message(text, values)


@dataclass(frozen=True)
class Problem:
    """Why one value is not taken: a key of `REASONS`, the values of its sentence, and what the
    coordinator may have meant."""

    reason: str
    values: Mapping[str, object] = field(default_factory=dict)
    suggestion: Message | None = None

    @property
    def message(self) -> Message:
        """The sentence of the reason."""
        return Message(REASONS[self.reason], self.values)


@dataclass(frozen=True)
class ByRule:
    """A value read by a rule that a coordinator might not expect; `rule` is printed once for a
    column."""

    value: object
    rule: Message


@dataclass(frozen=True)
class Finding:
    """A problem at its place: line of the file (1 is its first), header and value as they
    stand there. `column` is None where the whole line is meant or the file has no such column."""

    line: int
    column: str | None
    value: str
    problem: Problem


REASONS: dict[str, str] = {
    # the line
    "undecodable": mark(
        "The line holds bytes that are not text in this encoding (shown as \\x..). Save the file "
        "again as UTF-8."
    ),
    "mojibake": mark("The letters are garbled: the text was once saved in the wrong encoding."),
    "control_character": mark("The line holds control characters, so part of it may be lost."),
    "unclosed_quote": mark("A quotation mark is opened and not closed on this line."),
    "too_few_fields": mark("The line has {fields} fields and the header {expected}."),
    "too_many_fields": mark("The line has {fields} fields and the header {expected}."),
    "total_line": mark("This is a line of totals, not a MiPyme."),
    "note_line": mark("This is a note below the table, not a MiPyme."),
    "repeated_header": mark("This line repeats the header."),
    "repeated_key": mark(
        "The same number stands with other values on other lines ({lines}); none of them is loaded."
    ),
    # the cell
    "required": mark("“{field}” is required and empty."),
    "too_long": mark("The text has {length} characters; at most {limit} fit."),
    "digits_lost": mark(
        "The number has lost digits in a spreadsheet. Write it as text in the original file."
    ),
    "formula_without_value": mark("The cell holds a formula whose result was not saved."),
    "error_cell": mark("The cell holds a spreadsheet error."),
    "not_a_number": mark("This is not a number."),
    "ambiguous_number": mark(
        "The sign may separate thousands or decimals, and no other value of the column tells. "
        "Declare “decimal” in the mapping."
    ),
    "out_of_range": mark("The value has to be between {low} and {high}."),
    "not_a_date": mark("This is not a date."),
    "month_only": mark(
        "It names a month and no day. To take the first day of each month, declare "
        'date_format = "yyyy-mm" in the mapping.'
    ),
    "impossible_date": mark("There is no such day in the calendar."),
    "ambiguous_date": mark(
        "It may be {first} or {second}, and the column does not tell. Declare “date_format” in "
        "the mapping."
    ),
    "future_date": mark("The date is in the future."),
    "early_date": mark("The date is before {limit}."),
    "unknown_code": mark("This value is not in the list of “{field}”."),
    "ambiguous_code": mark("This value can mean more than one thing in the list of “{field}”."),
    "not_mipyme": mark("This size is outside the programme: it is for MiPymes and organisations."),
    "unknown_country": mark("This country is not known."),
    "unknown_place": mark("There is no such place in {country}."),
    "ambiguous_place": mark("In {country} this can be more than one place."),
    "foreign_place": mark("This place is not in {country}."),
    "country_as_place": mark("This is a country, not a part of {country}."),
    "unknown_cohort": mark("This cohort does not exist. The cohorts are: {codes}."),
    # the row, together with what is already loaded
    "wrong_order": mark("“{later}” ({later_date}) is before “{earlier}” ({earlier_date})."),
    "concluded_without_start": mark("It has concluded, but there is no date on which it started."),
    "dropped_and_concluded": mark("It cannot have both dropped out and concluded."),
    "half_point": mark("A point needs both latitude and longitude."),
    "sales_without_currency": mark("Sales need a currency."),
    # a cell of a workbook
    "merged_number": mark(
        "The number stands in a cell merged over several MiPymes, so it is not known whose it is."
    ),
    # what a spreadsheet has done to a column
    "swapped_date": mark(
        "It may be {first} or {second}: a spreadsheet seems to have swapped day and month, as all "
        "days above 12 in this column are still text. Compare it with the original file and "
        "write the column as text, or declare “date_format” in the mapping."
    ),
    "fraction": mark("It looks like a fraction or a percentage. Write it from 0 to 100."),
    "other_currency": mark("The amount is in another currency than {currency}."),
    # numbers of MiPymes that are alike
    "placeholder_key": mark("This is not the number of a MiPyme. Give it one of its own."),
    "like_other_line": mark(
        "It looks like the same number as {keys} on other lines ({lines}); none of them is loaded. "
        "Write it in the same way, or give each MiPyme a number of its own."
    ),
    "like_known_key": mark(
        "It looks like the MiPyme “{key}”, which is already loaded. Write it in the same way, or "
        "give this one a number of its own."
    ),
    "unknown_item": mark("“{item}” is not in the list of “{field}”."),
}
"""Every reason for which a row is kept out, and its sentence."""
