/** Photos and recordings, piece by piece; after a cut the next piece goes on where the last one ended. */
import { addressOf, Asks, Gives } from "../api/calls";
import { Draft, keepDraft, Medium } from "./drafts";
import { ask, Refused } from "./http";

/** Small enough for a weak signal; a piece that is lost costs seconds. */
export const PIECE = { bytes: 256 * 1024 };

type Query = Asks<"chunk">;
type Progress = (done: number, total: number) => void;

/** Send what the site does not have yet; the draft remembers every piece. */
export async function uploadAll(draft: Draft, tell: Progress): Promise<string[]> {
  const total = draft.media.length;
  for (const [place, medium] of draft.media.entries()) {
    tell(place, total);
    try {
      await upload(draft, medium);
    } catch (fault) {
      if (fault instanceof Refused) {
        // The site does not know the pieces any more: the next try begins anew.
        Object.assign(medium, { id: undefined, token: undefined, sent: 0 });
      }
      throw fault;
    }
  }
  return draft.media.map((medium) => medium.token as string);
}

async function upload(draft: Draft, medium: Medium): Promise<void> {
  if (!medium.token) {
    const begun = await announce(medium);
    Object.assign(medium, { id: begun.id, token: begun.token, sent: 0 });
    keepDraft(draft);
  }
  const query: Query = { total: medium.bytes, keep_place: draft.consents.keep_place };
  while (medium.sent < medium.bytes) {
    const length = Math.min(PIECE.bytes, medium.bytes - medium.sent);
    const raw = { type: "application/octet-stream", data: readPiece(medium.path, medium.sent, length) };
    const path = addressOf("chunk", { media_id: medium.id as string, offset: medium.sent });
    await ask({ method: "PUT", path, query, raw });
    medium.sent += length;
    keepDraft(draft);
  }
}

/** Say what is coming; the answer names it. */
function announce(medium: Medium): Promise<Gives<"media">> {
  const form = { kind: medium.kind, bytes: medium.bytes, transcript: medium.words };
  const data = Object.entries(form).map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&");
  const raw = { type: "application/x-www-form-urlencoded", data };
  return ask({ method: "POST", path: addressOf("media"), raw });
}

function readPiece(path: string, position: number, length: number): ArrayBuffer {
  return wx.getFileSystemManager().readFileSync(path, undefined, position, length) as ArrayBuffer;
}
