"""DeltaBlue: an incremental solver of constraint hierarchies, after Freeman-Benson and Maloney. Arguments: [SIZE=30000].

Two networks are built and edited: a chain of SIZE equalities, and SIZE scaled projections. Variables and constraints
point at each other, so every network dropped is cyclic garbage; dispatch is on small classes with inheritance.
"""
# test-args: 60

import sys

REQUIRED, STRONG_PREFERRED, PREFERRED, STRONG_DEFAULT, NORMAL, WEAK_DEFAULT, WEAKEST = range(7)
EDITED_VALUES = 100


def is_stronger(a, b):
    return a < b


class Variable:
    def __init__(self, name, value=0):
        self.name = name
        self.value = value
        self.constraints = []
        self.determined_by = None
        self.walkabout = WEAKEST
        self.stay = True
        self.mark = 0

    def __repr__(self):
        return f"<{self.name}={self.value}>"


class Constraint:
    """Knows its variables, how strong it is, and whether (and in which direction) it is satisfied."""

    def __init__(self, strength):
        self.strength = strength

    def add_to(self, planner):
        self.connect()
        planner.add(self)

    def destroy(self, planner):
        out = self.output() if self.is_satisfied() else None
        self.disconnect()
        if out is not None:
            planner.retract(out)

    def connect(self):
        for variable in self.variables():
            variable.constraints.append(self)
        self.mark_unsatisfied()

    def disconnect(self):
        for variable in self.variables():
            variable.constraints.remove(self)
        self.mark_unsatisfied()

    def is_input(self):
        return False

    def satisfy(self, planner, mark):
        """Tries to enforce this constraint; returns the one it overrides, if any."""
        self.choose_method(mark)
        if not self.is_satisfied():
            if self.strength == REQUIRED:
                raise ValueError("a required constraint cannot be satisfied")
            return None
        for variable in self.inputs():
            variable.mark = mark
        out = self.output()
        overridden = out.determined_by
        if overridden is not None:
            overridden.mark_unsatisfied()
        out.determined_by = self
        if not planner.propagate(self, mark):
            raise ValueError("the constraints form a cycle")
        out.mark = mark
        return overridden

    def inputs_known(self, mark):
        return all([v.mark == mark or v.stay or v.determined_by is None for v in self.inputs()])


class UnaryConstraint(Constraint):
    def __init__(self, variable, strength):
        super().__init__(strength)
        self.variable = variable
        self.satisfied = False

    def variables(self):
        return (self.variable,)

    def inputs(self):
        return ()

    def output(self):
        return self.variable

    def is_satisfied(self):
        return self.satisfied

    def mark_unsatisfied(self):
        self.satisfied = False

    def choose_method(self, mark):
        self.satisfied = self.variable.mark != mark and is_stronger(self.strength, self.variable.walkabout)

    def recalculate(self):
        self.variable.walkabout = self.strength
        self.variable.stay = not self.is_input()
        if self.variable.stay:
            self.execute()

    def execute(self):
        pass


class StayConstraint(UnaryConstraint):
    pass


class EditConstraint(UnaryConstraint):
    def is_input(self):
        return True


class BinaryConstraint(Constraint):
    def __init__(self, first, second, strength):
        super().__init__(strength)
        self.first = first
        self.second = second
        # The variable that is computed, or None while unsatisfied.
        self.target = None

    def variables(self):
        return (self.first, self.second)

    def inputs(self):
        return (self.source(),)

    def source(self):
        return self.first if self.target is self.second else self.second

    def output(self):
        return self.target

    def is_satisfied(self):
        return self.target is not None

    def mark_unsatisfied(self):
        self.target = None

    def choose_method(self, mark):
        first, second = self.first, self.second
        if first.mark == mark:
            can_second = second.mark != mark and is_stronger(self.strength, second.walkabout)
            self.target = second if can_second else None
        elif second.mark == mark:
            self.target = first if is_stronger(self.strength, first.walkabout) else None
        elif is_stronger(second.walkabout, first.walkabout):
            self.target = first if is_stronger(self.strength, first.walkabout) else None
        else:
            self.target = second if is_stronger(self.strength, second.walkabout) else None

    def recalculate(self):
        source, out = self.source(), self.output()
        out.walkabout = max(self.strength, source.walkabout)
        out.stay = source.stay
        if out.stay:
            self.execute()


class EqualityConstraint(BinaryConstraint):
    def execute(self):
        self.target.value = self.source().value


class ScaleConstraint(BinaryConstraint):
    """second = first * scale + offset, in either direction."""

    def __init__(self, first, scale, offset, second, strength):
        super().__init__(first, second, strength)
        self.scale = scale
        self.offset = offset

    def variables(self):
        return (self.first, self.second, self.scale, self.offset)

    def inputs(self):
        return (self.source(), self.scale, self.offset)

    def execute(self):
        if self.target is self.second:
            self.second.value = self.first.value * self.scale.value + self.offset.value
        else:
            self.first.value = (self.second.value - self.offset.value) // self.scale.value

    def recalculate(self):
        source, out = self.source(), self.output()
        out.walkabout = max(self.strength, source.walkabout)
        out.stay = source.stay and self.scale.stay and self.offset.stay
        if out.stay:
            self.execute()


