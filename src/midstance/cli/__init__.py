"""The command line: arguments to wishes, application, print."""
