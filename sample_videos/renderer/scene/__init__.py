"""Camera, room, treadmill, and all that makes a clip."""
