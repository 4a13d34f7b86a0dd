"""The command line: parse, call kg, print."""
