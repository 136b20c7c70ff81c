"""The command line: for lab administrators, scripts and checks. Works without a screen."""
