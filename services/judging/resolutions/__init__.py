"""Resolutions: what one person of the office proposes for a stage and another adopts."""
