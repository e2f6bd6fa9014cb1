/**
 * The summary page. Sentences about one person come twice: `me` for the reader, `them` for anybody by name;
 * a recording has no reader in it and uses `them` for both. `{other}` is the one whom `{name}` spoke with.
 */
import type { Change, Reason, Suggested, Worked } from "../../api/protocol.gen.ts";
import type { Area, Personal, Sentence } from "../translate.ts";

interface Suggesting {
  title: Sentence;
  detail: Sentence;
}

const unheard = {
  lost: "Not heard: the line carried no sound.",
  muted: "Not heard: the microphone was off.",
  paused: "Not heard: listening was paused.",
  away: "Not heard: the connection was lost.",
  absent: "Not heard: nobody was there.",
  frozen: "Not heard: the page or the microphone stood still.",
  failed: "Not heard: listening stopped by an error of its own, and began again.",
} satisfies Record<Reason, Sentence>;

export const summary = {
  taking: {
    print: "Print this page",
    pdf: "On paper, PDF",
    png: "The timeline as a picture, PNG",
    csv: "A table, CSV",
    json: "All facts, JSON",
    textgrid: "For Praat, TextGrid",
    eaf: "For ELAN, EAF",
    rttm: "For other tools, RTTM",
    webvtt: "As captions, WebVTT",
    note: "A copy is yours to keep, and to keep private. Your own notes are never in it.",
  } satisfies Area,

  page: {
    title: "{Weekday} with {name}",
    title_recording: "{name} and {other}",
    title_alone: "{name}, alone",
    tab: "{title} – Duologue",
    loading: "Your summary is on its way.",
    line: "{date}, {length}. Duologue heard {known:word} of them.",
    line_all: "{date}, {length}. Duologue heard all of it.",
    line_nearly: "{date}, {length}. Duologue heard nearly all of it.",
    line_little: "{date}, {length}. Duologue heard less than a minute of it.",
    line_recording: "A recording of {length}. Duologue heard {known:word} of them.",
    line_recording_all: "A recording of {length}. Duologue heard all of it.",
    line_recording_nearly: "A recording of {length}. Duologue heard nearly all of it.",
    line_recording_little: "A recording of {length}. Duologue heard less than a minute of it.",
    only_you: "Only you",
    you_both: "You and {name}",
    your_machine: "On your machine",
    keep: "Keep a copy",
    skip: "Skip to the summary",
  } satisfies Area,

  line_did: {
    quick: "The line added next to nothing.",
    slow: "The line added about {length} to every answer.",
    made: {
      by: "line",
      one: "The line added about {length} to every answer, and made one overlap.",
      other: "The line added about {length} to every answer, and made {line:word} overlaps.",
    },
  } satisfies Area,

  river: {
    legend: "{name} above, you below, the quiet in between",
    legend_recording: "{name} above, {other} below, the quiet in between",
    together: "laughed together",
    unheard: "not heard",
    laughs: { "=0": "", one: "One shared laugh.", other: "{Count:word} shared laughs." },
    gaps: { "=0": "", one: "One stretch was not heard.", other: "{Count:word} stretches were not heard." },
  } satisfies Area,

  shape: {
    took_turns_at_length: "You took turns at length.",
    back_and_forth: "You went back and forth.",
    one_led_me: "You spoke for the longer stretches; {name} came in between.",
    one_led_them: "{name} spoke for the longer stretches; you came in between.",
    story_me_early: "You told a long story early; then you went back and forth.",
    story_me_late: "You went back and forth; late on, you told a long story.",
    story_me_middle: "You went back and forth, around a long story of yours.",
    story_them_early: "{name} told a long story early; then you went back and forth.",
    story_them_late: "You went back and forth; late on, {name} told a long story.",
    story_them_middle: "You went back and forth, around a long story of {name}’s.",
    unknown: "Who spoke, and for how long",
  } satisfies Area,

  shape_recording: {
    took_turns_at_length: "They took turns at length.",
    back_and_forth: "They went back and forth.",
    one_led: "{name} spoke for the longer stretches; {other} came in between.",
    story_early: "{name} told a long story early; then they went back and forth.",
    story_late: "They went back and forth; late on, {name} told a long story.",
    story_middle: "They went back and forth, around a long story of {name}’s.",
    unknown: "Who spoke, and for how long",
  } satisfies Area,

  worked: {
    heading: "What worked",
    laughed_together: {
      me: {
        one: "You laughed together once.",
        "=2": "You laughed together twice.",
        other: "You laughed together {count:word} times.",
      },
      them: {
        one: "They laughed together once.",
        "=2": "They laughed together twice.",
        other: "They laughed together {count:word} times.",
      },
    },
    left_room: {
      me: "You left room: after {count:word} of your {of:word} longer pauses, {other} went on.",
      them: "{name} left room: after {count:word} of {of:word} longer pauses, the other went on.",
    },
    murmurs: {
      me: "You said “mm-hm” all along while {other} spoke.",
      them: "{name} said “mm-hm” all along while the other spoke.",
    },
    murmurs_both: {
      me: "Each of you said “mm-hm” all along while the other spoke.",
      them: "Each said “mm-hm” all along while the other spoke.",
    },
    story_unbroken: {
      me: {
        one: "You told a story without a break.",
        other: "You told {count:word} stories without a break.",
      },
      them: {
        one: "{name} told a story without a break.",
        other: "{name} told {count:word} stories without a break.",
      },
    },
    overlaps_resolved: {
      me: "When you began together, it soon sorted itself out: {count:word} of {of:word} times within half a second.",
      them: "When they began together, it soon sorted itself out: {count:word} of {of:word} times within half a second.",
    },
    balance_agreed: {
      me: "You shared the time as you had agreed.",
      them: "They shared the time as agreed.",
    },
    nothing: "Nothing stood out, and that is ordinary. Below is what was heard.",
  } satisfies Record<Worked | "murmurs_both", Personal> & Record<string, Personal | Sentence>,

  sight: {
    heading: "Who can see this",
    only_you: "Only you.",
    partner: "{name} has a page too, with the same facts from the other side.",
    you_both: "You and {name}.",
    both: "You have both opened it: what is suggested to one of you, the other sees too. Your own notes stay yours.",
    link: "This page opens by its address alone: whoever you send it to can read it.",
    account: "This page opens for you alone, signed in.",
    kept: "No sound was kept, and no words. Only when each moment began and ended.",
    machine: "Only you.",
    machine_more: "This page is one file, made on your machine. Nothing was sent anywhere.",
  } satisfies Area,

  accuracy: {
    heading: "How accurate it is",
    speech: "Speech and pauses: close,",
    speech_more: "to about {within} of a second.",
    fifth: "a fifth",
    tenth: "a tenth",
    third: "a third",
    half: "half",
    sounds: "Laughs: about {laughs} in 10 found. Sighs: about {sighs} in 10.",
    know: "How we know",
    how: "Measured on twelve conversations of real voices, placed on the timings of real telephone calls, where every sound is known to the millisecond, and on single sounds of people Duologue never learned from; of the two, the lower is told here. Sounds that are quiet, very short or under a voice are the ones most often missed.",
  } satisfies Area,

  balance: {
    heading: { one: "Balance, over the one known minute", other: "Balance, over the {count} known minutes" },
    spoke: { me: "You, {length}", them: "{name}, {length}" },
    quiet: "Quiet, {length}",
    apart: "“Mm-hm”, laughs and sighs are not talk time.",
    left_out: "{Length} were not heard and are left out.",
    sketched:
      "The line was too thin for sound during {length} of talk: there, laughs, sighs and most “mm-hm”s could not be heard.",
    filled: "Of the talk, {length} were filled in where the line lost a moment.",
    at_once: "For {length} both spoke at once; that counts for each.",
  } satisfies Record<string, Sentence | Personal>,

  timeline: {
    heading: "Timeline",
    title: "Minute by minute",
    title_short: "Second by second",
    window: "{from} to {to}",
    zoom_out: "Show more time",
    zoom_in: "Show less time",
    whole: "Whole call",
    whole_recording: "Whole recording",
    table: "As a table",
    me: "You",
    label: "Timeline of the call",
    keys: "Down and up arrows go from sound to sound, left and right move along, plus and minus zoom, Home and End go to the start and the end, Enter shows what is there.",
    keys_note: "N sets the moment down in your own note.",
    speech_left_out: "Speech is left out here.",
    show_speech: "Show speech too",
    hide_speech: "Leave speech out",
    caption: "What was heard from {from} to {to}",
    at: "At",
    who: "Who",
    heard: "What was heard",
    length: "Length",
    both: "Both",
    nothing: "Nothing else was heard in this stretch.",
    kinds: "What is shown",
  } satisfies Area,

  kinds: {
    speech: "speech",
    laugh: "laugh",
    together: "laughed together",
    murmur: "mm-hm",
    sigh: "sigh",
    oh: "oh, ooh",
    tone: "tone moved",
    overlap: "overlap",
    line: "made by the line",
    quiet: "long quiet",
    unheard: "not heard",
  } satisfies Area,

  marks: {
    speech: { me: "You spoke", them: "{name} spoke" },
    laugh: { me: "You laughed", them: "{name} laughed" },
    together: { me: "You laughed together", them: "They laughed together" },
    murmur: { me: "Your “mm-hm”", them: "{name}’s “mm-hm”" },
    murmurs: { me: "{count} of your “mm-hm”s", them: "{count} “mm-hm”s of {name}’s" },
    sigh: { me: "You sighed", them: "{name} sighed" },
    oh: { me: "Your “oh” or “ooh”", them: "{name}’s “oh” or “ooh”" },
    tone: { me: "Your voice, {changes} than earlier", them: "{name}’s voice, {changes} than earlier" },
    overlap: "Both at once",
    line: "Both at once, made by the line",
    quiet: "Quiet, {length}",
    unheard: { me: "You were not heard", them: "{name} was not heard" },
    unheard_both: "Not heard",
    when: "{from} to {to}",
    when_at: "At {from}",
    paused: { me: "You had paused.", them: "{name} had paused." },
    next: { me: "You spoke next.", them: "{name} spoke next." },
    came_in: { me: "You came in second.", them: "{name} came in second." },
    line_why: "It began before the other voice could be heard. Nobody talked over anybody.",
    tried: { me: "You tried to come in.", them: "{name} tried to come in." },
    terminal: "Just as the other was ending.",
    both_start: "Both began after a silence.",
    held: "Both went on for a while.",
    lasted: "For {length}.",
    sentence: "{title}. {when}. {detail}",
  } satisfies Record<string, Sentence | Personal>,

  table: {
    speech: "Speech",
    laugh: "Laugh",
    together: "Laughed together",
    murmur: "mm-hm",
    sigh: "Sigh",
    oh: "oh, ooh",
    tone: "Voice {changes} than earlier",
    overlap: "Overlap",
    line: "Overlap, made by the line",
    quiet: "Quiet",
    quiet_next: { me: "Quiet; you spoke next", them: "Quiet; {name} spoke next" },
    unheard: "Not heard",
  } satisfies Record<string, Sentence | Personal>,

  unheard,

  changes: {
    quieter: "quieter",
    louder: "louder",
    slower: "slower",
    faster: "quicker",
    higher: "higher",
    lower: "lower",
    flatter: "narrower in pitch",
    livelier: "wider in pitch",
    breathier: "breathier",
  } satisfies Record<Change, Sentence>,
  changed: "different",
  and: "{first} and {second}",

  gaps: {
    heading: "Before the other answers",
    both: {
      me: "{other} began {theirs}; you began {mine}.",
      them: "{other} began {theirs}; {name} began {mine}.",
    },
    alike: { me: "You both began {mine}.", them: "Both began {mine}." },
    one: { me: "You began {mine}.", them: "{name} began {mine}." },
    heard: {
      me: "You began {began}; {other} heard it {heard}.",
      them: "{name} began {began}; you heard it {heard}.",
    },
    at_once_words: "at once",
    after: "after {length}",
    before: "{length} before the end",
    at_once: "at once",
    seconds: "{count} s",
    key: "Each dot is one answer; the bar is the middle one. Left of “at once”, it began before the other had ended.",
    key_heard:
      "Each filled dot is one answer, tied to the moment it was heard, open; the bars are the middle ones. The difference is the line.",
    as_heard: { me: "as {other} heard", them: "as you heard" },
    label: {
      one: "{name}: one answer, the middle one {middle}.",
      other: "{name}: {count} answers, the middle one {middle}.",
    },
    label_heard: "The other heard the middle one {middle}.",
  } satisfies Record<string, Sentence | Personal>,

  overlaps: {
    heading: "Both at once",
    none: "Nobody spoke at the same time.",
    count: { one: "One overlap.", other: "{Count} overlaps." },
    line: {
      by: "line",
      "=0": "{Count} overlaps, none of them made by the line.",
      one: "{Count} overlaps, one of them made by the line.",
      other: "{Count} overlaps, {line} of them made by the line.",
    },
    all_line: {
      one: "One overlap, made by the line.",
      other: "{Count} overlaps, all of them made by the line.",
    },
    dashed: "A dashed one began before the other voice could be heard. Nobody talked over anybody there.",
    length: "Together they lasted {length}.",
  } satisfies Area,

  quiets: {
    heading: "Quiet, four seconds or more",
    none: "No quiet as long as that.",
    title: { one: "One, and who spoke next", other: "{Count:word}, and who spoke next" },
    me: "you",
    nobody: "the end",
    key: "The wider the arch, the longer the quiet.",
    longest: "The longest {count} are drawn.",
  } satisfies Area,

  turns: {
    heading: "A minute or more",
    none: "Nobody held the floor for so long.",
    title: { one: "One long stretch", other: "{Count:word} long stretches" },
    who: { me: "You, {length}", them: "{name}, {length}" },
  } satisfies Record<string, Sentence | Personal>,

  shared: "Shared moments",

  tones: {
    heading: "Marks to revisit",
    title: "Where a voice moved",
    none: "No voice moved away from its ordinary.",
    who: { me: "You, {changes} than earlier", them: "{name}, {changes} than earlier" },
    show: "Show",
    show_at: "Show {at} in the timeline",
    only_sound: "This is about sound. Only the one who spoke knows why.",
  } satisfies Record<string, Sentence | Personal>,

  suggestions: {
    heading: "To try, if you like",
    heading_recording: "{name} could try, if it fits",
    at: "At {at}",
    words: {
      leave_room: {
        title: "Let the longer pauses be, as you did.",
        detail: {
          one: "After one of your pauses of a second or more, {other} went on.",
          other: "After {count:word} of your pauses of a second or more, {other} went on.",
        },
      },
      ask_then_wait: {
        title: "Ask, then wait one beat longer.",
        detail: {
          one: "Once {other} took a little longer to begin, and then an answer came.",
          other: "{Count:word} times {other} took a little longer to begin, and then an answer came.",
        },
      },
      entries: {
        title: "Ask {other} what was left unsaid.",
        detail: {
          one: "Once {other} came in while you spoke, and let it go.",
          "=2": "Twice {other} came in while you spoke, and let it go.",
          other: "{Count:word} times {other} came in while you spoke, and let it go.",
        },
      },
      long_turns: {
        title: "A question can open a long stretch.",
        detail: {
          one: "One of your turns lasted more than two and a half minutes.",
          other: "{Count:word} of your turns lasted more than two and a half minutes.",
        },
      },
      line_first: {
        title: "On a slow line, count one more beat before you come in.",
        detail: {
          one: "One overlap began before the other voice could be heard. Voice only helps too, or saying “over to you”.",
          other:
            "{Count:word} overlaps began before the other voice could be heard. Voice only helps too, or saying “over to you”.",
        },
      },
      small_sounds: {
        title: "Let your “mm-hm” be heard now and then.",
        detail: {
          one: "In one long stretch {other} spoke without hearing any. They tell that you are there, most of all without a picture.",
          other:
            "In {count:word} long stretches {other} spoke without hearing any. They tell that you are there, most of all without a picture.",
        },
      },
      revisit: {
        title: "Ask {other} about the minute at {at}.",
        detail: "{other}’s voice was {changes} there than earlier. Only {other} knows why.",
      },
    } satisfies Record<Suggested, Suggesting>,
  },

  said: {
    heading: "What Duologue said to you",
  } satisfies Area,

  states: {
    gone_title: "This summary is gone",
    gone: "What was heard in this meeting has been deleted for both of you, on the day you agreed on.",
    unknown_title: "There is no summary here",
    unknown: "The address may be cut short, or the summary was taken away. Look at the link once more.",
    unheard_title: "Nothing was heard",
    unheard:
      "Listening was off for this call, or no sound came through. What was said stays between the two of you.",
    unheard_recording: "There was no sound in this recording.",
    failed_title: "The summary did not come",
    failed: "The line may be down for a moment. Nothing is lost.",
    again: "Try again",
    home: "Go to the start",
    too_short: "Less than two minutes together: too short to say anything.",
    alone: "One voice alone: there is no conversation to tell of.",
    too_short_more: "Here is what was heard, in order.",
  } satisfies Area,
} as const;
