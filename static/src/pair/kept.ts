/** What a pair shared, as it is read and saved once it has ended. Pure. */
import type { EverythingShared } from "../api/protocol.gen.ts";
import { say } from "../locales/translate.ts";
import { messages as words } from "../locales/words.ts";

export interface Reader {
  me: string;
  /** The other's name. */
  name: string;
  language: string;
  zone: string;
}

/** One thing that was written: by whom and when, and the words. */
export interface Entry {
  head: string;
  text: string;
}

export interface Section {
  title: string;
  entries: readonly Entry[];
}

/** All of it by kind, the oldest first; kinds nothing is there of are left out. */
export function sections(all: EverythingShared, { me, name, language, zone }: Reader): Section[] {
  const when = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short", timeZone: zone });
  const who = (author: string): string => (author === me ? words.you : name);
  const head = (author: string, at: string): string =>
    say(words.wrote_at, { name: who(author), when: when.format(new Date(at)) });
  const said = (author: string, body: string): string => say(words.said_by, { name: who(author), body });
  const found = [
    { title: words.heading, entries: all.messages.map(({ author, at, body }) => ({ head: head(author, at), text: body })) },
    {
      title: words.ideas,
      entries: all.ideas.map(({ author, at, title, quote, url, comments }) => ({
        head: head(author, at),
        text: [title, quote, url, ...comments.map((each) => said(each.author, each.body))].filter(Boolean).join("\n"),
      })),
    },
    {
      title: words.goals,
      entries: all.goals.map(({ owner, at, title, steps }) => ({
        head: head(owner, at),
        text: [title, ...steps.map((step) => `${step.done_at === null ? "○" : "✓"} ${step.title}`)].join("\n"),
      })),
    },
    { title: words.notes, entries: all.notes.map(({ at, body }) => ({ head: when.format(new Date(at)), text: body })) },
  ];
  return found.filter(({ entries }) => entries.length > 0);
}

/** The same as one text, for a file. */
export function asText(title: string, found: readonly Section[]): string {
  const part = (section: Section): string =>
    [section.title.toUpperCase(), ...section.entries.map(({ head, text }) => `${head}\n${text}`)].join("\n\n");
  return `${[title, ...found.map(part)].join("\n\n\n")}\n`;
}
