class A:
    def __init__(self, v):
        self.v = int(v)


class B(A):
    def __init__(self):
        super().__init__("not a number")


B()
