"""The inserts of a build: fitted to their pages, and the job that makes each one's files."""
