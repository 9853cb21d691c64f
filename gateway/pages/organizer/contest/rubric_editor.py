"""The editor of the rubric of a stage; once a judge is assigned it is only read."""

from flask import render_template
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from contracts.roles import ORGANIZER, OVERSEEING
from gateway.clients.judging.rubric_drafts import RUBRIC_DRAFTS, WrittenRubric
from gateway.clients.manuscripts import Manuscript
from gateway.editors.editor import Editor
from gateway.editors.pages import editor_pages
from gateway.forms.form import Filled
from gateway.pages.judge import sheet_form
from gateway.pages.organizer.contest.stage_list import PREFIX, title_of


def _preview(found: Manuscript[WrittenRubric]) -> str:
    stage, title = found.about.shown, title_of(found.about)
    if stage is None:
        return render_template("organizer/contest/stages/unready.html", written=found.about, title=title)
    filled = Filled(sheet_form.form(stage), {})
    return render_template(
        "organizer/contest/stages/preview.html", written=found.about, title=title, stage=stage, filled=filled
    )


EDITOR: Editor[WrittenRubric] = Editor(
    name="rubric_editor",
    address="/organizer/stages/<edition>/<key>",
    source=RUBRIC_DRAFTS,
    title=lambda found: title_of(found.about),
    mark=lambda found: PREFIX + found.about.state,
    preview=_preview,
    published=lambda _found: str(_("评分细则已发布。分配评委之前还可以修改，分配后锁定。")),
    readers=OVERSEEING,
    writers=(ORGANIZER,),
    everywhere=False,
    fields="organizer/contest/stages/fields.html",
    about="organizer/contest/stages/about.html",
    publishing="organizer/contest/stages/publishing.html",
    previewed=_l("按评委看到的样子预览"),
)
blp = editor_pages(EDITOR)
