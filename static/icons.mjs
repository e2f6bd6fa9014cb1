/** The logo as pictures of fixed size, for the places that take no SVG: home screens, notifications. */
import { deflateSync } from "node:zlib";

/** The logo's two half discs on its 48 × 48 field, light colours: assets/logo.svg. */
const HALVES = [
  { x: 30, y: 22.6, up: true, colour: [0xc6, 0x7a, 0x3f] },
  { x: 18, y: 25.4, up: false, colour: [0x45, 0x4f, 0x86] },
];
const RADIUS = 16;
const FIELD = 48;
const GROUND = [0xf6, 0xf5, 0xf3];
/** Points looked at in each pixel, along and across. */
const FINE = 4;

/**
 * A PNG of `size` px. On a ground of its own the logo keeps to the middle, so that a launcher may cut
 * the picture to a circle; without one the rest is clear.
 */
export function icon(size, { ground }) {
  const scale = ground ? 0.62 : 1;
  const rows = Buffer.alloc(size * (1 + 4 * size));
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const sum = [0, 0, 0, 0];
      for (let i = 0; i < FINE * FINE; i += 1) {
        const at = [x + ((i % FINE) + 0.5) / FINE, y + (Math.floor(i / FINE) + 0.5) / FINE];
        const [u, v] = at.map((each) => ((each / size - 0.5) / scale + 0.5) * FIELD);
        const colour = inside(u, v) ?? (ground ? GROUND : null);
        if (colour) [...colour, 255].forEach((part, k) => (sum[k] += part));
      }
      const covered = sum[3] / 255;
      const pixel = [...sum.slice(0, 3).map((part) => Math.round(part / Math.max(1, covered))), Math.round(sum[3] / FINE ** 2)];
      rows.set(pixel, y * (1 + 4 * size) + 1 + 4 * x);
    }
  }
  return png(size, rows);
}

function inside(u, v) {
  const half = HALVES.find(
    ({ x, y, up }) => (up ? v <= y : v >= y) && Math.hypot(u - x, v - y) <= RADIUS,
  );
  return half?.colour ?? null;
}

function png(size, rows) {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, 6, 0, 0, 0], 8);
  const parts = [chunk("IHDR", head), chunk("IDAT", deflateSync(rows, { level: 9 })), chunk("IEND", Buffer.alloc(0))];
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), ...parts]);
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc(body), body.length + 4);
  return whole;
}

function crc(bytes) {
  let rest = 0xffffffff;
  for (const byte of bytes) {
    rest ^= byte;
    for (let bit = 0; bit < 8; bit += 1) rest = (rest >>> 1) ^ (rest & 1 ? 0xedb88320 : 0);
  }
  return (rest ^ 0xffffffff) >>> 0;
}
