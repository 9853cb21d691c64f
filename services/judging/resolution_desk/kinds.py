"""Every kind of resolution."""

from services.judging.advancement.actions import ADVANCE
from services.judging.awards.actions import AWARDS
from services.judging.resolutions.kinds import Kinds
from services.judging.results.amending import AMEND
from services.judging.results.returning import RETURN
from services.judging.results.sealing import SEAL

KINDS: Kinds = {kind.name: kind for kind in (SEAL, AMEND, RETURN, ADVANCE, AWARDS)}
