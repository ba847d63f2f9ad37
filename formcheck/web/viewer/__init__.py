"""The light table: the runner's own film frame by frame, lines drawn live, footsteps to correct."""
