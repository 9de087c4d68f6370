"""Settings of all tests: hypothesis without deadlines, as machines that run them are shared."""

from hypothesis import settings

settings.register_profile("shared", deadline=None)
settings.load_profile("shared")
