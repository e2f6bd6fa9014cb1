/**
 * Written by `python -m server.web.typescript` from signaling/messages.py, cues/events.py, cues/hints.py,
 * cues/summary.py, server/web/summary_page.py, server/people/wire.py, server/summaries/pages.py and
 * server/pair/pages.py. Change those, then run it again.
 */

export const VERSION = 1;

export type KeptDays = 0 | 30 | 180;

export type SavedDays = 0 | 30 | 90;

export type Minutes = 25 | 50 | 80;

export type Reason = "absent" | "away" | "failed" | "frozen" | "lost" | "muted" | "paused";

export type Presence = "absent" | "dropped" | "green_room" | "in_call" | "left";

export type Answer = "accepted" | "declined" | "needs_action" | "tentative";

export type State = "active" | "ended" | "invited";

export type HintMode = "after" | "live" | "off";

export type Code =
  | "agreed_otherwise"
  | "bad_message"
  | "call_is_for_two"
  | "guests_not_agreed"
  | "leg_failed"
  | "listening_off"
  | "meeting_over"
  | "not_in_call"
  | "not_seated"
  | "replaced"
  | "server_stopping"
  | "too_fast"
  | "too_large"
  | "unknown_meeting"
  | "version";

export type Notice = "any_time" | "one_more";

export type PhaseKind = "arrive" | "close" | "next_steps" | "stories" | "topic";

export type Every = "as_needed" | "month" | "two_weeks" | "week";

export type Sharing = "ask" | "ideas";

export type Suggested =
  | "ask_then_wait"
  | "entries"
  | "leave_room"
  | "line_first"
  | "long_turns"
  | "revisit"
  | "small_sounds";

export type Shape = "back_and_forth" | "one_led" | "took_turns_at_length";

export type Tier = "bad" | "good" | "warning";

export type Worked =
  | "balance_agreed"
  | "laughed_together"
  | "left_room"
  | "murmurs"
  | "overlaps_resolved"
  | "story_unbroken";

export type Clause = "between_us" | "ending" | "guests" | "kept" | "listening" | "own_words" | "rhythm";

export type AgreementState = "both" | "none" | "one";

export type Change =
  | "breathier"
  | "faster"
  | "flatter"
  | "higher"
  | "livelier"
  | "louder"
  | "lower"
  | "quieter"
  | "slower";

export type Key =
  | "entry.tried"
  | "floor.long"
  | "floor.mostly_mine"
  | "line.bumps"
  | "line.slow"
  | "line.thin_mine"
  | "line.thin_theirs"
  | "murmur.absent"
  | "overlap.often"
  | "sound.sighs"
  | "tone.moved";

export type Sureness = "fairly_sure" | "sure";

export type Rung = "features" | "rtc" | "ws";

export type Programme = "goals" | "met";

export type Pronouns = "he" | "she" | "they";

export type Verdict = "hide" | "mute_all" | "mute_kind" | "not_helpful";

export type Measure = "level" | "pitch" | "rate" | "spread" | "tilt";

export type Role = "mentee" | "mentor" | "peer";

export type Copies = "mine" | "ours";

export type Visibility = "mine" | "ours" | "programme";

export type Repeat = "month" | "once" | "two_weeks" | "week";

export type ListeningState = "off_record" | "on" | "paused" | "waiting";

/**
 * One seat's summary: both people's facts, the events they rest on, and this person's hints.
 *
 * `started_at` is aware UTC, None where nobody knows (a recording). `listened` is False when
 * nothing was heard: then the summary is empty, not silent. `opens`: by its address alone, or only for
 * whom it is for, signed in.
 */
export interface SummaryPage {
  seat: number;
  name: string;
  partner: string;
  started_at: string | null;
  summary: Summary;
  events: readonly (Speech | Silence | Overlap | Backchannel | Laughter | Sigh | Interjection | ToneShift | Unheard | Delay)[];
  source: "call" | "recording";
  listened: boolean;
  opens: "account" | "address";
  hints: readonly Hint[];
}

