/** QR codes drawn on the phone (ISO/IEC 18004): bytes, error correction M, versions 1 to 10. */

export interface Code {
  version: number;
  mask: number;
  /** Rows of modules; true is dark. No quiet zone. */
  rows: boolean[][];
}

/** For each version: codewords of correction in a block, then the data codewords of each block. */
const BLOCKS: Array<[number, number[]]> = [
  [10, [16]],
  [16, [28]],
  [26, [44]],
  [18, [32, 32]],
  [24, [43, 43]],
  [16, [27, 27, 27, 27]],
  [18, [31, 31, 31, 31]],
  [22, [38, 38, 39, 39]],
  [22, [36, 36, 36, 37, 37]],
  [26, [43, 43, 43, 43, 44]],
];
const CENTRES = [[], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34], [6, 22, 38], [6, 24, 42], [6, 26, 46], [6, 28, 50]];
const MASKS: Array<(row: number, column: number) => boolean> = [
  (row, column) => (row + column) % 2 === 0,
  (row) => row % 2 === 0,
  (_row, column) => column % 3 === 0,
  (row, column) => (row + column) % 3 === 0,
  (row, column) => (Math.floor(row / 2) + Math.floor(column / 3)) % 2 === 0,
  (row, column) => ((row * column) % 2) + ((row * column) % 3) === 0,
  (row, column) => (((row * column) % 2) + ((row * column) % 3)) % 2 === 0,
  (row, column) => (((row + column) % 2) + ((row * column) % 3)) % 2 === 0,
];
/** Level M in the format's two bits. */
const LEVEL_M = 0;

/** The code of a text of at most 213 bytes; the mask is the one that scanners like best. */
export function encode(text: string): Code {
  const bytes = utf8(text);
  const version = BLOCKS.findIndex((_one, place) => bytes.length <= capacity(place + 1)) + 1;
  if (version === 0) {
    throw new Error("too long for a code of version 10");
  }
  const words = interleaved(dataWords(bytes, version), version);
  const drawn = MASKS.map((_mask, mask) => draw(words, version, mask));
  const penalties = drawn.map(penalty);
  const mask = penalties.indexOf(Math.min(...penalties));
  return { version, mask, rows: drawn[mask] as boolean[][] };
}

function capacity(version: number): number {
  const header = version < 10 ? 12 : 20;
  return Math.floor((dataLength(version) * 8 - header) / 8);
}

function dataLength(version: number): number {
  return blocksOf(version)[1].reduce((sum, length) => sum + length, 0);
}

function blocksOf(version: number): [number, number[]] {
  return BLOCKS[version - 1] as [number, number[]];
}

export function utf8(text: string): number[] {
  return Array.from(unescape(encodeURIComponent(text)), (letter) => letter.charCodeAt(0));
}

/** Mode, length, bytes, end and filling, as codewords. */
function dataWords(bytes: number[], version: number): number[] {
  const bits: number[] = [];
  push(bits, 0b0100, 4);
  push(bits, bytes.length, version < 10 ? 8 : 16);
  bytes.forEach((byte) => push(bits, byte, 8));
  const room = dataLength(version) * 8;
  push(bits, 0, Math.min(4, room - bits.length));
  push(bits, 0, (8 - (bits.length % 8)) % 8);
  const found: number[] = [];
  for (let start = 0; start < bits.length; start += 8) {
    found.push(bits.slice(start, start + 8).reduce((word, bit) => word * 2 + bit, 0));
  }
  for (let filler = 0xec; found.length < room / 8; filler ^= 0xec ^ 0x11) {
    found.push(filler);
  }
  return found;
}

function push(bits: number[], value: number, length: number): void {
  for (let place = length - 1; place >= 0; place -= 1) {
    bits.push((value >> place) & 1);
  }
}

/** Data and correction of every block, a word of each in turn. */
function interleaved(words: number[], version: number): number[] {
  const [correction, lengths] = blocksOf(version);
  let start = 0;
  const blocks = lengths.map((length) => words.slice(start, (start += length)));
  const checks = blocks.map((block) => corrections(block, correction));
  const longest = Math.max(...lengths);
  const found: number[] = [];
  for (let place = 0; place < longest; place += 1) {
    blocks.forEach((block) => place < block.length && found.push(block[place] as number));
  }
  for (let place = 0; place < correction; place += 1) {
    checks.forEach((check) => found.push(check[place] as number));
  }
  return found;
}

/** Reed-Solomon over GF(256) with x^8 + x^4 + x^3 + x^2 + 1. */
function corrections(block: number[], count: number): number[] {
  const divisor = generator(count);
  const rest: number[] = new Array<number>(count).fill(0);
  for (const word of block) {
    const factor = word ^ (rest.shift() as number);
    rest.push(0);
    divisor.forEach((each, place) => (rest[place] = (rest[place] as number) ^ times(each, factor)));
  }
  return rest;
}

function generator(count: number): number[] {
  let found = [...new Array<number>(count - 1).fill(0), 1];
  let root = 1;
  for (let step = 0; step < count; step += 1) {
    found = found.map((each, place) => times(each, root) ^ (found[place + 1] ?? 0));
    root = times(root, 2);
  }
  return found;
}

function times(left: number, right: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ ((product >> 7) * 0x11d);
    product ^= ((right >> bit) & 1) * left;
  }
  return product;
}

type Grid = Array<Array<boolean | undefined>>;

