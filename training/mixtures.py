"""Eight seconds of somebody's track, made up: sounds on a timeline, a room, a line, and targets."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction

import av
import numpy as np
import numpy.typing as npt
from scipy import signal

from cues.features import STEP, TAIL, log_mel
from training.lessons import SPEECH, VOICE, Lesson

RATE = 16_000
SECONDS = 8
LENGTH = SECONDS * RATE
FRAMES = LENGTH // STEP
HOPS = FRAMES // 4

Floats = npt.NDArray[np.float32]

SHARES = {
    "speech": 0.32,
    "laughter": 0.19,
    "sigh": 0.11,
    "cough": 0.05,
    "coughs": 0.03,
    "sneeze": 0.03,
    "yawn": 0.03,
    "breath": 0.05,
    "murmur": 0.03,
    "interjection": 0.05,
    "burst": 0.07,
    "knock": 0.04,
}
MADE_UP = {"knock", "coughs", "sneeze", "yawn"}
"""Kinds put together from the clips of others."""


class Mixer:
    """Mixtures without end from lessons, noises and rooms, the same for the same seed."""

    def __init__(self, lessons: list[Lesson], noises: list[Floats], rooms: list[Floats], seed: int) -> None:
        self._rng = np.random.default_rng(seed)
        self._noises, self._rooms = noises, rooms
        self._groups: dict[str, list[Lesson]] = defaultdict(list)
        for lesson in lessons:
            self._groups[lesson.group].append(lesson)
        kinds = [k for k in SHARES if k in MADE_UP or self._groups[k]]
        weights = np.array([SHARES[k] for k in kinds])
        self._kinds, self._weights = kinds, weights / weights.sum()

    def _chance(self, p: float) -> bool:
        return bool(self._rng.random() < p)

    def _item(self, kind: str) -> tuple[Floats, npt.NDArray[np.bool_], Floats | None]:
        """One sound: samples near 0.1 rms, its activity, what it teaches."""
        rng = self._rng
        if kind == "knock":
            return self._knock(), np.ones(1, bool), None
        if kind in MADE_UP:
            return self._body(kind)
        pool = self._groups[kind]
        lesson = pool[rng.integers(len(pool))]
        x, active = lesson.samples, lesson.active
        longest = {"speech": rng.choice([0.4, 0.8, 1.6, 3.0, 5.0])}.get(kind, 4.0)
        if kind == "laughter" and self._chance(0.5):
            longest = rng.uniform(0.35, 1.3)
        most = int(longest * 100)
        if len(active) > most:
            first = int(rng.integers(len(active) - most))
            if kind == "laughter":
                first = 0 if self._chance(0.5) else first
            x, active = x[first * 160 : (first + most) * 160].copy(), active[first : first + most]
            fade = np.linspace(0, 1, 320, dtype=np.float32)
            if len(x) > 640:
                x[:320] *= fade
                x[-320:] *= fade[::-1]
        if kind == "murmur" and self._chance(0.4):
            half = x[: int(rng.uniform(0.12, 0.3) * RATE)]
            half = half * np.hanning(len(half)).astype(np.float32)
            rest = self._stretch(half, rng.uniform(-0.2, 0.25))
            gap = np.zeros(int(rng.uniform(0, 0.08) * RATE), np.float32)
            x = np.concatenate([half, gap, rest])
            active = np.ones(-(-len(x) // 160), bool)
        if self._chance(0.7):
            wide = 0.4 if kind == "cough" else 0.22
            octaves = float(rng.uniform(-wide, wide))
            x = self._stretch(x, octaves)
            at = (np.arange(-(-len(x) // 160)) * 2**octaves).astype(int)
            active = active[np.minimum(at, len(active) - 1)]
        return x.astype(np.float32), active, lesson.targets

    def _body(self, kind: str) -> tuple[Floats, npt.NDArray[np.bool_], Floats]:
        """Several coughs in a row, a sneeze (breath in, burst) or a yawn (breath in, long vowel)."""
        rng = self._rng
        teaches = np.array([0, 0, 0, 1, 0, 0, 1], np.float32)
        if kind == "coughs":
            parts = [self._item("cough")[0] for _ in range(int(rng.integers(2, 5)))]
            parts = [p[: int(rng.uniform(0.15, 0.5) * RATE)] for p in parts]
            pauses = [np.zeros(int(rng.uniform(0.02, 0.3) * RATE), np.float32) for _ in parts]
            x = np.concatenate([piece for pair in zip(parts, pauses, strict=True) for piece in pair])
        elif kind == "sneeze":
            breath = self._item("breath")[0][: int(rng.uniform(0.2, 0.6) * RATE)]
            burst = self._item("cough")[0][: int(rng.uniform(0.2, 0.5) * RATE)]
            hiss = rng.standard_normal(len(burst)) * np.exp(-np.arange(len(burst)) / (0.12 * RATE))
            sharp = self._stretch(burst, rng.uniform(0.0, 0.5))
            hiss = signal.lfilter([1, -0.9], [1], hiss)[: len(sharp)]
            burst = sharp + hiss.astype(np.float32) * np.float32(rng.uniform(0, 0.15))
            x = np.concatenate([breath * np.float32(rng.uniform(0.2, 0.8)), burst])
        else:
            pool = self._groups["interjection"]
            vowel = pool[rng.integers(len(pool))].samples
            slow = self._slower(vowel, rng.uniform(1.6, 3.0))
            breath = self._item("breath")[0][: int(rng.uniform(0.5, 1.5) * RATE)]
            breath = self._slower(breath, rng.uniform(1.0, 2.0))
            fall = np.linspace(1, rng.uniform(0.1, 0.6), len(slow), dtype=np.float32)
            x = np.concatenate([breath * np.float32(rng.uniform(0.3, 1.0)), slow * fall])
            if self._chance(0.4):
                x = np.concatenate([x, 0.3 * self._item("breath")[0][: RATE // 2]])
        x = x.astype(np.float32)
        return x, np.ones(-(-len(x) // 160), bool), teaches

    @staticmethod
    def _slower(x: Floats, times: float) -> Floats:
        """The same pitch, `times` as long: overlapping windows laid further apart."""
        size, window = 640, np.hanning(640).astype(np.float32)
        count = int(len(x) * times) // 320
        out = np.zeros(count * 320 + size, np.float32)
        for i in range(count):
            first = min(int(i * 320 / times), max(0, len(x) - size))
            piece = x[first : first + size]
            out[i * 320 : i * 320 + len(piece)] += piece * window[: len(piece)]
        return out

    @staticmethod
    def _stretch(x: Floats, octaves: float) -> Floats:
        at = np.arange(0, len(x) - 1, 2**octaves)
        return np.interp(at, np.arange(len(x)), x).astype(np.float32)

    def _knock(self) -> Floats:
        """A key, a bump, a chair, a ring tone or a burst of hiss: no voice at all."""
        rng = self._rng
        kind = rng.integers(5)
        if kind == 0:
            x = np.zeros(int(rng.uniform(0.3, 2.0) * RATE), np.float32)
            for at in rng.integers(0, len(x), int(rng.integers(2, 14))):
                click = rng.standard_normal(600) * np.exp(-np.arange(600) / rng.uniform(20, 150))
                x[at : at + 600] += click[: len(x) - at] * rng.uniform(0.3, 1)
        elif kind == 1:
            time = np.arange(int(rng.uniform(0.1, 0.5) * RATE)) / RATE
            x = np.sin(2 * np.pi * rng.uniform(40, 200) * time) * np.exp(-time * rng.uniform(10, 40))
            x = x + 0.2 * rng.standard_normal(len(x)) * np.exp(-time * 60)
        elif kind == 2:
            x = rng.standard_normal(int(rng.uniform(0.1, 1.5) * RATE))
            low = rng.uniform(0.01, 0.6)
            b, a = signal.butter(1, [low, rng.uniform(low + 0.04, 0.95)], "band")
            x = signal.lfilter(b, a, x) * np.hanning(len(x)) ** rng.uniform(0.1, 1)
        elif kind == 3:
            time = np.arange(int(rng.uniform(0.2, 1.5) * RATE)) / RATE
            x = sum(
                np.sin(2 * np.pi * f * time) / k
                for k, f in enumerate(rng.uniform(200, 1200) * np.arange(1, 5) ** rng.uniform(0.9, 1.1), 1)
            ) * (np.sin(2 * np.pi * rng.uniform(1, 12) * time) > rng.uniform(-1, 0.5))
        else:
            time = np.arange(int(rng.uniform(0.2, 1.0) * RATE)) / RATE
            rub = signal.lfilter([1], [1, -0.95], rng.standard_normal(len(time)))
            x = rub * np.abs(np.sin(2 * np.pi * rng.uniform(0.5, 9) * time + rng.uniform(0, 6)))
        x = np.asarray(x, np.float32)
        return x / (np.sqrt(np.mean(x**2)) + 1e-6) * np.float32(0.1)

    def _timeline(self, kinds: list[str] | None = None) -> tuple[Floats, Floats, Floats]:
        """Samples (LENGTH,), targets and weights (HOPS, 7): sounds one after the other, some glued."""
        rng = self._rng
        sound = np.zeros(LENGTH, np.float32)
        target = np.zeros((FRAMES, 7), np.float32)
        weight = np.ones((FRAMES, 7), np.float32)
        alone = self._chance(0.3)
        base = rng.uniform(-38, -16)
        at = rng.exponential(0.4) if not alone else rng.uniform(0.1, 1.5)
        while at < SECONDS - 0.2:
            kind = str(rng.choice(kinds or self._kinds, p=None if kinds else self._weights))
            x, active, teaches = self._item(kind)
            level = base + rng.normal(0, 3.5) + {"sigh": -5.0, "breath": -8.0, "murmur": -3.0}.get(kind, 0.0)
            x = x * np.float32(10 ** ((level + 20.0) / 20))
            first = int(at * 100)
            last = min(FRAMES, first + len(active))
            place = x[: LENGTH - first * 160]
            sound[first * 160 : first * 160 + len(place)] += place
            if teaches is not None:
                self._teach(target, weight, first, last, active, teaches)
            length = len(active) / 100
            if alone:
                at += length + rng.uniform(0.3, 2.0)
            elif self._chance(0.14):
                at += length * rng.uniform(0.2, 0.8)
            elif self._chance(0.4):
                at += length + abs(rng.normal(0.03, 0.02))
            else:
                at += length + rng.exponential(0.5)
        hops = target.reshape(HOPS, 4, 7).mean(1)
        sure = weight.reshape(HOPS, 4, 7).min(1)
        return sound, (hops >= 0.5).astype(np.float32), sure

    @staticmethod
    def _teach(
        target: Floats,
        weight: Floats,
        first: int,
        last: int,
        active: npt.NDArray[np.bool_],
        teaches: Floats,
    ) -> None:
        flags = active[: last - first]
        where = np.flatnonzero(flags)
        if not len(where):
            return
        for output, wanted in enumerate(teaches):
            span = slice(first, last)
            if np.isnan(wanted):
                weight[span, output] *= np.where(flags, 0.0, 1.0)
                after = slice(last, min(FRAMES, last + 24))
                weight[after, output] = 0.0
            elif wanted:
                old = target[span, output]
                target[span, output] = np.maximum(old, flags)
                weight[span, output] = np.where(flags, 1.0, weight[span, output])
                begin = first + int(where[0])
                early = 16 if output not in (SPEECH, VOICE) else 6
                weight[begin : begin + early, output] *= 0.35
                end = first + int(where[-1]) + 1
                ignored = 24 if output not in (SPEECH, VOICE) else 10
                tail = slice(end, min(FRAMES, end + ignored))
                weight[tail, output] *= target[tail, output]

    def _coloured(self, x: Floats, bands: bool) -> Floats:
        """An equaliser walk over the spectrum; optionally the telephone's 300 to 3400 Hz."""
        rng = self._rng
        spectrum = np.fft.rfft(x)
        hertz = np.linspace(0, RATE / 2, len(spectrum))
        knots = np.array([0, 150, 400, 900, 1800, 3200, 5000, 8000])
        walk = np.cumsum(rng.normal(0, 2.5, len(knots)))
        gain = np.interp(hertz, knots, walk - walk.mean())
        if bands:
            gain -= 60.0 * ((hertz < 300) | (hertz > 3400))
        return np.fft.irfft(spectrum * 10 ** (gain / 20), len(x)).astype(np.float32)

    def _room(self, x: Floats) -> Floats:
        rng = self._rng
        if self._rooms and self._chance(0.4):
            response = self._rooms[rng.integers(len(self._rooms))]
        else:
            length = int(rng.uniform(0.1, 0.6) * RATE)
            decay = np.exp(-np.arange(length) / length * 6.9)
            response = rng.standard_normal(length) * decay * rng.uniform(0.01, 0.12)
            response[0] = 1.0
        wet = signal.fftconvolve(x, response)[: len(x)]
        level = np.sqrt(np.mean(x**2) + 1e-12) / np.sqrt(np.mean(wet**2) + 1e-12)
        return (wet * level).astype(np.float32)

    def _noise(self) -> Floats:
        rng = self._rng
        if self._chance(0.4):
            noise = self._noises[rng.integers(len(self._noises))]
            first = int(rng.integers(len(noise) - LENGTH))
            return noise[first : first + LENGTH]
        spectrum = np.fft.rfft(rng.standard_normal(LENGTH))
        tilt = np.arange(1, len(spectrum) + 1) ** -rng.uniform(0.0, 1.0)
        noise = np.fft.irfft(spectrum * tilt, LENGTH)
        if self._chance(0.25):
            hum = rng.choice([50, 60, 100, 120])
            time = np.arange(LENGTH) / RATE
            noise = noise / noise.std() + sum(np.sin(2 * np.pi * hum * k * time) / k for k in (1, 2, 3, 5))
        return (noise / noise.std()).astype(np.float32) * np.float32(0.1)

    def _suppressed(self, x: Floats) -> Floats:
        """What a browser's noise suppression leaves, roughly: a Wiener gain from the quiet frames."""
        _, _, spectra = signal.stft(x, RATE, nperseg=512)
        power = np.abs(spectra) ** 2
        floor = np.percentile(power, 15, axis=1, keepdims=True) * self._rng.uniform(2, 6)
        gain = np.maximum(1 - floor / (power + 1e-12), 10 ** (-self._rng.uniform(12, 25) / 20))
        gain = signal.lfilter([0.5], [1, -0.5], gain, axis=1)
        return signal.istft(spectra * gain, RATE, nperseg=512)[1][: len(x)].astype(np.float32)

    def _sent(self, x: Floats) -> Floats:
        return opus(x, int(self._rng.choice([8, 12, 16, 20, 24, 32])) * 1000)

    def mixture(self) -> tuple[Floats, Floats, Floats]:
        """One mixture: log-mel (FRAMES, BANDS), targets (HOPS, 7), weights (HOPS, 7)."""
        rng = self._rng
        sound, target, weight = self._timeline()
        if self._chance(0.3):
            sound = self._room(sound)
        if self._chance(0.25):
            other, *_ = self._timeline(["speech", "speech", "speech", "laughter"])
            late = int(rng.uniform(0, 0.4) * RATE)
            leak = self._coloured(np.pad(other, (late, 0))[:LENGTH], bands=False)
            sound = sound + self._room(leak) * np.float32(10 ** (rng.uniform(-42, -24) / 20))
        telephone = self._chance(0.15)
        if telephone or self._chance(0.5):
            sound = self._coloured(sound, bands=telephone)
        loud = np.percentile(np.abs(sound), 97) / 2 + 1e-4
        if not self._chance(0.1):
            snr = rng.uniform(8, 45)
            sound = sound + self._noise() * np.float32(loud * 10 * 10 ** (-snr / 20))
        if self._chance(0.12):
            sound = self._suppressed(sound)
        if self._chance(0.05):
            sound = np.tanh(sound / loud * 0.5).astype(np.float32) * np.float32(loud * 2)
        peak = np.abs(sound).max()
        if peak > 0.98:
            sound = sound / peak * np.float32(0.98)
        if self._chance(0.55):
            sound = self._sent(sound.astype(np.float32))
        if self._chance(0.15):
            first = int(rng.integers(HOPS))
            last = first + int(rng.integers(1, 40))
            sound[first * 640 : last * 640] = 0.0
            weight[max(0, first - 2) : last + 8] *= 0.0
        frames, _ = log_mel(np.zeros((1, TAIL), np.float32), sound[None].astype(np.float32))
        return frames[0], target, weight


