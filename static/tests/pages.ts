/** Summary pages for tests: facts as the server sends them, few enough to read. */
import type { CueEvent, Person, Summary, SummaryPage } from "../src/api/protocol.gen.ts";

export const person = (more: Partial<Person> = {}): Person => ({
  talk_s: 600,
  share: 0.5,
  turns: 40,
  longest_turn_s: 70,
  pauses: 30,
  gap_median_s: 0.5,
  gap_heard_median_s: 0.5,
  backchannels: 12,
  laughs: 4,
  sighs: 1,
  interjections: 0,
  silences_given: 3,
  silences_long: 5,
  unheard_s: 0,
  reactions: [],
  ...more,
});

export const facts = (more: Partial<Summary> = {}): Summary => ({
  seconds: 1800,
  known_s: 1800,
  too_short: false,
  shape: "back_and_forth",
  people: [person(), person()],
  overlaps: 0,
  overlaps_line_made: 0,
  overlap_s: 0,
  laughed_together: [],
  long_silences: [],
  long_turns: [],
  worked: [],
  suggestions: [[], []],
  led_by: null,
  line: null,
  ...more,
});

/** Daniel in seat 0 looks; Mara is his partner in seat 1. */
export const page = (more: Partial<SummaryPage> = {}, summary: Partial<Summary> = {}): SummaryPage => ({
  seat: 0,
  name: "Daniel",
  partner: "Mara",
  started_at: "2026-11-19T16:00:00Z",
  summary: facts(summary),
  events: [],
  source: "call",
  listened: true,
  opens: "address",
  hints: [],
  ...more,
});

export const recording = (more: Partial<SummaryPage> = {}, summary: Partial<Summary> = {}): SummaryPage =>
  page({ source: "recording", started_at: null, name: "Anna", partner: "Björn", ...more }, summary);

export const speech = (who: number, start: number, end: number): CueEvent => ({
  type: "speech",
  who,
  start,
  end,
  confidence: 0.9,
});

export const murmur = (who: number, start: number): CueEvent => ({
  type: "backchannel",
  who,
  start,
  end: start + 0.4,
  confidence: 0.8,
});

export const laugh = (who: number, start: number, end: number): CueEvent => ({
  type: "laughter",
  who,
  start,
  end,
  confidence: 0.8,
});

export const unheard = (who: number, start: number, end: number): CueEvent => ({
  type: "unheard",
  who,
  start,
  end,
  reason: "lost",
});
