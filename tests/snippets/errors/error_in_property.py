class P:
    @property
    def size(self):
        return self._size


P().size
