"""Access what the operating system provides: files, user folders, optional libraries."""