/** The ways to sign in here. `organisation`: the name on the button of the organisation's own sign-in. */
export interface Doors {
  mail: boolean;
  organisation: string | null;
}

/** Signed in: the path where to go on. */
export interface Entered {
  then: string;
}

/** Oneself, as the account page shows it. */
export interface Me {
  id: string;
  name: string;
  email: string;
  pronouns: Pronouns | null;
  time_zone: string;
  languages: readonly string[];
  administrator: boolean;
}

/** One browser that is signed in; `here`: the one that asks. */
export interface MySession {
  id: string;
  agent: string;
  created_at: string;
  seen_at: string;
  here: boolean;
}

/** One passkey, named after the browser it was made in. */
export interface MyPasskey {
  id: string;
  name: string;
  created_at: string;
  used_at: string | null;
}

/** What stays with whom one met, told before one leaves. */
export interface Leaving {
  kept: readonly Kept[];
}

/**
 * What is this seat's alone: its note as its page sealed it, and whether it has opened the summary.
 *
 * `both`: the other has opened theirs too. Until this seat has opened its own, it is not told.
 */
export interface Own {
  sealed: string | null;
  opened: boolean;
  both: boolean;
}

/** One meeting, small: who spoke when and what is compared. Seats as in that meeting, seconds of it. */
export interface Trace {
  partner: string;
  seat: number;
  started_at: string | null;
  seconds: number;
  known_s: number;
  too_short: boolean;
  speech: readonly [readonly (readonly [number, number])[], readonly (readonly [number, number])[]];
  unheard: readonly (readonly [number, number])[];
  laughed_together: number;
  long_silences: number;
  /** Of both. */
  backchannels: number;
  /** Median reaction after the other's turn, by seat. */
  answer_s: readonly [number | null, number | null];
}

/** What somebody signed in sees first. */
export interface Home {
  me: Someone;
  pairs: readonly HomePair[];
  invited: readonly Invited[];
  /** Whether they run the programme. */
  administrator: boolean;
}

/** When two people meet, and what is proposed. */
export interface MeetingsPage {
  pair: string;
  me: Someone;
  partner: Someone;
  now: string;
  upcoming: readonly Upcoming[];
  proposals: readonly MeetingProposal[];
  clocks: ClockNews | null;
}

/** One talk: when it began and how long both were in it. */
export interface Talk {
  /** Leads its two people, signed in, to their own summaries: `/s/{id}`. */
  id: string;
  at: string;
  seconds: number;
  /** Whether what was heard is there still; its days are over; or nothing ever was. */
  state: "gone" | "kept" | "unheard";
}

/** A day of mine from 06:00 to 06:00, in half hours. */
export interface Day {
  day: string;
  times: readonly Time[];
}

/** Where the call is. */
export interface Opened {
  path: string;
}

/** Whether there is a private calendar address, and, only when it was just made, which. */
export interface FeedState {
  made_at: string | null;
  url: string | null;
}

/** Who the other of a pair's call is, and what it is for; told to the two alone. */
export interface CallPlan {
  pair: string;
  partner: Someone;
  /** None: it was not scheduled. */
  minutes: number | null;
  agenda: readonly Phase[];
  /** Whether the two meet again; else they are asked to set a time before they go. */
  next_is_set: boolean;
}

/** What is needed to subscribe; None where pushes are not set up. */
export interface PushKey {
  key: string | null;
}

/** A piece of what two people wrote, the oldest first. */
export interface Thread {
  messages: readonly Message[];
  /** Whether there are older ones. */
  more: boolean;
  read_by_me: number;
  /** Up to which message each has read. */
  read_by_other: number;
}

/** Messages that were looked for, the newest first. */
export interface Found {
  messages: readonly Message[];
}

/** What two people share. */
export interface IdeaList {
  ideas: readonly Idea[];
}

/** What two people are working on; `programme`: whether they agreed to show goals to it at all. */
export interface GoalList {
  goals: readonly Goal[];
  programme: boolean;
}

