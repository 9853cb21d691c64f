"""A process that commits events and relays them, to be killed and frozen: `producer.py DATABASE BROKER COUNT`."""

import sys
import threading
import time
from uuid import UUID

from chassis import clock
from chassis.events.bus.amqp import AmqpBus
from chassis.events.outbox import emit
from chassis.events.relay import Relay
from chassis.storage import ids
from chassis.storage.engine import Database
from contracts.registration import EntryWithdrawn

PORTION = 20


def withdrawn(entry: int) -> EntryWithdrawn:
    """An event about one of a few entries."""
    return EntryWithdrawn(
        entry_id=UUID(int=entry),
        edition="e",
        number=f"E-{entry}",
        leader_id=ids.new_id(),
        member_ids=(),
        advisor_ids=(),
        withdrawn_at=clock.now(),
    )


def main(address: str, broker: str, count: int) -> None:
    """Say `ready`, then relay; commit `count` events one by one, in portions, and say the number of each; end then."""
    database = Database(address)
    relay = Relay("registration", database, AmqpBus(broker))
    relay._lease.seconds = 0.6
    stop = threading.Event()
    thread = threading.Thread(target=relay.run, args=(stop,))
    thread.start()
    print("ready", flush=True)
    for number in range(count):
        with database.write() as session:
            emit(session, withdrawn(number % 5))
        print(number, flush=True)
        time.sleep(0.002)
        if number % PORTION == PORTION - 1:
            wait(relay)
    wait(relay)
    stop.set()
    thread.join()


def wait(relay: Relay) -> None:
    """Until all is confirmed and that is on record: however fast the machine, a position is saved for each portion."""
    while not relay.leading or relay.lag().rows:
        time.sleep(0.01)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
