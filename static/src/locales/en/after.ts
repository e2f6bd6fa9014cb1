/** What follows a summary's facts: a note of one's own, opening it, the meetings before. */
import type { Area } from "../translate.ts";

export const after = {
  reflection: {
    heading: "For your eyes only",
    placeholder: "What do you want to keep of this talk?",
    never_shared: "Never shared, not even when you open the rest",
    kept: "Kept.",
    marked: "Moments you marked",
    moment: "Marked by you",
    not_kept: "Not kept yet: the server could not be reached. It is tried again when you write on.",
    unreadable: "There is a note here that this address cannot open.",
    elsewhere:
      "A note is sealed by the address your browser came to when you left the call. It opens there and nowhere else, " +
      "so none can be read or written here.",
  } satisfies Area,

  opening: {
    heading: "Look at it together",
    closed: "Shall {name} see this too?",
    opened: "You have opened this to {name}.",
    both: "You have both opened it.",
    more: "It opens for both when {name} opens it too. Until then {name} is not told.",
    both_more: "{name} sees what is suggested to you, and you see what is suggested to {name}.",
    nothing: "Nothing is suggested to {name} this time.",
    open: "Open it to {name}",
    close: "Close again",
    failed: "That did not reach the server. Try once more.",
  } satisfies Area,

  past: {
    heading: "You and {name}, meeting by meeting",
    title: {
      one: "This meeting, and the one before",
      other: "This meeting, and the {count:word} before",
    },
    river: "The picture of {date}, {length}",
    hourly: { one: "{count:word} an hour", other: "{count:word} an hour" },
    measures: {
      laughs: "Laughs together: {now}.",
      murmurs: "“Mm-hm” of both: {now}.",
      quiets: "Long quiets: {now}.",
      answers: "The next voice began after {now}.",
    },
    usually: "Between you usually {low} to {high} an hour.",
    usually_one: "Between you usually {low} an hour.",
    usually_seconds: "Between you usually {low} to {high} seconds.",
    usually_one_second: "Between you usually {low} seconds.",
    note: "Filled is this meeting, open are the ones before; the pale band holds the middle half of them. More or less is not better.",
    not_yet: "Filled is this meeting, open are the ones before. What is usual between you shows after five meetings.",
  },
} as const;