/** Everything of a pair that one of them may read, the oldest first; `until`: None while they meet. */
export interface EverythingShared {
  until: string | null;
  messages: readonly Message[];
  ideas: readonly Idea[];
  goals: readonly Goal[];
  notes: readonly Note[];
}

/** What somebody noted for themselves. */
export interface NoteList {
  notes: readonly Note[];
}

/** Who is signed in, and whom they meet: the newest pair first, ended ones last. */
export interface Pairs {
  me: Card;
  administrator: boolean;
  pairs: readonly PairCard[];
}

/** Two stories side by side, what they share, and how the agreement stands. */
export interface TogetherPage {
  pair: PairCard;
  mine: Biography;
  theirs: Biography;
  ground: readonly Common[];
  /** Daytime hours both have in common today. */
  hours: number;
  agreement: AgreementPage;
}

/** A new version and the name under it. */
export interface Proposal {
  terms: Terms;
  name: string;
}

/** Whom somebody would like to meet. */
export interface Invitation {
  email: string;
  name: string;
  /** What the inviter would be to them. */
  role: Role;
}

/** A page of pairs. `totals`: on the first page alone, from five pairs on; `more` leads to the next. */
export interface ProgrammePage {
  name: string;
  month: string;
  totals: Totals | null;
  pairs: readonly PairRow[];
  more: string | null;
}

/** A page of people by address; `more` leads to the next one. */
export interface PeoplePage {
  people: readonly PersonRow[];
  more: string | null;
}

/** What came of a roll. */
export interface Enrolled {
  added: number;
  known: number;
  wrong: readonly WrongLine[];
}

/** A link nobody could mail, to be handed on by whoever runs the house. */
export interface ShownLink {
  to: string;
  subject: string;
  link: string;
  expires_at: string;
}

/**
 * Take a seat, or come back to it with its `seat_token`. First message of a connection.
 *
 * A token no seat has becomes the key of the seat that is taken: made before the first try, it
 * leads to the same seat although the answer was lost.
 * `page` is a random name the page gives itself when it loads: it stays the same when only the
 * socket was lost, so the partner knows whether the peer connection can live on.
 */
export interface Enter {
  type: "enter";
  version: number;
  name: string;
  page: string;
  seat_token?: string | null;
}

/** From the green room into the call. */
export interface Join {
  type: "join";
  media: Media;
}

/** Microphone, camera or voice-only changed. */
export interface SetMedia {
  type: "set_media";
  media: Media;
}

/** Yes or no to listening. Listening needs both people's yes. */
export interface Consent {
  type: "consent";
  listen: boolean;
}

/** Pause listening for both, or take up again what oneself has paused. */
export interface OffRecord {
  type: "off_record";
  on: boolean;
}

/** An SDP description for the partner; dropped unless `page` is the receiver's page of now. */
export interface Description {
  type: "description";
  kind: "answer" | "offer";
  sdp: string;
  page: string;
}

/** One ICE candidate for the partner; an empty `candidate` ends them. */
export interface Candidate {
  type: "candidate";
  candidate: string;
  mid: string | null;
  line: number | null;
  page: string;
}

/** The offer of the listening leg: one send-only audio track. `leg` counts its attempts. */
export interface LegOffer {
  type: "leg_offer";
  sdp: string;
  leg: number;
}

/** Asks for a listening leg over a socket instead. `leg` counts the attempts of both kinds. */
export interface LegOpen {
  type: "leg_open";
  leg: number;
}

/** What the page measured of its line over the last 5 s. */
export interface LineReport {
  type: "line_report";
  rtt_s: number;
  lost: number;
  outgoing_bps?: number | null;
  delay_s?: number | null;
}

/** Hints live, only after the call, or not at all. Told to nobody else. */
export interface SetHints {
  type: "set_hints";
  mode: HintMode;
}

/** What the receiver did with a hint. */
export interface Feedback {
  type: "feedback";
  hint: number;
  verdict: Verdict;
}

/**
 * Where the two are in telling each other their stories; None: they are not, or no more.
 *
 * Even steps are the turn of seat 0, odd ones of seat 1; every two steps have one question. Either may
 * move on or end it, and both are told.
 */
