"""The sandbox: stand-ins of the provider APIs, for rehearsal (in memory) and for outside clients (a server).

A second reading of the providers' rules. It imports nothing from `storyboard.providers`, nor the other way, and knows
no Django. Where the documents can be read in two ways, RULES.md beside this file says which was taken.
"""
