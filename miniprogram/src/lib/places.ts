/** Coordinates: the map of WeChat answers in GCJ-02, the city keeps WGS-84. */

interface Point {
  latitude: number;
  longitude: number;
}

/** Axis and eccentricity squared of the ellipsoid that GCJ-02 is made with (Krasovsky 1940). */
const AXIS = 6378245;
const ECCENTRICITY = 0.006693421622965943;
const ROUNDS = 4;

/** The place on the ground; right to about a metre, inside of China. */
export function toWgs84(shown: Point): Point {
  let found = { ...shown };
  for (let round = 0; round < ROUNDS; round += 1) {
    const there = toGcj02(found);
    found = {
      latitude: rounded(found.latitude + shown.latitude - there.latitude),
      longitude: rounded(found.longitude + shown.longitude - there.longitude),
    };
  }
  return found;
}

export function toGcj02({ latitude, longitude }: Point): Point {
  const [east, north] = [longitude - 105, latitude - 35];
  const radians = (latitude / 180) * Math.PI;
  const curve = 1 - ECCENTRICITY * Math.sin(radians) ** 2;
  const meridian = (AXIS * (1 - ECCENTRICITY)) / (curve * Math.sqrt(curve));
  const parallel = (AXIS / Math.sqrt(curve)) * Math.cos(radians);
  return {
    latitude: latitude + (northShift(east, north) * 180) / (meridian * Math.PI),
    longitude: longitude + (eastShift(east, north) * 180) / (parallel * Math.PI),
  };
}

function northShift(x: number, y: number): number {
  const plain = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.sqrt(Math.abs(x));
  return plain + waves(x, [6, 2], [20, 20]) + waves(y, [1, 1 / 3], [20, 40]) + waves(y, [1 / 12, 1 / 30], [160, 320]);
}

function eastShift(x: number, y: number): number {
  const plain = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.sqrt(Math.abs(x));
  return plain + waves(x, [6, 2], [20, 20]) + waves(x, [1, 1 / 3], [20, 40]) + waves(x, [1 / 12, 1 / 30], [150, 300]);
}

function waves(at: number, speeds: [number, number], heights: [number, number]): number {
  const each = speeds.map((speed, place) => (heights[place] as number) * Math.sin(at * speed * Math.PI));
  return ((each[0] as number) + (each[1] as number)) * (2 / 3);
}

function rounded(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}