export interface Stories {
  type: "stories";
  step: number | null;
}

/** Asks for a `pong` with the same number; both sides may ask. */
export interface Ping {
  type: "ping";
  n: number;
}

/** The answer to a `ping`. `at` is call time at the server, None from a page or before the call. */
export interface Pong {
  type: "pong";
  n: number;
  at?: number | null;
}

/** Hang up for good; answered with `left`. */
export interface Leave {
  type: "leave";
}

/** The seat is taken. Keep `seat_token`: it leads back here after a reload. */
export interface Welcome {
  type: "welcome";
  seat: 0 | 1;
  seat_token: string;
  polite: boolean;
  /** True when this seat was in the call and has not hung up: go straight back in. */
  joined: boolean;
  ice_servers: readonly IceServer[];
  call_time_s: number | null;
  hints: HintMode;
  partner: Partner;
  listening: Listening;
}

/**
 * What two people have agreed on that a call keeps to; said when it is so, and when it changes.
 *
 * It never says yes for anybody: both are still asked in every call.
 */
export interface Agreed {
  type: "agreed";
  /** The most that may be: hints `live`, only the summary `after`, or no listening at all. */
  listening: HintMode;
  /** How long the cue events stay; 0: they are never stored. */
  keep_days: number;
  /** The version signed by both; None while careful defaults stand in for it. */
  version: number | null;
}

/** The other seat as it is now. A new `page` means: start a fresh peer connection. */
export interface Partner {
  type: "partner";
  presence: Presence;
  name: string | null;
  page: string | null;
  media: Media | null;
  /** How long the presence has lasted. */
  since_s: number;
}

/** Whether Duologue listens. `waiting`: not both have said yes; `paused`: it cannot hear just now. */
export interface Listening {
  type: "listening";
  state: ListeningState;
  /** My answer; None while open. */
  mine: boolean | null;
  theirs: boolean | null;
  off_record_by: readonly ("me" | "them")[];
  /** Whose sound does not arrive, when `paused`. */
  deaf_to: readonly ("me" | "them")[];
}

/** The answer to the `leg_offer` of the same number, with all its candidates. */
export interface LegAnswer {
  type: "leg_answer";
  sdp: string;
  leg: number;
}

/** The answer to the `leg_open` of the same number: open `/leg/{ticket}` within 10 s, once. */
export interface LegTicket {
  type: "leg_ticket";
  ticket: string;
  leg: number;
}

/** One cue event of either voice. `event` is a cue event as docs/cues.md defines it. */
export interface CueMessage {
  type: "cue";
  event: CueEvent;
}

/** A voice began or stopped, or a laugh began, live: what captions and the picture move by. */
export interface Heard {
  type: "heard";
  who: 0 | 1;
  at: number;
  on: boolean;
  sound: "laughter" | "voice";
}

/** One hint for this person alone: a catalogue key and numbers; the words are the page's. */
export interface HintMessage {
  type: "hint";
  id: number;
  key: string;
  why: HintWhy;
  seconds: number | null;
  minutes: number | null;
  changes: readonly string[];
}

/** The call is over for this seat; `summary` is the path of its private page. */
export interface Left {
  type: "left";
  summary: string;
}

/** Something the page asked for cannot be. `code` is stable, `text` is for developers. */
export interface Failed {
  type: "error";
  code: Code;
  text: string;
}

/** One talk spurt of one person that is not a backchannel. */
export interface Speech {
  type: "speech";
  start: number;
  end: number;
  rung?: Rung | null;
  filled?: number;
  who: number;
  confidence: number;
}

/**
 * Joint silence: both tracks heard, nobody making a sound.
 *
 * `kind`: `pause` (the same person goes on), `gap` (the other does), `long` (>= 4 s) or `quiet`
 * (>= 10 s). `before` and `after` are the speakers on either side, None at an edge.
 */
export interface Silence {
  type: "silence";
  start: number;
  end: number;
  rung?: Rung | null;
  filled?: number;
  kind: "gap" | "long" | "pause" | "quiet";
  before?: number | null;
  after?: number | null;
}