function draw(words: number[], version: number, mask: number): boolean[][] {
  const size = version * 4 + 17;
  const grid: Grid = Array.from({ length: size }, () => new Array<boolean | undefined>(size).fill(undefined));
  drawFixed(grid, version);
  drawFormat(grid, mask);
  drawWords(grid, words, MASKS[mask] as (typeof MASKS)[number]);
  return grid as boolean[][];
}

function drawFixed(grid: Grid, version: number): void {
  const size = grid.length;
  for (const [row, column] of [[3, 3], [3, size - 4], [size - 4, 3]] as Array<[number, number]>) {
    drawSquare(grid, row, column, 4, (ring) => ring !== 2 && ring !== 4);
  }
  const centres = CENTRES[version - 1] as number[];
  for (const row of centres) {
    for (const column of centres) {
      if (at(grid, row, column) === undefined) {
        drawSquare(grid, row, column, 2, (ring) => ring !== 1);
      }
    }
  }
  for (let place = 0; place < size; place += 1) {
    put(grid, 6, place, place % 2 === 0);
    put(grid, place, 6, place % 2 === 0);
  }
  if (version >= 7) {
    drawVersion(grid, version);
  }
}

function drawSquare(grid: Grid, row: number, column: number, reach: number, isDark: (ring: number) => boolean): void {
  for (let down = -reach; down <= reach; down += 1) {
    for (let right = -reach; right <= reach; right += 1) {
      const ring = Math.max(Math.abs(down), Math.abs(right));
      if (row + down in grid && column + right >= 0 && column + right < grid.length) {
        (grid[row + down] as Grid[number])[column + right] = isDark(ring);
      }
    }
  }
}

function drawVersion(grid: Grid, version: number): void {
  const bits = (version << 12) | remainder(version, 12, 0x1f25);
  for (let place = 0; place < 18; place += 1) {
    const isDark = ((bits >> place) & 1) === 1;
    const near = Math.floor(place / 3);
    const far = grid.length - 11 + (place % 3);
    (grid[near] as Grid[number])[far] = isDark;
    (grid[far] as Grid[number])[near] = isDark;
  }
}

function drawFormat(grid: Grid, mask: number): void {
  const word = (LEVEL_M << 3) | mask;
  const bits = ((word << 10) | remainder(word, 10, 0x537)) ^ 0x5412;
  const size = grid.length;
  for (let place = 0; place < 15; place += 1) {
    const isDark = ((bits >> place) & 1) === 1;
    const first = place < 6 ? place : place < 8 ? place + 1 : size - 15 + place;
    const second = place < 8 ? size - 1 - place : place < 9 ? 7 : 14 - place;
    (grid[first] as Grid[number])[8] = isDark;
    (grid[8] as Grid[number])[second] = isDark;
  }
  (grid[size - 8] as Grid[number])[8] = true;
}

function remainder(word: number, degree: number, divisor: number): number {
  let rest = word;
  for (let step = 0; step < degree; step += 1) {
    rest = (rest << 1) ^ ((rest >> (degree - 1)) * divisor);
  }
  return rest;
}

/** From the lower right corner, two columns at a time, up and down in turn. */
function drawWords(grid: Grid, words: number[], mask: (row: number, column: number) => boolean): void {
  const size = grid.length;
  let bit = 0;
  let isUp = true;
  for (let right = size - 1; right > 0; right -= 2) {
    right = right === 6 ? 5 : right;
    for (let step = 0; step < size; step += 1) {
      const row = isUp ? size - 1 - step : step;
      for (const column of [right, right - 1]) {
        if (at(grid, row, column) === undefined) {
          const value = ((words[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1;
          put(grid, row, column, (value === 1) !== mask(row, column));
          bit += 1;
        }
      }
    }
    isUp = !isUp;
  }
}

function at(grid: Grid, row: number, column: number): boolean | undefined {
  return (grid[row] as Grid[number])[column];
}

function put(grid: Grid, row: number, column: number, isDark: boolean): void {
  const line = grid[row] as Grid[number];
  line[column] = line[column] ?? isDark;
}

/** The four rules by which the standard compares masks; less is better. */
function penalty(rows: boolean[][]): number {
  const columns = rows.map((_row, place) => rows.map((row) => row[place] as boolean));
  const dark = rows.flat().filter(Boolean).length;
  const share = (dark * 100) / (rows.length * rows.length);
  const lines = [...rows, ...columns].reduce((sum, line) => sum + runs(line) + finders(line), 0);
  return lines + squares(rows) + 10 * Math.floor(Math.abs(share - 50) / 5);
}

function runs(line: boolean[]): number {
  let sum = 0;
  let length = 0;
  line.forEach((cell, place) => {
    length = place > 0 && cell === line[place - 1] ? length + 1 : 1;
    sum += length === 5 ? 3 : length > 5 ? 1 : 0;
  });
  return sum;
}

function finders(line: boolean[]): number {
  const text = line.map((cell) => (cell ? "1" : "0")).join("");
  let sum = 0;
  for (let place = text.indexOf("1011101"); place >= 0; place = text.indexOf("1011101", place + 1)) {
    const before = text.slice(Math.max(0, place - 4), place);
    const after = text.slice(place + 7, place + 11);
    sum += !before.includes("1") || !after.includes("1") ? 40 : 0;
  }
  return sum;
}

function squares(rows: boolean[][]): number {
  let sum = 0;
  for (let row = 1; row < rows.length; row += 1) {
    for (let column = 1; column < rows.length; column += 1) {
      const [above, line] = [rows[row - 1] as boolean[], rows[row] as boolean[]];
      const isDark = line[column];
      sum += above[column] === isDark && above[column - 1] === isDark && line[column - 1] === isDark ? 3 : 0;
    }
  }
  return sum;
}
