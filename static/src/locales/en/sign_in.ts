/** The page to sign in. */
import type { Area } from "../translate.ts";

export const sign_in = {
  title: "Come in.",
  lead: "There is no password here. A link in a mail opens the door once, or the passkey of your device does.",
  email: "Your e-mail address",
  send: "Send me a link",
  bad_email: "That does not look like an e-mail address.",
  no_mail: "This Duologue has no mail server. Ask whoever runs it for your link; it is shown to them.",
  sent_title: "Look into your letter box.",
  sent: "If {email} is in this programme, a link is on its way. It works once, within the next 20 minutes.",
  again: "Use another address",
  passkey: "Use a passkey",
  organisation: "Sign in with {name}",
  or: "or",
  link_title: "Here is your door.",
  link: "Press once and you are in. The link in the mail is used up by it.",
  enter: "Go in",
  link_over: "This link has been used, or is too old. Ask for a new one.",
  too_fast: "That was often. Wait a little and try again.",
  passkey_failed: "This passkey did not work here. A link by mail does.",
  passkey_none: "No passkey was used. A link by mail works too.",
  organisation_failed: "Your organisation did not let you through, or did not answer. A link by mail works too.",
  unknown_person: "Your organisation knows you, but nobody has put you into this programme yet. Ask who runs it.",
  failed: "That did not work. The line may be down; try again in a moment.",
  without: "You have a link to a meeting? It opens without an account.",
} as const satisfies Area;
