class C:
    def method(self):
        return (lambda q: q.nope)(self)

    @property
    def p(self):
        return self.method()

    @classmethod
    def make(cls):
        return cls().p


C.make()
