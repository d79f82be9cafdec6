"""N-body: the Sun and four planets under gravity. Arguments: [STEPS=300000].

Arithmetic on floats in lists; nothing is allocated but the floats themselves.
"""
# test-args: 500

import math
import sys

SOLAR_MASS = 4 * math.pi * math.pi
DAYS_PER_YEAR = 365.24

# name: position (au), velocity (au per day), mass (solar masses)
PLANETS = {
    "jupiter": (
        [4.84143144246472090, -1.16032004402742839, -0.103622044471123109],
        [0.00166007664274403694, 0.00769901118419740425, -0.0000690460016972063023],
        0.000954791938424326609,
    ),
    "saturn": (
        [8.34336671824457987, 4.12479856412430479, -0.403523417114321381],
        [-0.00276742510726411, 0.00499852801234917238, 0.0000230417297573763929],
        0.000285885980666130812,
    ),
    "uranus": (
        [12.8943695621391310, -15.1111514016986312, -0.223307578892655734],
        [0.00296460137564761618, 0.00237847173959480950, -0.0000296589568540237556],
        0.0000436624404335156298,
    ),
    "neptune": (
        [15.3796971148509165, -25.9193146099879641, 0.179258772950371181],
        [0.00268067772490389322, 0.00162824170038242295, -0.0000951592254519715870],
        0.0000515138902046611451,
    ),
}


def make_bodies():
    bodies = [([0.0, 0.0, 0.0], [0.0, 0.0, 0.0], SOLAR_MASS)]
    for position, velocity, mass in PLANETS.values():
        bodies.append((list(position), [v * DAYS_PER_YEAR for v in velocity], mass * SOLAR_MASS))
    # The Sun moves so that the whole stays where it is.
    sun_velocity = bodies[0][1]
    for axis in range(3):
        momentum = sum([velocity[axis] * mass for _, velocity, mass in bodies])
        sun_velocity[axis] = -momentum / SOLAR_MASS
    return bodies


def make_pairs(bodies):
    return [(a, b) for i, a in enumerate(bodies) for b in bodies[i + 1 :]]


def energy(bodies, pairs):
    total = 0.0
    for (position1, _, mass1), (position2, _, mass2) in pairs:
        dx = position1[0] - position2[0]
        dy = position1[1] - position2[1]
        dz = position1[2] - position2[2]
        total -= mass1 * mass2 / math.sqrt(dx * dx + dy * dy + dz * dz)
    for _, (vx, vy, vz), mass in bodies:
        total += 0.5 * mass * (vx * vx + vy * vy + vz * vz)
    return total


def advance(dt, steps, bodies, pairs):
    for _ in range(steps):
        for ([x1, y1, z1], v1, m1), ([x2, y2, z2], v2, m2) in pairs:
            dx = x1 - x2
            dy = y1 - y2
            dz = z1 - z2
            magnitude = dt * (dx * dx + dy * dy + dz * dz) ** -1.5
            b1 = m1 * magnitude
            b2 = m2 * magnitude
            v1[0] -= dx * b2
            v1[1] -= dy * b2
            v1[2] -= dz * b2
            v2[0] += dx * b1
            v2[1] += dy * b1
            v2[2] += dz * b1
        for position, [vx, vy, vz], _ in bodies:
            position[0] += dt * vx
            position[1] += dt * vy
            position[2] += dt * vz


def main():
    steps = int(sys.argv[1]) if len(sys.argv) > 1 else 300000
    bodies = make_bodies()
    pairs = make_pairs(bodies)
    print(f"energy before: {energy(bodies, pairs):.9f}")
    advance(0.01, steps, bodies, pairs)
    print(f"energy after {steps} steps: {energy(bodies, pairs):.9f}")


if __name__ == "__main__":
    main()
