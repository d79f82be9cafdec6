__all__ = ["listed"]
listed = 1
unlisted = 2
