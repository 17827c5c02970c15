"""Examples are timed by no clock: the first one reads the lists, and a busy machine is no fault."""

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
