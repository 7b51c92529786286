/** A code as a PNG inside an address, so that `image` shows it without a network or a canvas. */
import type { Code } from "./qr";

const QUIET = 4;
const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const ADLER = 65521;

/** Black on white with the quiet zone, `scale` pixels a module. */
export function pictureOf(code: Code, scale = 8): string {
  const modules = code.rows.length + 2 * QUIET;
  const side = modules * scale;
  const lines: number[] = [];
  for (let row = 0; row < modules; row += 1) {
    const line = packed(code, row - QUIET, side, scale);
    for (let repeat = 0; repeat < scale; repeat += 1) {
      lines.push(0, ...line);
    }
  }
  const header = [...number(side), ...number(side), 1, 0, 0, 0, 0];
  const file = [...SIGNATURE, ...chunk("IHDR", header), ...chunk("IDAT", stored(lines)), ...chunk("IEND", [])];
  return `data:image/png;base64,${base64(file)}`;
}

/** One line of pixels, a bit each; white is 1. */
function packed(code: Code, row: number, side: number, scale: number): number[] {
  const line = new Array<number>(Math.ceil(side / 8)).fill(0);
  for (let pixel = 0; pixel < side; pixel += 1) {
    const isDark = code.rows[row]?.[Math.floor(pixel / scale) - QUIET] === true;
    line[pixel >> 3] = (line[pixel >> 3] as number) | (isDark ? 0 : 0x80 >> (pixel & 7));
  }
  return line;
}

/** A zlib stream that stores and does not compress. */
function stored(bytes: number[]): number[] {
  const found = [0x78, 0x01];
  for (let start = 0; start < bytes.length; start += 0xffff) {
    const part = bytes.slice(start, start + 0xffff);
    const isLast = start + part.length === bytes.length ? 1 : 0;
    const [low, high] = [part.length & 0xff, part.length >> 8];
    found.push(isLast, low, high, low ^ 0xff, high ^ 0xff, ...part);
  }
  let [left, right] = [1, 0];
  bytes.forEach((byte) => {
    left = (left + byte) % ADLER;
    right = (right + left) % ADLER;
  });
  return [...found, ...number(right * 0x10000 + left)];
}

function chunk(name: string, data: number[]): number[] {
  const named = [...Array.from(name, (letter) => letter.charCodeAt(0)), ...data];
  return [...number(data.length), ...named, ...number(crc(named))];
}

function number(value: number): number[] {
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff);
}

function crc(bytes: number[]): number {
  let rest = 0xffffffff;
  for (const byte of bytes) {
    rest ^= byte;
    for (let bit = 0; bit < 8; bit += 1) {
      rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
    }
  }
  return (rest ^ 0xffffffff) >>> 0;
}

function base64(bytes: number[]): string {
  let found = "";
  for (let start = 0; start < bytes.length; start += 3) {
    const [first, second, third] = bytes.slice(start, start + 3) as [number, number?, number?];
    const all = (first << 16) | ((second ?? 0) << 8) | (third ?? 0);
    found += [18, 12, 6, 0].map((shift) => LETTERS[(all >> shift) & 63]).join("");
  }
  const over = (3 - (bytes.length % 3)) % 3;
  return over ? found.slice(0, -over) + "=".repeat(over) : found;
}
