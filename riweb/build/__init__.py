"""The whole story, as jobs: read, parse, render, audit, publish; cache and workers."""
