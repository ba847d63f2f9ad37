"""Render runners whose every joint, contact and angle is known.

World: x forward, y up (belt at 0), z to the runner's right; metres, seconds, degrees. `form` says how
somebody runs, `body` who, `kinematics` brings both together.
"""