def opus(x: Floats, bits: int) -> Floats:
    """The samples after Opus at `bits` per second, aligned."""
    encoder = av.CodecContext.create("libopus", "w")
    encoder.sample_rate, encoder.layout, encoder.format = RATE, "mono", "flt"
    encoder.bit_rate, encoder.time_base = bits, Fraction(1, RATE)
    encoder.options = {"compression_level": "3", "application": "voip"}
    decoder = av.CodecContext.create("libopus", "r")
    decoder.sample_rate, decoder.layout = RATE, "mono"
    parts = []
    for first in range(0, len(x) + 640, 320):
        piece = x[first : first + 320]
        piece = np.pad(piece, (0, 320 - len(piece)))
        frame = av.AudioFrame.from_ndarray(piece[None], "flt", "mono")
        frame.sample_rate, frame.pts = RATE, first
        for packet in encoder.encode(frame):
            for heard in decoder.decode(packet):
                samples = heard.to_ndarray().reshape(-1)
                parts.append(samples / 32768 if samples.dtype == np.int16 else samples)
    y = np.concatenate(parts).astype(np.float32)
    if len(y) > 2 * len(x):
        y = signal.resample_poly(y, 1, 3).astype(np.float32)
    late = 104
    y = y[late : late + len(x)]
    return np.pad(y, (0, len(x) - len(y)))
