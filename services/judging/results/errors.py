"""Results refuse nothing of their own: a stage without sheets has a ranking without ranks."""
