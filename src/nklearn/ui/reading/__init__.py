"""What a reader does with a lesson beyond reading it: marking, noting, finding, printing."""
