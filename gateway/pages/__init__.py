"""Every web page: one file per area, templates beside. A page asks the services and shows what they say."""
