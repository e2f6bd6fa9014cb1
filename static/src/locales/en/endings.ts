/** Why a meeting does not go on in a page: left, ended, full, replaced. */
import type { Sentence } from "../translate.ts";

export const endings = {
  third: "This call is for two",
  third_detail: "Both places are taken. If someone sent you this link, ask them for a meeting of your own.",
  third_action: "Start a meeting of my own",
  unknown: "There is no meeting here",
  unknown_detail: "The link may have lost a letter on the way. Ask for it once more, or start a new meeting.",
  guests: "This meeting is for two who know each other",
  guests_detail: "Its link opens once you have signed in as one of them.",
  guests_action: "Sign in",
  over: "This meeting has ended",
  over_detail: "Its link has done its work. A new meeting has a new one.",
  home: "To the first page",
  replaced: "This call is open in another tab",
  replaced_detail: "Go on there, or take the call over to this one.",
  replaced_action: "Take it over here",
  version: "Duologue has been renewed",
  version_detail: "Load this page once more to go on.",
  reload: "Load again",
  too_fast: "This page sent too much at once",
  too_fast_detail: "It was let go to keep the call steady. Load it again to come back to your place.",
  leaving: "Your summary is on its way",
  left: "You have left",
  left_detail: "Your summary is not ready yet. It stays with the link of this meeting.",
  to_summary: "To my summary",
  join_again: "Come back in",
} satisfies Record<string, Sentence>;
