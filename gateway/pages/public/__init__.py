"""What everybody may read: home page, notices, timetable, how to enter, answers, feeds. Nothing here is about a person,
so one answer serves all readers of a language."""
