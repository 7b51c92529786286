/** What stays on the phone, by name; nothing else of this program is stored anywhere. */
import type { Draft } from "./drafts";
import type { Receipt } from "./receipts";
import type { Gives } from "../api/calls";

interface Kept {
  language: "zh" | "en";
  large: boolean;
  /** The edition of the notice that was agreed to; absent before, and after consent was withdrawn. */
  agreed: { version: number; at: string };
  session: { token: string; name: string };
  drafts: Draft[];
  receipts: Receipt[];
  forms: Gives<"forms">;
}

export function read<K extends keyof Kept>(name: K): Kept[K] | undefined {
  const found = wx.getStorageSync(name);
  return found === "" ? undefined : (found as Kept[K]);
}

export function keep<K extends keyof Kept>(name: K, value: Kept[K]): void {
  wx.setStorageSync(name, value);
}

export function forget(name: keyof Kept): void {
  wx.removeStorageSync(name);
}
