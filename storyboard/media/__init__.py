"""Pictures, sound and video on this machine, with Pillow and PyAV. No Django, and no system ffmpeg."""
