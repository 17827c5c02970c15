"""What the page of the tests' own and its routes both see: a share that waits until a test lets it go."""

from threading import Event

go = Event()
