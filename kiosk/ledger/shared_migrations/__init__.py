"""How the tables of shared books come to stand on a PostgreSQL server, format by format."""
