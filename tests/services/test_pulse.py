"""Waiting for a change in a circle: as long as allowed, or until a write in this process says so."""

import asyncio
import threading
import time

from core.services.pulse import Hub


async def waited(hub, circle_id, seconds):
    began = time.monotonic()
    await hub.wait(circle_id, seconds)
    return time.monotonic() - began


async def wait_and_bump(waits_for, bumped):
    hub = Hub()
    hub.attach(asyncio.get_running_loop())
    waiting = asyncio.create_task(waited(hub, waits_for, 0.5))
    await asyncio.sleep(0)
    threading.Thread(target=hub.bump, args=[bumped]).start()
    return await waiting


def test_a_bump_from_another_thread_wakes_who_waits_for_that_circle():
    assert asyncio.run(wait_and_bump("monday", "monday")) < 0.4


def test_another_circles_bump_wakes_nobody():
    assert asyncio.run(wait_and_bump("monday", "tuesday")) >= 0.49


def test_a_bump_without_a_server_is_no_fault():
    Hub().bump("monday")
