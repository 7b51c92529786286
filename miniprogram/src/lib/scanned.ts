/** What stands on a code: an address of this city that ends in a token. */
import { SITE } from "../site";

/** The token of a rating code; nothing when the code is somebody else's. */
export function ratingToken(text: string): string | undefined {
  return tokenAfter(text, /^\/(?:[\w-]+\/)*rate\/(?:at\/)?([\w.~-]{1,200})\/?$/);
}

/** The code of a receipt, scanned or typed. */
export function receiptCode(text: string): string | undefined {
  const typed = text.trim();
  return /^[\w-]{6,80}$/.test(typed) ? typed : tokenAfter(typed, /^\/r\/([\w-]{6,80})\/?$/);
}

function tokenAfter(text: string, path: RegExp): string | undefined {
  const address = text.trim();
  if (!address.startsWith(`${SITE.address}/`)) {
    return undefined;
  }
  const found = path.exec((address.slice(SITE.address.length).split(/[?#]/)[0] as string));
  return found?.[1];
}