class Planner:
    def __init__(self):
        self.current_mark = 0
        self.executed = 0

    def new_mark(self):
        self.current_mark += 1
        return self.current_mark

    def add(self, constraint):
        mark = self.new_mark()
        overridden = constraint.satisfy(self, mark)
        while overridden is not None:
            overridden = overridden.satisfy(self, mark)

    def retract(self, out):
        """Finds new sources for what was computed from `out`, whose constraint is gone."""
        unsatisfied = self.retract_downstream(out)
        for constraint in sorted(unsatisfied, key=lambda constraint: constraint.strength):
            self.add(constraint)

    def retract_downstream(self, out):
        """Forgets all that was computed from `out`; returns the constraints that may now be satisfied."""
        out.determined_by = None
        out.walkabout = WEAKEST
        out.stay = True
        unsatisfied = []
        pending = [out]
        while pending:
            variable = pending.pop()
            for constraint in variable.constraints:
                if not constraint.is_satisfied():
                    unsatisfied.append(constraint)
            for constraint in self.consumers(variable):
                constraint.recalculate()
                pending.append(constraint.output())
        return unsatisfied

    def propagate(self, constraint, mark):
        """Recomputes downstream of a newly satisfied constraint; false if that leads back to it."""
        pending = [constraint]
        while pending:
            current = pending.pop()
            if current.output().mark == mark:
                return False
            current.recalculate()
            pending.extend(self.consumers(current.output()))
        return True

    def consumers(self, variable):
        by = variable.determined_by
        return [c for c in variable.constraints if c is not by and c.is_satisfied()]

    def plan_from(self, sources):
        """The constraints that must be executed, in order, when the sources' values change."""
        mark = self.new_mark()
        plan = []
        pending = [source for source in sources if source.is_input() and source.is_satisfied()]
        while pending:
            constraint = pending.pop()
            out = constraint.output()
            if out.mark != mark and constraint.inputs_known(mark):
                plan.append(constraint)
                out.mark = mark
                pending.extend(self.consumers(out))
        return plan

    def execute(self, plan):
        for constraint in plan:
            constraint.execute()
        self.executed += len(plan)

    def change(self, variable, values):
        edit = EditConstraint(variable, PREFERRED)
        edit.add_to(self)
        plan = self.plan_from([edit])
        for value in values:
            variable.value = value
            self.execute(plan)
            yield value
        edit.destroy(self)


def chain(size):
    """A value travels through `size` equalities."""
    planner = Planner()
    variables = [Variable(f"v{i}") for i in range(size + 1)]
    for before, after in zip(variables, variables[1:]):
        EqualityConstraint(before, after, REQUIRED).add_to(planner)
    first, last = variables[0], variables[-1]
    StayConstraint(last, STRONG_DEFAULT).add_to(planner)
    total = 0
    for value in planner.change(first, range(EDITED_VALUES)):
        if last.value != value:
            raise AssertionError(f"chain: {last} should be {value}")
        total += last.value
    return total, planner.executed


def projection(size):
    """Pairs tied by destination = source * scale + offset; each kind of variable is edited in turn."""
    planner = Planner()
    scale = Variable("scale", 10)
    offset = Variable("offset", 1000)
    sources = []
    destinations = []
    for i in range(size):
        source = Variable("source", i)
        destination = Variable("destination", i)
        StayConstraint(source, NORMAL).add_to(planner)
        ScaleConstraint(source, scale, offset, destination, REQUIRED).add_to(planner)
        sources.append(source)
        destinations.append(destination)

    def edit(variable, value):
        for _ in planner.change(variable, [value] * 10):
            pass

    def check(wanted):
        for source, destination in zip(sources[:-1], destinations):
            if destination.value != wanted(source.value):
                raise AssertionError(f"projection: {source} leads to {destination}")

    edit(sources[0], 17)
    if destinations[0].value != 1170:
        raise AssertionError(f"projection forwards: {destinations[0]}")
    edit(destinations[0], 1050)
    if sources[0].value != 5:
        raise AssertionError(f"projection backwards: {sources[0]}")
    edit(scale, 5)
    check(lambda value: value * 5 + 1000)
    edit(offset, 2000)
    check(lambda value: value * 5 + 2000)
    return sum([d.value for d in destinations]), planner.executed


def main():
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 30000
    total, executed = chain(size)
    print(f"chain of {size}: sum {total}, {executed} constraints executed")
    total, executed = projection(size)
    print(f"projection of {size}: sum {total}, {executed} constraints executed")


if __name__ == "__main__":
    main()
