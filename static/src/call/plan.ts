/** What is known of a pair's call beyond the call itself: who the other is, where, and what it is for. */
import { ask } from "../api/ask.ts";
import type { CallPlan } from "../api/protocol.gen.ts";

/** The plan of the call behind an invitation; null for one of no pair, and where none comes. */
export async function planOf(invite: string, signal: AbortSignal): Promise<CallPlan | null> {
  const asked = await ask<CallPlan | undefined>("GET", `/api/calls/${invite}/plan`, undefined, signal);
  return (asked.ok && asked.value) || null;
}
