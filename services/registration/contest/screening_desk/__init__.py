"""What is done with the screening of entries: the queue, the checklist, outcomes, replies."""
