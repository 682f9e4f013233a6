"""The tests of the law."""
