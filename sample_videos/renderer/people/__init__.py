"""Bodies from the mesh, and what they wear."""
