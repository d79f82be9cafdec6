"""Richards: an operating system's scheduler in miniature, after Martin Richards. Arguments: [ROUNDS=40].

Six tasks of four kinds hand packets to one another: method calls on small objects, linked lists, few allocations.
"""
# test-args: 1

import sys

IDLE, WORKER, HANDLER_A, HANDLER_B, DEVICE_A, DEVICE_B = range(6)
KIND_DEVICE, KIND_WORK = 0, 1
PACKET_SIZE = 4
IDLE_COUNT = 10000
EXPECTED = (23246, 9297)


class Packet:
    def __init__(self, link, ident, kind):
        self.link = link
        self.ident = ident
        self.kind = kind
        self.datum = 0
        self.data = [0] * PACKET_SIZE

    def append_to(self, queue):
        """Puts the packet at the end of a list and returns the list's head."""
        self.link = None
        if queue is None:
            return self
        last = queue
        while last.link is not None:
            last = last.link
        last.link = self
        return queue


class Task:
    """A task runs when it is neither held nor waiting without a packet."""

    def __init__(self, scheduler, ident, priority, queue):
        self.scheduler = scheduler
        self.ident = ident
        self.priority = priority
        self.queue = queue
        self.link = scheduler.tasks
        self.packet_pending = queue is not None
        self.waiting = True
        self.held = False
        scheduler.tasks = self
        scheduler.table[ident] = self

    def run(self, packet):
        raise NotImplementedError

    def make_runnable(self):
        self.packet_pending = False
        self.waiting = False
        return self

    def is_blocked(self):
        return self.held or (self.waiting and not self.packet_pending)

    def take_packet(self):
        """The packet a task that waited for one is woken with."""
        if not (self.waiting and self.packet_pending):
            return None
        packet = self.queue
        self.queue = packet.link
        self.waiting = False
        self.packet_pending = self.queue is not None
        return packet

    def add_packet(self, packet, running):
        """Delivers a packet; returns the task that should run next."""
        if self.queue is None:
            self.queue = packet
            self.packet_pending = True
            packet.link = None
            if self.priority > running.priority:
                return self
        else:
            packet.append_to(self.queue)
        return running


class IdleTask(Task):
    def __init__(self, scheduler):
        super().__init__(scheduler, IDLE, 0, None)
        self.control = 1
        self.count = IDLE_COUNT
        self.make_runnable()

    def run(self, packet):
        self.count -= 1
        if self.count == 0:
            return self.scheduler.hold()
        if self.control & 1 == 0:
            self.control //= 2
            return self.scheduler.release(DEVICE_A)
        self.control = self.control // 2 ^ 0xD008
        return self.scheduler.release(DEVICE_B)


class WorkerTask(Task):
    def __init__(self, scheduler, queue):
        super().__init__(scheduler, WORKER, 1000, queue)
        self.destination = HANDLER_A
        self.letter = 0

    def run(self, packet):
        if packet is None:
            return self.scheduler.wait()
        self.destination = HANDLER_B if self.destination == HANDLER_A else HANDLER_A
        packet.ident = self.destination
        packet.datum = 0
        for i in range(PACKET_SIZE):
            self.letter = self.letter % 26 + 1
            packet.data[i] = ord("A") + self.letter - 1
        return self.scheduler.send(packet)


class HandlerTask(Task):
    def __init__(self, scheduler, ident, priority, queue):
        super().__init__(scheduler, ident, priority, queue)
        self.work = None
        self.devices = None

    def run(self, packet):
        if packet is not None:
            if packet.kind == KIND_WORK:
                self.work = packet.append_to(self.work)
            else:
                self.devices = packet.append_to(self.devices)
        work = self.work
        if work is not None:
            position = work.datum
            if position >= PACKET_SIZE:
                self.work = work.link
                return self.scheduler.send(work)
            device = self.devices
            if device is not None:
                self.devices = device.link
                device.datum = work.data[position]
                work.datum = position + 1
                return self.scheduler.send(device)
        return self.scheduler.wait()


class DeviceTask(Task):
    def __init__(self, scheduler, ident, priority):
        super().__init__(scheduler, ident, priority, None)
        self.pending = None

    def run(self, packet):
        if packet is None:
            if self.pending is None:
                return self.scheduler.wait()
            packet = self.pending
            self.pending = None
            return self.scheduler.send(packet)
        self.pending = packet
        return self.scheduler.hold()


class Scheduler:
    def __init__(self):
        self.tasks = None
        self.table = [None] * 6
        self.current = None
        self.sent = 0
        self.holds = 0

    def hold(self):
        self.holds += 1
        self.current.held = True
        return self.current.link

    def wait(self):
        self.current.waiting = True
        return self.current

    def release(self, ident):
        task = self.table[ident]
        task.held = False
        return task if task.priority > self.current.priority else self.current

    def send(self, packet):
        task = self.table[packet.ident]
        self.sent += 1
        packet.link = None
        packet.ident = self.current.ident
        return task.add_packet(packet, self.current)

    def schedule(self):
        task = self.tasks
        while task is not None:
            if task.is_blocked():
                task = task.link
            else:
                self.current = task
                task = task.run(task.take_packet())


def queue_of(count, ident, kind):
    queue = None
    for _ in range(count):
        queue = Packet(queue, ident, kind)
    return queue


def simulate():
    scheduler = Scheduler()
    IdleTask(scheduler)
    WorkerTask(scheduler, queue_of(2, WORKER, KIND_WORK))
    HandlerTask(scheduler, HANDLER_A, 2000, queue_of(3, DEVICE_A, KIND_DEVICE))
    HandlerTask(scheduler, HANDLER_B, 3000, queue_of(3, DEVICE_B, KIND_DEVICE))
    DeviceTask(scheduler, DEVICE_A, 4000)
    DeviceTask(scheduler, DEVICE_B, 5000)
    scheduler.schedule()
    return scheduler.sent, scheduler.holds


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    sent = holds = 0
    for _ in range(rounds):
        result = simulate()
        if result != EXPECTED:
            raise AssertionError(f"packets and holds are {result}, not {EXPECTED}")
        sent += result[0]
        holds += result[1]
    print(f"{rounds} rounds: {sent} packets sent, {holds} holds")


if __name__ == "__main__":
    main()
