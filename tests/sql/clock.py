"""A clock for scenes in the database: time passes when the scene says so, in any zone and over any change of hours.

Every door asks `now()` what time it is, and every `default` does. Here `now()` is replaced inside the scene's own
transaction by a setting of the scene, so that waiting a week is exactly what waiting a week is: stored dates and
instants stay as they were written. The replacement is gone with the transaction, and nobody else ever sees it.
"""

from datetime import datetime, timedelta

import psycopg


class Clock:
    """What time it is in one transaction."""

    def __init__(self, connection: psycopg.Connection, start: datetime) -> None:
        self.connection = connection
        self.set(start)
        connection.execute(
            "create or replace function pg_catalog.now() returns timestamptz language sql stable parallel safe"
            " as $$ select current_setting('scene.now')::timestamptz $$"
        )

    def set(self, now: datetime) -> None:
        self.now = now
        self.connection.execute("select set_config('scene.now', %s, true)", [now.isoformat()])

    def wait(self, time: timedelta) -> None:
        self.set(self.now + time)
