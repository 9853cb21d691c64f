"""Registration, wired together."""

from functools import partial
from pathlib import Path
from typing import cast

from flask import Flask

from chassis.config import Settings
from chassis.http.api import Api
from chassis.http.audit_api import NAMES
from chassis.part import Part
from chassis.storage.jobs import Job
from services.registration.config import RegistrationSettings
from services.registration.contest.answers.api import blp as answers
from services.registration.contest.change_requests.api import blp as change_requests
from services.registration.contest.change_requests.files import follow_check
from services.registration.contest.change_requests.files_api import blp as change_request_files
from services.registration.contest.change_requests.joining_api import blp as change_additions
from services.registration.contest.change_requests.models import ChangeFile
from services.registration.contest.change_requests.states import ADDITION, CHANGE_REQUEST
from services.registration.contest.contests.api import blp as contests
from services.registration.contest.editions.api import blp as editions
from services.registration.contest.entries import draft_reminders
from services.registration.contest.entries.api import blp as entries
from services.registration.contest.entries.states import ENTRY
from services.registration.contest.form_publication import job as form_job
from services.registration.contest.forms.api import blp as forms
from services.registration.contest.joint_applicants.states import JOINT_APPLICANT
from services.registration.contest.joint_confirmations.api import blp as joint_applicants
from services.registration.contest.likeness import finding
from services.registration.contest.likeness.states import LIKENESS
from services.registration.contest.likeness_desk.api import blp as likenesses
from services.registration.contest.memberships.api import blp as teams
from services.registration.contest.memberships.invitations_api import blp as team_invitations
from services.registration.contest.memberships.reminders import EVERY as REMINDING
from services.registration.contest.memberships.reminders import remind
from services.registration.contest.organisation_desk.api import blp as organisations
from services.registration.contest.organisation_desk.comparing import EVERY as COMPARING
from services.registration.contest.organisation_desk.comparing import compare_new
from services.registration.contest.organisations.states import ORGANISATION
from services.registration.contest.papers.models import EntryFile, SubmittedFile
from services.registration.contest.publication.api import blp as publication
from services.registration.contest.publication.drafts_api import blp as edition_drafts
from services.registration.contest.publication.files_api import blp as edition_files
from services.registration.contest.publication.form_api import blp as edition_form
from services.registration.contest.publication.matter_api import blp as edition_matters
from services.registration.contest.publication.states import EDITION_LIFE
from services.registration.contest.publication.windows_api import blp as stage_windows
from services.registration.contest.questions.api import blp as questions
from services.registration.contest.questions.states import QUESTION
from services.registration.contest.receipts.api import blp as receipts
from services.registration.contest.screening.states import SCREENING
from services.registration.contest.screening_desk.api import blp as screening
from services.registration.contest.screening_desk.overdue import EVERY as CLOSING
from services.registration.contest.screening_desk.overdue import end_overdue
from services.registration.contest.screening_desk.passed_api import blp as passed_entries
from services.registration.contest.teams.states import TEAM_MEMBER
from services.registration.contest.uploads.api import blp as uploads
from services.registration.contest.uploads.documents import blp as documents
from services.registration.contest.uploads.expiry import expire_uploads
from services.registration.contest.uploads.parts import Parts
from services.registration.contest.versions.api import blp as entry_versions
from services.registration.files.checks import checking
from services.registration.files.checks.models import FileCheck
from services.registration.files.checks.states import FILE_CHECK
from services.registration.files.collections.api import blp as site_files
from services.registration.files.collections.models import SiteFile
from services.registration.files.contents.store import FileStore
from services.registration.files.contents.sweep import sweep_files
from services.registration.handlers import HANDLERS
from services.registration.outreach.programme.states import EVENT_LIFE, SHIFT_LIFE
from services.registration.outreach.publication.api import blp as events
from services.registration.outreach.publication.drafts_api import blp as event_drafts
from services.registration.outreach.publication.drafts_api import documents as event_documents
from services.registration.outreach.series.api import blp as event_series
from services.registration.outreach.signups.api import blp as signups
from services.registration.outreach.signups.states import LIFE as SIGNUP_LIFE
from services.registration.overviews.audit_names import name_subjects
from services.registration.overviews.desk import blp as desk
from services.registration.overviews.entry_list import blp as entry_list
from services.registration.overviews.known_organisations import blp as known_organisations
from services.registration.overviews.public_home import blp as front
from services.registration.overviews.search import blp as search
from services.registration.people.retention import drop_old_drafts
from services.registration.site.articles.announcing import EVERY, announce_due
from services.registration.site.articles.api import blp as articles
from services.registration.site.articles.api import drafts as article_drafts
from services.registration.site.articles.files_api import blp as article_files
from services.registration.site.articles.public_api import blp as published
from services.registration.site.articles.states import LIFE as ARTICLE
from services.registration.site.published_answers.api import blp as published_answers
from services.registration.site.winners.api import blp as winners
from services.registration.site.winners.files_api import blp as winner_files

