"""The light table: the runner's own film, frame by frame, with the lines drawn live and footsteps to correct."""
