"""The press: plain records in, PDF bytes out."""
