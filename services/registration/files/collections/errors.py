"""Why a file cannot be taken into the collection of an edition."""

from flask_babel import lazy_gettext as _l

from chassis.http.errors import Problem


class NotAPicture(Problem):
    status = 422
    code = "not-a-picture"
    title = _l("图片无法打开")
    detail = _l("文件可能已损坏，或像素过大。请用看图软件另存为 JPG 或 PNG 后重新上传。")


class CollectionFull(Problem):
    status = 409
    code = "collection-full"
    title = _l("文件数量已满")
    detail = _l("最多 %(most)d 个文件。请先删除不用的文件。")


class FileInUse(Problem):
    status = 409
    code = "file-in-use"
    title = _l("文件正在使用")
    detail = _l("“%(name)s”还用在草稿里，或已经公开。请先换掉它并发布，再删除。")
