/** The call: its controls and keys, the line in words, and how listening stands. */
import type { ConnectionWord, DelayWord } from "../../call/connection.ts";
import type { ChipKey, PauseReason } from "../../call/consent.ts";
import type { Act } from "../../call/shortcuts.ts";
import type { Sentence } from "../translate.ts";

export const call = {
  title: "With {name}",
  you: "You",
  partner: "The other person",
  controls: "Call",
  microphone_off: "Mute",
  microphone_on: "Unmute",
  no_microphone: "No microphone: try again",
  camera_off: "Turn the camera off",
  camera_on: "Turn the camera on",
  voice_only_on: "Voice only",
  voice_only_off: "Back to pictures",
  captions: "Sounds as words",
  voice_only_switch: "Voice only",
  captions_on: "Show sounds as words",
  captions_off: "Hide words for sounds",
  more: "More",
  close: "Close",
  leave: "Leave",
  leave_sure: "Press again to leave",
  self: "You, as {name} sees you. Arrow keys move it.",
  show_self: "Show my own picture",
  muted: "{name} is muted",
  you_are_heard: "You are heard",
  you_are_muted: "You are muted",
  you_listen: "You listen only",
  voice_only: "voice only",
  camera_is_off: "camera off",
  is_muted: "muted",
  frozen: "Picture stopped, voice goes on",
  quiet: "quiet",
  quiet_connected: "Connected. Quiet.",
  distance_slow: "The line adds about {delay}.",
  leave_beat: "Leave one more beat.",
  connecting: "Connecting to {name}",
  play: "Let me hear {name}",
  play_detail: "Your browser waits for a touch before it plays sound.",
  your_line_dropped: "Your line to Duologue dropped. We keep trying; the call goes on as long as it can.",
  keys_title: "Keys",
  keys_on: "Single keys work in the call",
} satisfies Record<string, Sentence>;

export const acts = {
  microphone: "microphone on or off",
  camera: "camera on or off",
  voice_only: "voice only",
  captions: "sounds as words",
  hide_hint: "put a hint away",
  hints_off: "no more hints",
  why: "why this hint?",
  off_record: "off the record",
  self_view: "own picture",
  close: "close what is open",
  help: "this list",
  leave: "leave",
} satisfies Record<Act, Sentence>;

export const line = {
  clear: "Clear line",
  slow: "Slow line: leave one more beat",
  very_slow: "Very slow line",
  thin_mine: "Your line is thin",
  thin_theirs: "{name}’s line is thin",
  slow_path: "The path between is slow",
} satisfies Record<ConnectionWord, Sentence>;

export const delay = {
  sixth: "a sixth of a second",
  quarter: "a quarter of a second",
  third: "a third of a second",
  half: "half a second",
  three_quarters: "three quarters of a second",
  second: "a second",
  more: "more than a second",
} satisfies Record<DelayWord, Sentence>;

export const listening = {
  chip: {
    listening: "Listening",
    paused: "Listening paused",
    off_record: "Off the record",
    not_listening: "Not listening",
  } satisfies Record<ChipKey, Sentence>,
  detail: "to pauses and small sounds",
  title: "Listening",
  reason: {
    deaf: "Duologue cannot hear just now. Your call goes on.",
    me_off_record: "Off the record. Nothing is being heard.",
    them_off_record: "{name} went off the record. Your call goes on; these minutes will be marked as not heard.",
    both_off_record: "You both went off the record. Nothing is being heard.",
  } satisfies Record<Exclude<PauseReason, null>, Sentence>,
  on: "Duologue hears pauses, overlaps, laughs, sighs and murmurs, never words. Nothing is recorded.",
  waiting: "Nobody is listening. It starts when both say yes.",
  off_record: "Off the record",
  off_record_detail: "Pauses listening for both, at once",
  back: "Listening begins again when {name} is back on the record.",
  hints: "My hints",
  live: "Live",
  after: "After the call",
  off: "Off",
  only_mine: "Only you see this choice.",
} as const;
