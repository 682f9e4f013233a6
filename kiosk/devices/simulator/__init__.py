"""The device side of every protocol, for rehearsals and tests."""
