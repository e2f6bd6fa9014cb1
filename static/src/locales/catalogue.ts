/** What every other language says: all that English says, and nothing else. */
import type * as english from "./en/index.ts";
import type { Sentence } from "./translate.ts";

/** The same keys with other sentences; a plural or a choice may stand where English has one sentence. */
type Said<T> = T extends string | { readonly other: unknown }
  ? Sentence
  : { readonly [Key in keyof T]: Said<T[Key]> };

type Areas = Omit<typeof english, "language">;

/** One area of a catalogue: `call`, `hints`, ... */
export type Words<Name extends keyof Areas> = Said<Areas[Name]>;

/** A whole catalogue; a missing or a superfluous key is an error. */
export type Catalogue = { readonly [Name in keyof Areas]: Words<Name> };
