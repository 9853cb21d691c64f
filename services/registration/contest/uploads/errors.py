"""Why a part of an upload is refused."""

from flask_babel import lazy_gettext as _l

from chassis.http.errors import NotFound, Problem


class UploadGone(NotFound):
    code = "upload-gone"
    title = _l("这次上传已经结束")
    detail = _l("它已完成、已取消，或被另一次上传取代。请刷新页面查看，需要时重新选择文件。")


class WrongOffset(Problem):
    """`offset` in bytes: where the next part must begin."""

    status = 409
    code = "wrong-offset"
    title = _l("上传的位置不符")
    detail = _l("已收到 %(offset)d 字节，请从这里继续。")

    def __init__(self, offset: int) -> None:
        super().__init__(offset=offset)


class PartTooLong(Problem):
    """The part goes on after the announced end. `offset` and `size` in bytes."""

    status = 413
    code = "part-too-long"
    title = _l("内容多于所说的大小")
    detail = _l("文件在上传期间发生了变化，请重新选择后上传。")

    def __init__(self, offset: int, size: int) -> None:
        super().__init__(offset=offset, size=size)


class UploadUnfinished(Problem):
    """`offset` and `size` in bytes."""

    status = 409
    code = "upload-unfinished"
    title = _l("文件还没有传完")
    detail = _l("请继续上传余下的部分。")

    def __init__(self, offset: int, size: int) -> None:
        super().__init__(offset=offset, size=size)


class PageLate(Problem):
    """The page was not drawn in time: the machine is busy."""

    status = 503
    code = "page-late"
    title = _l("这一页暂时显示不了")
    detail = _l("请稍后刷新页面，或下载文件阅读。")
