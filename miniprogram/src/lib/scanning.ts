/** From the camera to the page of what is rated. */
import { ratingToken } from "./scanned";
import { say } from "./words";

/** Scan and go there; a sentence when the code is not one of ours, nothing when all went well. */
export function openRating(): Promise<string> {
  return new Promise((give) => {
    wx.scanCode({
      scanType: ["qrCode"],
      success: (found) => {
        const token = ratingToken(found.result);
        if (!token) {
          give(say("not_our_code"));
          return;
        }
        void wx.navigateTo({ url: `/pages/rate/rate?token=${encodeURIComponent(token)}` });
        give("");
      },
      fail: (fault) => give(/cancel/.test(fault.errMsg) ? "" : say("no_permission")),
    });
  });
}
