/** Receipts on this phone: they open without a network, and show what was seen last. */
import { Gives } from "../api/calls";
import { SITE } from "../site";
import { keep, read } from "./kept";

export interface Receipt {
  code: string;
  number: string;
  class_name: string;
  words: string;
  promised_on: string | null;
  /** The address that the hall's scanner opens. */
  follow: string;
  sent_at: string;
  /** What was seen last, and when. */
  seen?: { at: string; page: Gives<"follow"> };
}

/** The page of a receipt on the site. */
export function pageOf(code: string): string {
  return `${SITE.address}/r/${encodeURIComponent(code)}/`;
}

export const MOST_RECEIPTS = 100;

export function receipts(): Receipt[] {
  return read("receipts") ?? [];
}

export function receiptOf(code: string): Receipt | undefined {
  return receipts().find((one) => one.code === code);
}

/** Put a receipt on top; one that is there already keeps its words. */
export function keepReceipt(given: Receipt): void {
  const others = receipts().filter((one) => one.code !== given.code);
  keep("receipts", [{ ...receiptOf(given.code), ...given }, ...others].slice(0, MOST_RECEIPTS));
}

/** Remember what was seen, where the receipt is on this phone. */
export function keepSeen(code: string, page: Gives<"follow">, at: string): void {
  const all = receipts();
  const known = all.find((one) => one.code === code);
  if (known) {
    known.seen = { at, page };
    known.promised_on = page.promised_on;
    keep("receipts", all);
  }
}
