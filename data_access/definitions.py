"""The programme's own definitions, each in one place: the words that Metodología shows and the
SQL that the questions use stand side by side here.

Source: PROGRAMME facts of the release of UAM Azcapotzalco and Universidad de Valparaíso (2021);
what the release leaves open is our definition and marked so.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, FromClause, func

from texts import mark


@dataclass(frozen=True)
class Definition:
    """A term, what it means and where that comes from; English, translated where shown."""

    term: str
    meaning: str
    source: str


RELEASE = mark("Joint press release of UAM Azcapotzalco and Universidad de Valparaíso, 2021")
OURS = mark("Definition of this dashboard")

SUPPORTED = Definition(
    mark("Supported MiPyme"),
    mark(
        "A business or organisation whose intervention has started and that did not drop out. "
        "It counts once, from the day the intervention started, for the university that attends "
        "it. One that drops out later stops counting from that day on."
    ),
    OURS,
)
STAGES: dict[str, Definition] = {
    "inscrita": Definition(
        mark("Enrolled"), mark("The MiPyme asked to take part; nothing else has happened."), OURS
    ),
    "diagnosticada": Definition(
        mark("Diagnosed"),
        mark("Students have looked at its situation; the intervention has not started."),
        OURS,
    ),
    "intervencion": Definition(
        mark("In intervention"), mark("The students' work with it has started."), OURS
    ),
    "concluida": Definition(mark("Concluded"), mark("The intervention has ended."), OURS),
    "abandono": Definition(
        mark("Dropped out"), mark("It left before the end, from whatever stage."), OURS
    ),
}
"""A MiPyme is in one stage on any day: the last one whose date has come."""

REPORT_STATES: dict[str, Definition] = {
    "reporto": Definition(
        mark("Reported"), mark("A report for the period was loaded, whole."), OURS
    ),
    "parcial": Definition(
        mark("Partial"), mark("Some rows of the report could not be loaded."), OURS
    ),
    "sin_actividad": Definition(
        mark("Reported without activity"),
        mark("The university said that nothing happened: a zero, not a gap."),
        OURS,
    ),
    "en_plazo": Definition(
        mark("Not due yet"),
        mark("No report, and its last day had not passed on the day shown."),
        OURS,
    ),
    "no_reporto": Definition(
        mark("Did not report"), mark("No report, and its last day has passed."), OURS
    ),
    "no_aplica": Definition(
        mark("Does not apply"),
        mark("The university had not joined the programme by the end of the period."),
        OURS,
    ),
}
"""What a university's report for a period can be."""