OF_ENTRIES = (EntryFile.sha256, SubmittedFile.sha256, ChangeFile.sha256)
"""Whatever keeps what is known of the content of an entry's file."""
REFERRING = (*OF_ENTRIES, FileCheck.picture_sha256, SiteFile.sha256, SiteFile.preview_sha256)
"""Whatever keeps the content of a file."""
BLUEPRINTS = (
    contests,
    editions,
    forms,
    publication,
    stage_windows,
    edition_drafts,
    edition_matters,
    edition_form,
    edition_files,
    site_files,
    entries,
    entry_versions,
    answers,
    receipts,
    documents,
    uploads,
    screening,
    change_requests,
    change_request_files,
    change_additions,
    questions,
    passed_entries,
    likenesses,
    teams,
    team_invitations,
    joint_applicants,
    organisations,
    known_organisations,
    events,
    event_drafts,
    event_documents,
    event_series,
    signups,
    articles,
    article_drafts,
    article_files,
    published,
    published_answers,
    winners,
    winner_files,
    front,
    desk,
    entry_list,
    search,
)


def wire(app: Flask, settings: Settings) -> None:
    """Open the file store and register every area's routes."""
    own = cast(RegistrationSettings, settings)
    app.extensions["registration_files"] = FileStore(own.files_url)
    app.extensions["registration_parts"] = Parts(own.parts_folder)
    app.extensions[NAMES] = name_subjects
    api = Api(app)
    for blueprint in BLUEPRINTS:
        api.register_blueprint(blueprint)


PART = Part(
    name="registration",
    folder=Path(__file__).parent,
    settings=RegistrationSettings,
    wire=wire,
    handlers=HANDLERS,
    lives=(
        *(EDITION_LIFE, ENTRY, FILE_CHECK, SCREENING, LIKENESS, CHANGE_REQUEST, ADDITION, QUESTION),
        *(TEAM_MEMBER, JOINT_APPLICANT, ORGANISATION),
        *(ARTICLE, EVENT_LIFE, SHIFT_LIFE, SIGNUP_LIFE),
    ),
    jobs=(
        Job("check-files", checking.EVERY, partial(checking.check_files, settled=follow_check)),
        Job("forget-checks", 3600, partial(checking.forget_checks, referring=OF_ENTRIES)),
        Job("sweep-files", 3600, partial(sweep_files, referring=REFERRING)),
        Job("drop-drafts", 3600, drop_old_drafts),
        Job("expire-uploads", 3600, expire_uploads),
        Job("remind-teams", REMINDING, remind),
        Job("remind-drafts", draft_reminders.EVERY, draft_reminders.remind),
        Job("compare-organisations", COMPARING, compare_new),
        Job("compare-entries", finding.EVERY, finding.index_entries),
        Job("end-screenings", CLOSING, end_overdue),
        Job("follow-forms", form_job.EVERY, form_job.follow_forms),
        Job("announce-articles", EVERY, announce_due),
    ),
)