/**
 * Both make themselves heard. `who` came in second. `line_made`: they could not yet hear the other.
 *
 * `murmur`: one of the two is only a backchannel, so nobody talks over anybody.
 */
export interface Overlap {
  type: "overlap";
  start: number;
  end: number;
  rung?: Rung | null;
  filled?: number;
  who: number;
  kind: "both_start" | "held" | "murmur" | "terminal" | "tried_to_come_in";
  line_made?: boolean;
}

/** A short "mm-hm" or "yeah" under the other's turn. */
export interface Backchannel {
  type: "backchannel";
  start: number;
  end: number;
  rung?: Rung | null;
  filled?: number;
  who: number;
  confidence: number;
}

/** Laughter, also a chuckle or laughter riding on speech. */
export interface Laughter {
  type: "laughter";
  start: number;
  end: number;
  rung?: Rung | null;
  filled?: number;
  who: number;
  confidence: number;
}

/** A long audible out-breath outside speech. */
export interface Sigh {
  type: "sigh";
  start: number;
  end: number;
  rung?: Rung | null;
  filled?: number;
  who: number;
  confidence: number;
}

/** An isolated "oh", "ooh" or "aha" that is no talk spurt. */
export interface Interjection {
  type: "interjection";
  start: number;
  end: number;
  rung?: Rung | null;
  filled?: number;
  who: number;
  confidence: number;
}

/** A voice that moved from its own baseline, on two measures or more, decided at `at`. */
export interface ToneShift {
  type: "tone_shift";
  who: number;
  at: number;
  moved: readonly Move[];
  confidence: number;
  rung?: Rung | null;
}

/** A stretch of one track of which nothing is known. Unknown is not silence. */
export interface Unheard {
  type: "unheard";
  start: number;
  end: number;
  who: number;
  reason: Reason;
}

/** A stretch in which `who` heard the other `late_s` seconds late, mouth to ear. */
export interface Delay {
  type: "delay";
  start: number;
  end: number;
  who: number;
  late_s: number;
}

/** A message, of either. */
export interface Said {
  type: "said";
  message: Message;
}

/** How far somebody has read. */
export interface Read {
  type: "read";
  person: string;
  upto: number;
}

/** Something else of the pair is other than before: ask for it again. */
export interface Changed {
  type: "changed";
  what: string;
}

/** Both people's facts; the words are the page's. `too_short`: under 2 min of joint talk. */
export interface Summary {
  seconds: number;
  /** Time in which both tracks were heard. */
  known_s: number;
  too_short: boolean;
  shape: Shape | null;
  people: readonly [Person, Person];
  overlaps: number;
  overlaps_line_made: number;
  overlap_s: number;
  laughed_together: readonly Moment[];
  long_silences: readonly Quiet[];
  long_turns: readonly Turn[];
  worked: readonly Good[];
  /** At most three for each person, each shown to that person alone. */
  suggestions: readonly [readonly Suggestion[], readonly Suggestion[]];
  /** Who held most of the one-sided stretches, when the shape is `one_led`. */
  led_by: number | null;
  /** None where the delay was not measured both ways. */
  line: LineDid | null;
}

/** One of the two. */
export interface Someone {
  id: string;
  name: string;
  pronouns: Pronouns | null;
  zone: string;
  /** Where they tell that they live, else what the zone is named after; empty where neither is told. */
  city: string;
}

/** One person as their partner sees them; of a deleted account nothing but the place is left. */
export interface Card {
  id: string;
  name: string;
  pronouns: Pronouns | null;
  time_zone: string;
  languages: readonly string[];
  city: string;
  /** Path of the photo; None where there is none, or none to be seen. */
  photo: string | null;
}

/** One pair, seen by one of its two. */
export interface PairCard {
  id: string;
  me: Card;
  partner: Card;
  my_role: Role;
  their_role: Role;
  state: State;
  since: string;
  ended_at: string | null;
  /** Of an invitation: whether the other one's yes is awaited, or mine. */
  invited_by_me: boolean;
}

