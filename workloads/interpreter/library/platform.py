"""What machine and system the program runs on, as far as scripts ask."""

import sys

__all__ = [
    "architecture", "machine", "node", "platform", "processor", "python_build", "python_compiler",
    "python_implementation", "python_version", "python_version_tuple", "release", "system", "uname", "version",
]


def _read(name, default=""):
    try:
        with open("/proc/sys/kernel/" + name) as file:
            return file.read().strip()
    except OSError:
        return default


def system():
    return _read("ostype", "Linux")


def node():
    return _read("hostname")


def release():
    return _read("osrelease")


def version():
    return _read("version")


def machine():
    return _read("arch", "x86_64")


def processor():
    return ""


def architecture():
    return "64bit", "ELF"


def uname():
    from collections import namedtuple
    result = namedtuple("uname_result", "system node release version machine")
    return result(system(), node(), release(), version(), machine())


def platform():
    return f"{system()}-{release()}-{machine()}"


def python_implementation():
    return "Midden"


def python_version():
    return ".".join(python_version_tuple())


def python_version_tuple():
    return tuple(str(part) for part in sys.version_info[:3])


def python_build():
    return "", ""


def python_compiler():
    return ""
