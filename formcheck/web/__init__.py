"""The page: choose a film, watch the work, see what to change. Nothing leaves the machine."""