SIZE = Definition(
    mark("Size"),
    mark(
        "Micro, small or medium as the university reports it, by its country's law; "
        "“organisation” is what is not an enterprise: co-operatives, associations."
    ),
    OURS,
)
PROGRESS = Definition(
    mark("Progress"),
    mark("Supported MiPymes divided by the goal. The programme's goal is the release's."),
    RELEASE,
)
GOAL_PATH = Definition(
    mark("Goal path"),
    mark(
        "A straight line from zero on the first day of the goal (or of the data, where the goal "
        "names none) to the goal on its due date. It is a yardstick, not a forecast."
    ),
    OURS,
)
PACE = Definition(
    mark("Pace"),
    mark(
        "Supported MiPymes added per week, on average over the last six complete weeks (Monday "
        "to Sunday). In weeks that a university has not reported it counts with its own last six "
        "reported ones, for at most eight weeks: silence is not zero."
    ),
    OURS,
)
NEEDED_PACE = Definition(
    mark("Needed pace"),
    mark(
        "What is missing to the goal divided by the weeks of classes left until its due date, as "
        "the expected activity has them: a week of breaks counts only in part. So it can be "
        "compared with the pace, which was reached in weeks of classes."
    ),
    OURS,
)
RHYTHM = Definition(
    mark("Expected activity"),
    mark(
        "An assumption from public calendars, not from the data: fewer interventions begin in the "
        "first six and the last five weeks of a term, a quarter as many between terms, almost none "
        "in Holy Week and from 20 December to 8 January, none on Sundays, fewer on Saturdays and "
        "national holidays. Terms are the dates of the cohorts; without them, from 1 March to 15 "
        "July and from 1 August to 15 December."
    ),
    OURS,
)
FORECAST = Definition(
    mark("Forecast"),
    mark(
        "The range in which eight of ten simulations end. They start from the pace of the last "
        "weeks, in which the newest weigh most, and follow the expected activity; single weeks, "
        "the pace and the size of a new cohort vary by as much as we assume, an assumption tuned "
        "on invented programmes. Weeks that a university has not reported yet are forecast too. "
        "When the goal is reached is a range of dates, never one date. "
        "Nothing is forecast with fewer than eight weeks of activity within half a year, after "
        "two months without any, or for more than a year."
    ),
    OURS,
)
LIKELIHOOD = Definition(
    mark("Likely, unlikely"),
    mark(
        "How many of 100 simulations of the forecast reach the goal in time: very likely from 90 "
        "on, likely from 66, as likely as not from 33, unlikely from 10, very unlikely below."
    ),
    OURS,
)
NOWCAST = Definition(
    mark("Reported and probable"),
    mark(
        "What a day's count will probably be once the late reports have come: a range beside the "
        "number reported, never inside it. For days that a university has not reported it "
        "supposes the activity of its own last weeks; days that it has reported grow or shrink "
        "as those of its earlier reports did. The range should hold eight of ten outcomes; its "
        "width was tuned on invented programmes. It is shown only where, on the past weeks of "
        "these very data, it was nearer to what the count became than what was reported, and "
        "not at all with a short history."
    ),
    OURS,
)
PERIOD = Definition(
    mark("Period"),
    mark(
        "With an end date, every figure shows the state on that day. With a start date too, "
        "progress shows the change since then: those that started minus those that dropped out. "
        "So the months of a year add up to the year."
    ),
    OURS,
)
DATA_UNTIL = Definition(
    mark("Data until"),
    mark(
        "The last day that the loaded reports reach. It is the “today” of every figure; "
        "the computer's clock plays no part."
    ),
    OURS,
)
MISSING = Definition(
    mark("Zero and missing"),
    mark(
        "A zero is a report that says zero. What nobody reported is shown as “n/a” "
        "(no data) and never as zero."
    ),
    OURS,
)
LEAST, STEP = 5, 5
"""The smallest number told of what is `PROTECTED`, and to the multiples of what it is rounded."""
NAMED = 3
"""A municipality with fewer is not named: a reader could tell who is meant."""
PROTECTED = Definition(
    mark("Protected data"),
    mark(
        "Of real MiPymes everybody gets exactly how many are supported: in all, and by country, "
        "state, university, cohort, sector or size, one of these at a time. Where two of them meet "
        "nothing is published, because a small number tells who it is about. Municipalities with "
        "fewer than three are shown together. What says something about a person or a business "
        "(who owns it, whether it is rural, how it is attended, scores, platforms, sales, closure) "
        "is published for the last day only, rounded to multiples of five, and means of scores so "
        "coarsely that the points of one business do not show; what is under five, or "
        "could be worked out from other numbers, is not shown and said to be protected, never "
        "zero. Each number is rounded for itself, so sums need not match."
    ),
    OURS,
)
SCORE_LEAP = 60
"""Points out of 100 that a score hardly changes by."""
SALES_TIMES = 10
"""Times that sales hardly rise or fall to: mostly a decimal sign or another currency."""
MOST_HOURS = 400
"""Hours of one student with one MiPyme: more than two months of full days."""
HEAVY = 1.5
"""How many times the median of the others a load is called heavy from."""
STUDENT_LOAD = Definition(
    mark("Load per student"),
    mark(
        "The MiPymes and the hours of a university divided by its students, wherever the MiPymes "
        "are; hours only of those whose hours are known. A load is called heavy where it is one "
        "and a half times the median of the other universities or more; universities with fewer "
        "than five students are not compared."
    ),
    OURS,
)
COUNTRIES = Definition(
    mark("Seven or eight countries"),
    mark(
        "The release names eight universities of seven countries and speaks of MiPymes in eight "
        "countries. The eighth is not named; a supported MiPyme may therefore be in a country "
        "without a participating university, and it counts there."
    ),
    RELEASE,
)

GLOSSARY: tuple[Definition, ...] = (
    SUPPORTED,
    *STAGES.values(),
    *REPORT_STATES.values(),
    SIZE,
    PROGRESS,
    GOAL_PATH,
    PACE,
    NEEDED_PACE,
    FORECAST,
    LIKELIHOOD,
    RHYTHM,
    NOWCAST,
    PERIOD,
    DATA_UNTIL,
    MISSING,
    PROTECTED,
    STUDENT_LOAD,
    COUNTRIES,
)
"""What Metodología shows, in this order."""


def supported(daily: FromClause) -> ColumnElement[int]:
    """`SUPPORTED` over rows of a rollup: those that started minus those of them that dropped."""
    return func.coalesce(func.sum(daily.c.started - daily.c.dropped_started), 0)


def in_stage(daily: FromClause) -> dict[str, ColumnElement[int]]:
    """`STAGES` over all rows of a rollup up to a day: who came in minus who moved on or left."""
    c = daily.c
    flows = {
        "inscrita": c.enrolled - c.diagnosed - c.dropped_enrolled,
        "diagnosticada": c.diagnosed - c.started - c.dropped_diagnosed,
        "intervencion": c.started - c.concluded - c.dropped_started,
        "concluida": c.concluded,
        "abandono": c.dropped_enrolled + c.dropped_diagnosed + c.dropped_started,
    }
    return {stage: func.coalesce(func.sum(flow), 0) for stage, flow in flows.items()}


def protected(count: int) -> int | None:
    """A number as `PROTECTED` tells it; None where it is too small. To hide the small ones alone
    is not enough: other numbers of the same table would give them away."""
    return None if count < LEAST else (count + STEP // 2) // STEP * STEP
