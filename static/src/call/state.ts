/** The meeting as this page knows it: what each message from the server makes of it. Pure. */

import type { Agreed, Code, FromServer, IceServer, Listening, Partner, Welcome } from "../api/protocol.gen.ts";
import { isFinal } from "../api/reconnect.ts";

export type Phase = "opening" | "greenroom" | "call" | "leaving" | "left" | "ended";

/** The partner, with the moment of the last change in ms of the page's clock. */
export interface Other extends Omit<Partner, "type" | "since_s"> {
  since: number;
}

export interface Meeting {
  phase: Phase;
  /** Asked to join while the meeting was still opening: it is joined as soon as it has. */
  eager: boolean;
  /** Why the meeting cannot go on in this page, in phase "ended". */
  ended: Code | null;
  online: boolean;
  seat: 0 | 1;
  polite: boolean;
  iceServers: readonly IceServer[];
  /** The page's clock in ms at call time 0; null before the call. */
  callZero: number | null;
  partner: Other;
  listening: Listening;
  /** What the two have agreed on; null where nothing but this call counts. */
  agreed: Agreed | null;
  /** Where the two are in telling their stories; null: not at them. */
  stories: number | null;
  /** Path of the private summary, once left. */
  summary: string | null;
}

const NOBODY: Other = { presence: "absent", name: null, page: null, media: null, since: 0 };
const UNASKED: Listening = {
  type: "listening",
  state: "waiting",
  mine: null,
  theirs: null,
  off_record_by: [],
  deaf_to: [],
};

export const OPENING: Meeting = {
  phase: "opening",
  eager: false,
  ended: null,
  online: false,
  seat: 0,
  polite: false,
  iceServers: [],
  callZero: null,
  partner: NOBODY,
  listening: UNASKED,
  agreed: null,
  stories: null,
  summary: null,
};

function seen(partner: Partner, now: number): Other {
  const { presence, name, page, media, since_s } = partner;
  return { presence, name, page, media, since: now - since_s * 1000 };
}

function welcomed(meeting: Meeting, welcome: Welcome, now: number): Meeting {
  const inside = welcome.joined || meeting.phase === "call" || meeting.eager;
  const phase = meeting.phase === "leaving" ? "leaving" : inside ? "call" : "greenroom";
  return {
    ...meeting,
    phase,
    eager: false,
    online: true,
    seat: welcome.seat,
    polite: welcome.polite,
    iceServers: welcome.ice_servers,
    callZero: welcome.call_time_s === null ? null : now - welcome.call_time_s * 1000,
    partner: seen(welcome.partner, now),
    listening: welcome.listening,
  };
}

/** The meeting after one message, received at `now` (ms). Messages of other parts change nothing here. */
export function apply(meeting: Meeting, message: FromServer, now: number): Meeting {
  switch (message.type) {
    case "welcome":
      return welcomed(meeting, message, now);
    case "partner":
      return { ...meeting, partner: seen(message, now) };
    case "stories":
      return { ...meeting, stories: message.step };
    case "agreed":
      return { ...meeting, agreed: message };
    case "listening":
      return { ...meeting, listening: message };
    case "pong":
      return typeof message.at === "number" ? { ...meeting, callZero: now - message.at * 1000 } : meeting;
    case "left":
      return { ...meeting, phase: "left", summary: message.summary };
    case "error":
      return isFinal(message.code) && meeting.phase !== "left"
        ? { ...meeting, phase: "ended", ended: message.code, online: false }
        : meeting;
    default:
      return meeting;
  }
}

export function offline(meeting: Meeting): Meeting {
  return meeting.online ? { ...meeting, online: false } : meeting;
}

export function joined(meeting: Meeting): Meeting {
  if (meeting.phase === "opening") return { ...meeting, eager: true };
  return meeting.phase === "greenroom" ? { ...meeting, phase: "call" } : meeting;
}

export function leaving(meeting: Meeting): Meeting {
  return meeting.phase === "call" || meeting.phase === "greenroom" ? { ...meeting, phase: "leaving" } : meeting;
}

/** The page of the partner to hold a peer connection with, or null when there is none to talk to. */
export function linkedPage(meeting: Meeting, current: string | null): string | null {
  const { presence, page } = meeting.partner;
  if (meeting.phase !== "call" || presence === "left") return null;
  if (presence === "in_call" && page !== null) return page;
  // A lost socket is not a lost call: the connection between the two lives on as long as the page does,
  // and a server that was restarted knows no page until the partner is back.
  return page === null || page === current ? current : null;
}

export type Stage = "waiting" | "here" | "dropped" | "gone";

/** What stands on the stage where the partner would be. */
export function stage(meeting: Meeting, connected: boolean): Stage {
  switch (meeting.partner.presence) {
    case "absent":
    case "green_room":
      return connected ? "here" : "waiting";
    case "in_call":
      return "here";
    case "dropped":
      return connected ? "here" : "dropped";
    case "left":
      return "gone";
  }
}
