"""Widgets that several pages share; models own the state, these draw it and emit wishes."""
