"""What if: with which capacities would the goal be reached, and when?"""

from dataclasses import replace

import streamlit as st

from charts.scenario import sentence
from data_access.scenario import scenario
from pages.common import assumed, data
from pages.common.view import current

view = current()
_ = view.edition._
growth = data.figure("avance", view.context)
goal, as_of = growth.progress.goal, view.context.as_of

st.header(_("Simulator"), anchor=False)
if goal is None or as_of is None or view.scope.start is not None:
    st.info(_("A scenario needs a selection with a goal of its own and without a first day."))
elif growth.progress.supported >= goal.target or goal.due_on <= as_of:
    st.info(_("The goal is reached, or its due date has passed: there is nothing to simulate."))
else:
    st.write(
        _(
            "How many MiPymes could each university take in per week from now on? The fields start "
            "with its pace of the last six weeks."
        )
    )
    said = assumed.draw(view)
    found = scenario(
        growth.progress.supported,
        goal,
        said.capacity,
        as_of=as_of,
        terms=data.terms(view.context),
        breaks=said.breaks,
    )
    st.subheader(sentence(found, goal, said.capacity, view.edition), anchor=False)
    assumed.picture(replace(growth, forecast=found.path), view)
