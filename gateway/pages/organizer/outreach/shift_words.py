"""What people call the columns of a table of shifts, in Chinese and English, and what they write in them."""

POSTS = ("岗位", "岗位名称", "班次名称", "工作", "工作内容", "职责", "post", "role", "job", "task", "shift")
ENGLISH_POSTS = ("英文岗位", "英文名称", "post in english")
DAYS = ("日期", "开始日期", "活动日期", "服务日期", "时间日期", "date", "day")
HOURS = ("时间", "时段", "时间段", "班次", "班次时间", "起止时间", "起止", "服务时间", "time", "times", "hours")
BEGINS = ("开始时间", "开始", "起", "起始", "起始时间", "自", "start", "starts", "start time", "begins", "from")
ENDS = ("结束时间", "结束", "止", "终止时间", "截止", "至", "end", "ends", "end time", "until", "to", "finish")
_CHINESE_PLACES = ("名额", "人数", "需要人数", "需求人数", "所需人数", "招募人数", "计划人数", "志愿者人数", "数量")
PLACES = (*_CHINESE_PLACES, "places", "people", "number", "count", "volunteers", "needed", "slots", "headcount")
A_POST, A_DAY = "宣传讲解", "12月5日"
"""Of the sample row."""
DAY_MARKS = "-/年月日"
"""What tells a day before a time from words such as 下午."""
