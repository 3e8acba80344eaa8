"""What comes due: rows with a moment, each handled once, in order, as of that moment."""

from cityteams_timers.timekeeper import Due as Due
from cityteams_timers.timekeeper import Find as Find
from cityteams_timers.timekeeper import fire as fire
from cityteams_timers.timekeeper import keep_time as keep_time
from cityteams_timers.timekeeper import timer_id as timer_id
