"""What each thing may take. Ratios hold inside one run; times and sizes hold on two cores."""

FIRST_ANSWER = 0.35
"""Verdict, number and curve of a cold visit to Resumen, beside an empty Streamlit page."""
FIRST_ANSWER_STATIC = 3.0
"""The same beside a hand-written page without scripts."""
COMPLETE = 1.35
"""Resumen drawn by Streamlit, every finished figure painted, beside an empty Streamlit page."""
COMPLETE_OTHER = 1.4
"""The same of every other page."""
EXPLORE = 3.0
"""A page with a figure in its explorable form, drawn by Plotly, beside an empty Streamlit page."""
BELOW = 1.0
"""Complete, beside Dash."""
MILLION = 1.2
"""A million MiPymes beside two thousand, on any page."""
SHIFT = 0.1
"""Layout shift, when Streamlit takes over from the first answer."""
FIRST_VISIT_MB = 1.3
FILTER_MS = 150.0
"""From choosing a country to the last figure's change."""
FILTER_DASH = 0.7
"""The same beside Dash."""
CARD_STATIC = 1.5
"""``/ficha`` beside a hand-written page without scripts."""
CARD_MB = 0.1
FIGURE_MS = 100.0
FIGURE_CACHED_MS = 5.0
KIT_MS = 30_000.0
MEMORY_START_MB = 250.0
SESSION_MB = 0.5
CROWD_MS = 6_000.0
"""A hundred readers change a filter at once: the last one's answer."""
