"""What is wrong with a file that was opened, in words that help whoever uploaded it."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from chassis.files.opened import CUT_OFF, EMPTY, ENCRYPTED, TOO_COMPLEX, UNREADABLE, WRONG_KIND

INFECTED = "infected"
"""What a scanner found; the others are what opening the file told."""
FOUND: Mapping[str, Any] = {
    ENCRYPTED: _l("文件有打开密码，别人无法打开。请去掉密码后重新上传。"),
    CUT_OFF: _l("文件不完整，缺少后面的内容，可能在导出或传输时中断。请在自己的设备上打开核对，重新导出后上传。"),
    EMPTY: _l("文件里没有内容。请核对后重新上传。"),
    UNREADABLE: _l("文件无法打开，可能已经损坏。请重新导出后上传。"),
    WRONG_KIND: _l("文件内容与扩展名不符。请用原来的软件另存为所需的格式后上传，不要直接修改扩展名。"),
    TOO_COMPLEX: _l("文件过于复杂，无法在限定的时间内打开。请简化内容或重新导出后上传。"),
    INFECTED: _l("安全检查发现文件带有恶意程序，任何人都不能下载。请先在自己的设备上查杀，再上传干净的文件。"),
}
"""Why a file is refused, each with what to do."""
CHECKING: Any = _l("正在检查文件能否打开，一般只需几秒。检查完才能提交。")
SCANNER_AWAY: Any = _l("安全检查暂时无法进行，系统会自动重试。检查完才能提交，请稍后再看。")
TOO_MANY_PAGES: Any = _l("最多 %(most)d 页，现为 %(found)d 页。请精简后重新上传。")
