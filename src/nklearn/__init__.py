"""NKLearn: how North Korea's mining economy and forced labour are documented, offline."""

__version__ = "0.1.0"
