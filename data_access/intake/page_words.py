"""What the loader says where a person with a spreadsheet reads it: the command names options and
keys of a mapping file, a page what can be done in the sheet."""

from __future__ import annotations

import gettext

from data_access.intake.findings import REASONS
from texts import mark

IN_A_SHEET = {
    REASONS["ambiguous_number"]: mark(
        "The sign may separate thousands or decimals, and no other value of the column tells. "
        "Write the number without thousands, like 1500,50."
    ),
    REASONS["month_only"]: mark("It names a month and no day. Write the date like 2021-05-04."),
    REASONS["ambiguous_date"]: mark(
        "It may be {first} or {second}, and the column does not tell. Write the date like "
        "2021-05-04."
    ),
    REASONS["swapped_date"]: mark(
        "It may be {first} or {second}: a spreadsheet seems to have swapped day and month, as all "
        "days above 12 in this column are still text. Compare it with the original file and "
        "write the dates as text, like 2021-05-04."
    ),
    'If the day stands first, declare date_format = "ddmmyyyy" in the mapping.': mark(
        "If the day stands first, write the date like 2021-05-04."
    ),
    "The file does not have the template's column “{column}”. Use the template, or tell with "
    "--mapping which columns are which. The file has: {header}.": mark(
        "The file does not have the template's column “{column}”. Use the template, or ask the "
        "programme's administration for a mapping of your columns. The file has: {header}."
    ),
    "This is not a text file (it is full of zero bytes). If it is UTF-16 text, declare encoding = "
    '"utf-16-le" in the mapping; otherwise save the table as XLSX or CSV.': mark(
        "This is not a text file (it is full of zero bytes). Save the table as XLSX or CSV."
    ),
    "The encoding of the file cannot be told: as utf-8 and as cp1252 it has letters that Spanish "
    "does not use. Save it as UTF-8, or declare “encoding” in the mapping.": mark(
        "The letters of the file cannot be told. In the spreadsheet, save it as “CSV UTF-8” or "
        "XLSX."
    ),
    "The encoding of the file cannot be told: as utf-8 and as cp1252 it has letters that Spanish "
    'does not use. If “{sample}” reads well, declare encoding = "{name}" in the mapping; '
    "otherwise save it as UTF-8.": mark(
        "The letters of the file cannot be told (it may say “{sample}”). In the spreadsheet, save "
        "it as “CSV UTF-8” or XLSX."
    ),
}
"""What the command says → what the page says, with the same values or fewer."""


class PageWords(gettext.NullTranslations):
    """`words` as a page says them."""

    def __init__(self, words: gettext.NullTranslations) -> None:
        super().__init__()
        self._words = words

    def gettext(self, message: str) -> str:
        """The translation of what a page says in the place of `message`."""
        return self._words.gettext(IN_A_SHEET.get(message, message))

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """As it is: no sentence of the command with a number speaks of options."""
        return self._words.ngettext(msgid1, msgid2, n)
