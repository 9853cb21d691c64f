"""Stages of judging and the weighted criteria that marks are given by."""
