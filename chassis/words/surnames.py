"""Surnames that are read otherwise than their characters mostly are."""

SURNAMES = {
    **{"单": "shàn", "曾": "zēng", "仇": "qiú", "解": "xiè", "区": "ōu", "查": "zhā", "任": "rén", "盖": "gě"},
    **{"朴": "piáo", "冼": "xiǎn", "尉": "wèi", "翟": "zhái", "黑": "hè", "秘": "bì", "折": "shé", "繁": "pó"},
    **{"员": "yùn", "乐": "yuè", "覃": "qín", "缪": "miào", "宓": "mì", "召": "shào", "种": "chóng", "晟": "chéng"},
    **{"华": "huà", "过": "guō", "燕": "yān", "逄": "páng", "纪": "jǐ", "么": "yāo", "阚": "kàn", "车": "chē"},
    **{"俞": "yú", "相": "xiàng", "令": "líng", "应": "yīng", "宁": "nìng", "祭": "zhài", "贾": "jiǎ", "隗": "wěi"},
}
"""Surnames of one character that are read otherwise than the character mostly is."""
DOUBLE = {
    "尉迟": "yù chí",
    "万俟": "mò qí",
    "单于": "chán yú",
    "长孙": "zhǎng sūn",
    "澹台": "tán tái",
    "令狐": "líng hú",
}
"""Surnames of two characters whose reading is not that of their characters."""
