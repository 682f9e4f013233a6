"""The command line, one file for each room that it speaks to."""
