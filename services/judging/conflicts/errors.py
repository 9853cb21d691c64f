"""Why a declaration is asked for, or not accepted."""

from flask_babel import lazy_gettext as _l

from chassis.http.errors import NotFound, Problem


class DeclarationNeeded(Problem):
    """The judge has declared nothing in the edition yet; `edition` names it."""

    status = 409
    code = "declaration-needed"
    title = _l("请先签署承诺书并申报利害关系")
    detail = _l("评委在查看任何项目之前，应当签署评审承诺书，并申报与参赛单位和人员有无利害关系。请先完成申报。")

    def __init__(self, edition: str) -> None:
        super().__init__(edition=edition)
        self.edition = edition


class UnknownConflict(NotFound):
    code = "unknown-conflict"
    detail = _l("没有这条利害关系记录。")
