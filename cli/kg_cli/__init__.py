"""The command line: read arguments, call kg, print the result."""
