class VideoWriter: pass
