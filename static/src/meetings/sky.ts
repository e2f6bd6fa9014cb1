/** The sky over a day as a gradient: what an hour looks like where somebody is. Pure. */

/** Hour of the day to colour; between two it is mixed. Dawn and dusk of a day of twelve hours, as drawn. */
const SKY: readonly (readonly [hour: number, colour: string])[] = [
  [0, "#161a33"],
  [4, "#232c55"],
  [5.2, "#4b4a84"],
  [6, "#7d6c9c"],
  [6.6, "#c98f94"],
  [7.2, "#f2c199"],
  [9, "#d5e3ee"],
  [12, "#bad3ea"],
  [15, "#cddfea"],
  [16.8, "#f0d2a9"],
  [18.2, "#e29b78"],
  [18.9, "#9b6a8e"],
  [19.7, "#4f4b86"],
  [21.3, "#232c55"],
  [24, "#161a33"],
];

/** Light enough to be awake in, as people mostly live: from seven to ten in the evening (choice). */
const WAKES = 7;
const SLEEPS = 22;

/** The hour of a wall time "2026-12-10T19:30": 19.5. */
export const hourOf = (wall: string): number => Number(wall.slice(11, 13)) + Number(wall.slice(14, 16)) / 60;

/** The stops of a CSS gradient over a row of wall times, the first at its beginning. */
export function gradient(walls: readonly string[]): string {
  const stops = walls.map((wall, index) => stop(hourOf(wall), index / walls.length));
  return [...stops, stop((hourOf(walls.at(-1)!) + 0.5) % 24, 1)].join(",");
}

/** Whether somebody would rather sleep then. */
export const isNight = (wall: string): boolean => hourOf(wall) < WAKES || hourOf(wall) >= SLEEPS;

const stop = (hour: number, place: number): string => `${colourAt(hour)} ${(100 * place).toFixed(2)}%`;

function colourAt(hour: number): string {
  const after = SKY.findIndex(([at]) => at >= hour);
  const [to, end] = SKY[Math.max(after, 1)]!;
  const [from, start] = SKY[Math.max(after, 1) - 1]!;
  const part = (hour - from) / (to - from);
  const mixed = channels(start).map((each, index) => Math.round(each + (channels(end)[index]! - each) * part));
  return `rgb(${mixed.join(" ")})`;
}

const channels = (colour: string): readonly number[] => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
