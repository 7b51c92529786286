/** Photos and recordings come onto the phone's own shelf, made small first. */
import { passGate } from "./consent";
import type { Medium } from "./drafts";
import { say } from "./words";

const MEGABYTE = 1024 * 1024;
/** Longest side and quality that keep a document legible on a slow network. */
const LONGEST_SIDE = 2000;
const QUALITY = 75;

/** Something on the phone said no; the message is a sentence for the person. */
export class NotTaken extends Error {}

/** Photos chosen or taken now; none when the person thought better of it. */
export async function takePhotos(most: number, megabytes: number): Promise<Medium[]> {
  await requireGate();
  const chosen = await choosePhotos(most);
  const found: Medium[] = [];
  for (const path of chosen) {
    found.push(await shelved("photo", await smaller(path), megabytes));
  }
  return found;
}

/** The recording that the recorder left in `path`. */
export function takeVoice(path: string, megabytes: number): Promise<Medium> {
  return shelved("voice", path, megabytes);
}

/** Refuses where the person has not agreed to WeChat's own guide. */
export async function requireGate(): Promise<void> {
  if (!(await passGate())) {
    throw new NotTaken(say("wechat_privacy_refused"));
  }
}

function choosePhotos(count: number): Promise<string[]> {
  return new Promise((give, fail) => {
    wx.chooseMedia({
      count,
      mediaType: ["image"],
      sizeType: ["compressed"],
      sourceType: ["album", "camera"],
      success: (found) => give(found.tempFiles.map((one) => one.tempFilePath)),
      fail: (fault) => (/cancel/.test(fault.errMsg) ? give([]) : fail(new NotTaken(say("no_permission")))),
    });
  });
}

function smaller(src: string): Promise<string> {
  return new Promise((give) => {
    wx.compressImage({
      src,
      quality: QUALITY,
      compressedWidth: LONGEST_SIDE,
      success: (found) => give(found.tempFilePath),
      fail: () => give(src),
    });
  });
}

async function shelved(kind: Medium["kind"], temporary: string, megabytes: number): Promise<Medium> {
  const files = wx.getFileSystemManager();
  const path = await new Promise<string>((give, fail) => {
    files.saveFile({ tempFilePath: temporary, success: (found) => give(found.savedFilePath), fail });
  });
  const bytes = (files.statSync(path) as WechatMiniprogram.Stats).size;
  if (bytes > megabytes * MEGABYTE) {
    files.removeSavedFile({ filePath: path });
    throw new NotTaken(say("too_large", { most: megabytes }));
  }
  return { kind, path, bytes, words: "", sent: 0 };
}
