name = "other " + __name__
