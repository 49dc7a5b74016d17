"""Storyboard: a self-hosted web GUI for AI video made of several shots."""

__version__ = "0.1.0"
