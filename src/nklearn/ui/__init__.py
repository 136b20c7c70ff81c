"""The Qt window: shell, pages, widgets, charts. Holds no SQL and never imports storage."""
