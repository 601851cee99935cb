"""Submissions: folders written for the tests."""
