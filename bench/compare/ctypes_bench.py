"""The same work through Python's ctypes."""
import ctypes
import json
import sys
import time


class Vec2(ctypes.Structure):
    _fields_ = [("x", ctypes.c_double), ("y", ctypes.c_double)]


lib = ctypes.CDLL(sys.argv[2])
lib.add.argtypes = [ctypes.c_int, ctypes.c_int]
lib.scale.argtypes = [ctypes.c_double, ctypes.c_double]
lib.scale.restype = ctypes.c_double
lib.length.argtypes = [ctypes.c_char_p]
lib.length.restype = ctypes.c_size_t
lib.first.argtypes = [ctypes.POINTER(ctypes.c_int)]
lib.vec2_dot.argtypes = [Vec2, Vec2]
lib.vec2_dot.restype = ctypes.c_double
Fold = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int, ctypes.c_int)
lib.fold.argtypes = [ctypes.c_int, Fold]
values = (ctypes.c_int * 2)(7, 8)
a, b = Vec2(2, 0), Vec2(0, 2)
kept = Fold(lambda sum, i: (sum + i) & 0x7FFFFFFF)


def repeat(call):
    def work(n):
        for i in range(n):
            call(i)

    return work


WORKS = {
    "add": repeat(lambda i, add=lib.add: add(i, 1)),
    "scale": repeat(lambda i, scale=lib.scale: scale(i, 0.5)),
    "length": repeat(lambda i, length=lib.length: length("hello world".encode())),
    "first": repeat(lambda i, first=lib.first: first(values)),
    "vec2_dot": repeat(lambda i, dot=lib.vec2_dot: dot(a, b)),
    "fold": lambda n: lib.fold(n, kept),
}


def once(work, n):
    start = time.perf_counter_ns()
    work(n)
    return time.perf_counter_ns() - start


def measure(work):
    n = 64
    while once(work, n) < 5e6:
        n *= 2
    return min(once(work, n) for _ in range(11)) / n


print(json.dumps({name: measure(work) for name, work in WORKS.items()}))