/** What a person tells of themselves; seen by their partners and nobody else. */
export interface Biography {
  city: string;
  stations: readonly Station[];
  interests: readonly string[];
  /** Where they would like to go. */
  goals: readonly string[];
  /** What they can help somebody with. */
  offers: readonly string[];
  /** Languages they are learning, as ISO 639 codes. */
  learning: readonly string[];
}

/** The agreement of a pair: what holds, what waits, and everything before. */
export interface AgreementPage {
  pair: PairCard;
  /** What governs now; the careful terms until something is signed by both. */
  holds: Terms;
  in_force: number | null;
  open: number | null;
  /** The clauses in which the open version differs from what holds. */
  news: readonly Clause[];
  careful: Terms;
  versions: readonly VersionPage[];
}

/** What a pair holds to. What nobody has signed is never less careful than these defaults. */
export interface Terms {
  /** What either may tell others: `ask` first, always; or `ideas`, without who said them. */
  sharing: Sharing;
  /** What the programme sees: whether meetings were held; or also the goals both have shown it. */
  programme: Programme;
  /** The most Duologue may do in a call: hints `live`, a summary `after` it, or `off`. */
  listening: HintMode;
  /** How long cue events, and the summaries made of them, are kept; 0: never stored. */
  keep_days: KeptDays;
  /** What a person's export holds of a meeting: the sounds of their own voice, or of both. */
  copies: Copies;
  every: Every;
  minutes: Minutes;
  /** What else was said about when and how long, in the pair's own words. */
  rhythm: string;
  /** Whether the link of a meeting also opens without signing in. */
  guests: boolean;
  /** How to end: at `any_time`, or after `one_more` meeting, which is a promise and no lock. */
  notice: Notice;
  /** How long shared things can still be read and saved after the end; then they are deleted. */
  save_days: SavedDays;
  own_words: string;
}

/** What a person sends at the moment. */
export interface Media {
  audio: boolean;
  video: boolean;
  voice_only?: boolean;
}

/** What a hint rests on, for "why this?". */
export interface HintWhy {
  start: number;
  end: number;
  sure: Sureness;
  line: Tier;
}

/** One message; `id` is its place in the order of all. */
export interface Message {
  id: number;
  client: string;
  /** The id of whoever wrote it. */
  author: string;
  body: string;
  at: string;
}

/** One hint for one person: a key and the numbers its words need. */
export interface Hint {
  key: Key;
  receiver: number;
  at: number;
  why: Why;
  seconds: number | null;
  minutes: number | null;
  changes: readonly Change[];
}

/** What one partner keeps when somebody leaves; `partner` is empty when they have left too. */
export interface Kept {
  partner: string;
  meetings: number;
  messages: number;
  agreement: boolean;
}

/** One pair as home shows it. */
export interface HomePair {
  page: MeetingsPage;
  /** What the partner shared last. */
  shared: Idea | null;
  carrying: Carried | null;
  unread: number;
  /** The weekday on which the two have met most, YYYY-MM-DD of the latest such day. */
  usual_weekday: string | null;
  /** Where the call is in which the partner is now, and whoever asks is not. */
  waiting: string | null;
  /** Their latest talk, as long as what was heard in it is there. */
  last: Talk | null;
  /** What two people begin with and these have not done yet; nothing once they have talked. */
  to_begin: readonly ("agreement" | "hello" | "story")[];
}

/** An invitation that waits for an answer of whoever asks. */
export interface Invited {
  pair: string;
  /** Who would like to meet them. */
  name: string;
}

/** One time the two meet. */
export interface Upcoming {
  uid: string;
  /** Names the time among those of its meeting. */
  original: string;
  start: Time;
  end: string;
  minutes: number;
  every: Repeat;
  note: string;
  agenda: readonly Phase[];
  /** What the calendar of whoever was asked says. */
  answer: Answer;
  /** The id of whose hour stays when clocks change. */
  kept_for: string;
  /** Ids of the two while a change of the clocks asks whose hour to keep; else empty. */
  ask: readonly string[];
  opens_at: string;
  /** The programme sees that you met, and nothing of it. */
  visibility: Visibility;
}

