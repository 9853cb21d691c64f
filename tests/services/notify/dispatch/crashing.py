"""Run by a test in a process of its own: one round of the sender, which EGRET_CRASH_AT ends by SIGKILL."""

from chassis.storage.engine import Database
from services.notify.config import NotifySettings
from services.notify.dispatch.actions import send_due

if __name__ == "__main__":
    settings = NotifySettings.from_env()
    send_due(Database(settings.database_url("notify")), settings)
