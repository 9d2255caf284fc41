"""A programme of its own that makes MP3 with LAME: samples in, frames out.

It reads samples of 16 bits, one channel, from standard input to its end, and then writes frames
without tags. Its arguments are three numbers: samples in a second, kbit in a second, and the
quality by LAME's own scale.
"""

from __future__ import annotations

import sys

import lameenc


def encode(samples: bytes, samples_per_second: int, kbit_per_second: int, quality: int) -> bytes:
    """Return samples of one channel as MP3, without tags."""
    encoder = lameenc.Encoder()
    encoder.set_in_sample_rate(samples_per_second)
    encoder.set_channels(1)
    encoder.set_bit_rate(kbit_per_second)
    encoder.set_quality(quality)
    encoder.silence()
    return bytes(encoder.encode(samples)) + bytes(encoder.flush())


if __name__ == "__main__":
    sys.stdout.buffer.write(encode(sys.stdin.buffer.read(), *map(int, sys.argv[1:4])))
