"""Pages of event coordinators: their events and rosters."""
