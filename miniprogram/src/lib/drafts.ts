/** What is being written, kept on the phone after every change until the city has confirmed it. */
import type { PlaceIn as Place } from "../api/contract";
import { keep, read } from "./kept";
import { newKey } from "./keys";

export interface Medium {
  kind: "photo" | "voice";
  /** The phone's own copy. */
  path: string;
  bytes: number;
  /** Typed by the reporter; for voices. */
  words: string;
  /** Given by the site once it knows of the file. */
  id?: string;
  token?: string;
  /** Bytes that the site has confirmed. */
  sent: number;
}

export interface Draft {
  /** Also the idempotency key: made once, sent with every try. */
  key: string;
  class_code: string;
  class_name: string;
  fields: Record<string, unknown>;
  media: Medium[];
  /** Where it is, and what the map calls it. */
  place: (Place & { words: string }) | null;
  contact: { name: string; phone: string };
  consents: { identity_to_unit: boolean; keep_place: boolean; publish: boolean };
  changed_at: string;
  /** Handed over to be sent as soon as there is a network. */
  is_waiting: boolean;
}

export function drafts(): Draft[] {
  return read("drafts") ?? [];
}

export function draftOf(key: string): Draft | undefined {
  return drafts().find((one) => one.key === key);
}

export function begin(class_code: string, class_name: string, now: Date = new Date()): Draft {
  return {
    key: newKey(),
    class_code,
    class_name,
    fields: {},
    media: [],
    place: null,
    contact: { name: "", phone: "" },
    consents: { identity_to_unit: false, keep_place: false, publish: false },
    changed_at: now.toISOString(),
    is_waiting: false,
  };
}

export function keepDraft(draft: Draft, now: Date = new Date()): void {
  draft.changed_at = now.toISOString();
  keep("drafts", [draft, ...drafts().filter((one) => one.key !== draft.key)]);
}

export function dropDraft(key: string): void {
  const all = drafts();
  dropFiles(all.filter((one) => one.key === key));
  keep("drafts", all.filter((one) => one.key !== key));
}

export function dropAllDrafts(): void {
  dropFiles(drafts());
  keep("drafts", []);
}

/** Delete the phone's copies of photos and recordings. */
export function dropFiles(of: Draft[]): void {
  const files = wx.getFileSystemManager();
  for (const medium of of.flatMap((one) => one.media)) {
    files.removeSavedFile({ filePath: medium.path, fail: () => undefined });
  }
}
