"""Pictures, sound and video on this machine."""
