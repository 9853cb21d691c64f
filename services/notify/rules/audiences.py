"""Whom news is for, and what it belongs to, by the fields that events name them with."""

from contracts.roles import COORDINATOR, ORGANIZER
from contracts.scopes import Scope
from services.notify.rules.models import Belonging, People, Person, Role

ORGANIZERS, COORDINATORS = Role(ORGANIZER), Role(COORDINATOR)
LEADER = Person("leader_id")
MEMBERS, ADVISORS = People("member_ids"), People("advisor_ids")
READERS = People("reader_ids")
SUCCESSOR = People("successor_ids")
JUDGE = Person("judge_id")
PERSON = Person("account_id")
PROPOSER = Person("proposed_by")
EDITION, EVENT = Belonging("edition", Scope.edition), Belonging("event_slug", Scope.event)