/** Times that wait for a yes. */
export interface MeetingProposal {
  id: string;
  mine: boolean;
  note: string;
  offers: readonly OfferedTime[];
  /** The time they are to replace. */
  moves: Time | null;
  visibility: Visibility;
}

/** The next change of a clock that moves the two against each other. */
export interface ClockNews {
  city: string;
  /** The id of whoever's clock changes. */
  whose: string;
  /** YYYY-MM-DD where it changes. */
  day: string;
  /** How far it is put on; negative: back. */
  minutes: number;
  at: string;
}

/** A moment by both clocks, each as YYYY-MM-DDTHH:MM. */
export interface Time {
  at: string;
  mine: string;
  theirs: string;
}

/** One part of a meeting; `title` is what the two call it, None: by its kind. */
export interface Phase {
  kind: PhaseKind;
  minutes: number;
  title: string | null;
}

/** An idea: a title, a line to it, perhaps a link. */
export interface Idea {
  id: string;
  author: string;
  title: string;
  quote: string;
  url: string | null;
  visibility: Copies;
  at: string;
  comments: readonly Comment[];
}

/** What one of the two is working on. */
export interface Goal {
  id: string;
  owner: string;
  title: string;
  visibility: Visibility;
  /** Who of the two marked it for the programme first; shown it is when the other has too. */
  marked_by: string | null;
  at: string;
  done_at: string | null;
  steps: readonly Step[];
}

/** One note, mine alone. */
export interface Note {
  id: string;
  body: string;
  at: string;
}

/** One thing two people share: in the words of the first, and in those of the second. */
export interface Common {
  kind: "field" | "goal" | "i_help" | "i_speak" | "interest" | "language" | "learning" | "place" | "they_help" | "they_speak";
  mine: string;
  theirs: string;
  my_years: Years | null;
  their_years: Years | null;
  /** Both were there in the same years. */
  together: boolean;
}

/** Counts over the whole programme, this month's for meetings. */
export interface Totals {
  pairs: number;
  held: number;
  not_held: number;
  agreed: number;
  invitations: number;
}

/**
 * One pair: their names, their last planned meetings (the oldest first), the next, their signatures.
 *
 * `goals`: none but those that both marked, under an agreement both signed.
 */
export interface PairRow {
  names: readonly string[];
  held: readonly boolean[];
  next_at: string | null;
  agreement: AgreementState;
  goals: readonly ShownGoal[];
}

/** One person: `paired` with somebody at present, `seen` since they were put in. */
export interface PersonRow {
  id: string;
  name: string;
  email: string;
  administrator: boolean;
  paired: boolean;
  seen: boolean;
}

/** A line nobody could be made of. */
export interface WrongLine {
  line: number;
  code: string;
}

/** One STUN or TURN server, as `RTCConfiguration` wants it. */
export interface IceServer {
  urls: readonly string[];
  username?: string | null;
  credential?: string | null;
}

/** One measure of a voice and how far it moved, in the measure's own unit. */
export interface Move {
  measure: Measure;
  by: number;
}

/** One person's figures. Talk time leaves out murmurs, laughs, sighs and interjections. */
export interface Person {
  talk_s: number;
  /** Of both people's talk over known time; None when nobody spoke in it. */
  share: number | null;
  turns: number;
  longest_turn_s: number;
  pauses: number;
  /** Median reaction after hearing the other's turn end, in seconds; negative is an overlap. */
  gap_median_s: number | null;
  /** The same answers as the other heard them. */
  gap_heard_median_s: number | null;
  backchannels: number;
  laughs: number;
  sighs: number;
  interjections: number;
  /** Own pauses of a second or more after which the partner went on. */
  silences_given: number;
  /** Own pauses of a second or more. */
  silences_long: number;
  unheard_s: number;
  /** What `gap_median_s` is the median of, in order of time. */
  reactions: readonly Reaction[];
}

