/** What went wrong, as a sentence in the reader's language. */
import { Refused, Unreachable } from "./http";
import { inTongue, say } from "./words";

export function sentence(fault: unknown): string {
  if (fault instanceof Refused) {
    return inTongue(fault.words);
  }
  return say("unreachable");
}

/** First sentence for each field that the site did not like. */
export function faultsByField(fault: unknown): Record<string, string> {
  const found: Record<string, string> = {};
  if (fault instanceof Refused) {
    for (const [name, sentences] of Object.entries(fault.faults ?? {})) {
      if (sentences[0]) {
        found[name] = inTongue(sentences[0]);
      }
    }
  }
  return found;
}

export function isOffline(fault: unknown): boolean {
  return fault instanceof Unreachable;
}
