/** Consent by edition of the notice, and WeChat's own gate before anything private is touched. */
import { Gives } from "../api/calls";
import { dropFiles } from "./drafts";
import { forget, keep, read } from "./kept";

/** Whether the edition that is in force now was agreed to on this phone. */
export function hasAgreed(forms: Gives<"forms"> | undefined): boolean {
  const agreed = read("agreed");
  return Boolean(agreed && forms && agreed.version === forms.privacy.version);
}

export function agree(version: number, at: string): void {
  keep("agreed", { version, at });
}

/** Forget everything that this phone keeps for the person; what was sent is with the city. */
export function withdraw(): void {
  dropFiles(read("drafts") ?? []);
  for (const name of ["agreed", "drafts", "receipts", "session"] as const) {
    forget(name);
  }
}

/** Ask WeChat's gate; on an older WeChat without one there is nothing to ask. */
export function passGate(): Promise<boolean> {
  if (!wx.canIUse("requirePrivacyAuthorize")) {
    return Promise.resolve(true);
  }
  return new Promise((give) => {
    wx.requirePrivacyAuthorize({ success: () => give(true), fail: () => give(false) });
  });
}