/** A stretch of the call a statement rests on. */
export interface Moment {
  start: number;
  end: number;
}

/** A long joint silence, and who spoke before and after it; None when that is not known. */
export interface Quiet {
  start: number;
  end: number;
  before: number | null;
  after: number | null;
}

/** One person's holding of the floor. */
export interface Turn {
  who: number;
  start: number;
  end: number;
}

/** One thing that worked: a catalogue key, its count(s) and the moments. `who` None: both. */
export interface Good {
  key: Worked;
  count: number;
  of: number | null;
  who: number | null;
  moments: readonly Moment[];
}

/** What the line did to the talk. Pairs are by who hears: `late_s` is mouth to ear from the other. */
export interface LineDid {
  /** The usual delay to each. */
  late_s: readonly [number, number];
  /** What there and back takes together: so much later than it was given is an answer heard. */
  adds_s: number;
  /** How long both spoke at once as each heard it; `Summary.overlap_s` is as spoken. */
  overlap_heard_s: readonly [number, number];
}

/** What a hint rests on: the stretch, how sure, and the receiver's line at that time. */
export interface Why {
  start: number;
  end: number;
  sure: Sureness;
  line: Tier;
}

/** One stop on the way: where or what, from when until when, and a line about it. */
export interface Station {
  kind: "place" | "study" | "turning_point" | "work";
  title: string;
  start: number;
  end: number | null;
  place: string;
  note: string;
}

/** One version of the agreement as it is read. */
export interface VersionPage {
  number: number;
  terms: Terms;
  /** Proposed by me. */
  mine: boolean;
  at: string;
  signatures: readonly SignatureLine[];
  signed_at: string | null;
  aside: boolean;
}

/** One thing to try, for one person: a catalogue key, a count and the moments it rests on. */
export interface Suggestion {
  key: Suggested;
  count: number;
  moments: readonly Moment[];
}

/** The next step of a goal of mine. */
export interface Carried {
  goal: string;
  step: string;
  visibility: Visibility;
}

/** One of the times of a proposal. */
export interface OfferedTime {
  uid: string;
  start: Time;
  minutes: number;
  every: Repeat;
}

/** What one said to an idea. */
export interface Comment {
  id: string;
  author: string;
  body: string;
  at: string;
}

/** One step; `done_at`: None until it is done. */
export interface Step {
  id: string;
  title: string;
  done_at: string | null;
}

/** From when until when somebody was somewhere; `end` None: they still are. */
export interface Years {
  start: number;
  end: number | null;
}

/** A goal both of a pair marked for the programme. */
export interface ShownGoal {
  title: string;
  done: boolean;
}

/**
 * One change of speaker: the other's turn ended at `at`, the person began `seconds` after hearing that.
 *
 * Less than nothing means that they began before the other had ended.
 */
export interface Reaction {
  at: number;
  /** As the person who answered heard it: their own reaction. */
  seconds: number;
  /** As spoken: from the other's end to the person's start, wherever they are. */
  spoken: number;
  /** As the other heard it, who waited for the answer. */
  heard: number;
}

/** A name under a version. */
export interface SignatureLine {
  mine: boolean;
  name: string;
  at: string;
}

export type FromPage =
  | Enter
  | Join
  | SetMedia
  | Consent
  | OffRecord
  | Description
  | Candidate
  | LegOffer
  | LegOpen
  | LineReport
  | SetHints
  | Feedback
  | Stories
  | Ping
  | Pong
  | Leave;

export type FromServer =
  | Welcome
  | Agreed
  | Stories
  | Partner
  | Listening
  | Description
  | Candidate
  | LegAnswer
  | LegTicket
  | CueMessage
  | Heard
  | HintMessage
  | Ping
  | Pong
  | Left
  | Failed;

export type CueEvent =
  | Speech
  | Silence
  | Overlap
  | Backchannel
  | Laughter
  | Sigh
  | Interjection
  | ToneShift
  | Unheard
  | Delay;

export type PairNews = Said | Read | Changed;
