"""From sheets to places: named, exact rules. Pure: no database, no words, no floats."""
