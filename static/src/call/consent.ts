/** What the page says and draws about listening: from the two answers and the state the server tells. */

import type { Consent, Listening, OffRecord } from "../api/protocol.gen.ts";

export type ListeningFacts = Omit<Listening, "type">;

/** How one half of the mark is drawn. */
export type Half = "yes" | "open" | "absent";

export interface Halves {
  /** The dome: the partner. */
  them: Half;
  /** The bowl: oneself. */
  me: Half;
}

/** Words of the listening chip: catalogue keys. */
export type ChipKey = "listening" | "paused" | "off_record" | "not_listening";

/** Why listening is paused, for the sentence that says so. */
export type PauseReason = "me_off_record" | "them_off_record" | "both_off_record" | "deaf" | null;

export function chip(facts: ListeningFacts): ChipKey {
  switch (facts.state) {
    case "on":
      return "listening";
    case "paused":
      return "paused";
    case "off_record":
      return "off_record";
    case "waiting":
      return "not_listening";
  }
}

/** Listening as it can be at all: a page without its line to the server is not heard. */
export function effective(facts: ListeningFacts, online: boolean): ListeningFacts {
  return online || facts.state !== "on" ? facts : { ...facts, state: "paused", deaf_to: ["me"] };
}

/** How listening stands after one's own word, until the server tells: a "no" holds at once, a "yes" waits. */
export function said(facts: Listening, word: Consent | OffRecord): Listening {
  if (word.type === "consent") {
    const ends = !word.listen && (facts.state === "on" || facts.state === "paused");
    return { ...facts, mine: word.listen, state: ends ? "waiting" : facts.state };
  }
  const others = facts.off_record_by.filter((party) => party !== "me");
  if (word.on) return { ...facts, state: "off_record", off_record_by: ["me", ...others] };
  return { ...facts, state: others.length > 0 ? "off_record" : "waiting", off_record_by: others };
}

/** What this person has said and a server that lost it (a restart) has to be told again; privacy first. */
export function untold(before: ListeningFacts, now: ListeningFacts): (Consent | OffRecord)[] {
  const again: (Consent | OffRecord)[] = [];
  if (mineIsOff(before) && !mineIsOff(now)) again.push({ type: "off_record", on: true });
  if (before.mine !== null && now.mine === null) again.push({ type: "consent", listen: before.mine });
  return again;
}

/** In the green room a half is filled by a yes; in the call both are filled only while it listens. */
export function consentHalves(facts: ListeningFacts, partnerHere: boolean): Halves {
  return {
    them: facts.theirs === true ? "yes" : partnerHere ? "open" : "absent",
    me: facts.mine === true ? "yes" : "open",
  };
}

export function chipHalves(facts: ListeningFacts): Halves {
  switch (facts.state) {
    case "on":
      return { them: "yes", me: "yes" };
    case "paused":
      return {
        them: facts.deaf_to.includes("them") ? "absent" : "yes",
        me: facts.deaf_to.includes("me") ? "absent" : "yes",
      };
    case "off_record":
      return { them: "open", me: "open" };
    case "waiting":
      // Both have said yes and still nobody listens: the partner is not in the call.
      if (facts.mine === true && facts.theirs === true) return { them: "absent", me: "yes" };
      return {
        them: facts.theirs === true ? "yes" : "open",
        me: facts.mine === true ? "yes" : "open",
      };
  }
}

export function pauseReason(facts: ListeningFacts): PauseReason {
  if (facts.state === "paused") return "deaf";
  if (facts.state !== "off_record") return null;
  if (facts.off_record_by.length === 2) return "both_off_record";
  return facts.off_record_by[0] === "them" ? "them_off_record" : "me_off_record";
}

/** Whether the person's own "off the record" is in force (only one's own can be taken back). */
export function mineIsOff(facts: ListeningFacts): boolean {
  return facts.off_record_by.includes("me");
}
