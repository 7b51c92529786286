/** Photos of a report: add, look, remove. */
import type { Medium } from "../../lib/drafts";
import { NotTaken, takePhotos } from "../../lib/taking";
import { say, words } from "../../lib/words";

Component({
  properties: {
    media: { type: Array, value: [] as Medium[] },
    most: { type: Number, value: 0 },
    megabytes: { type: Number, value: 0 },
  },
  data: { w: words(), hint: "", fault: "", full: false },
  observers: {
    "media, most": function (media: Medium[], most: number) {
      this.setData({ w: words(), hint: say("photos_hint", { most }), full: media.length >= most });
    },
  },
  methods: {
    async add() {
      const { media, most, megabytes } = this.data;
      try {
        const taken = await takePhotos(most - media.length, megabytes);
        this.setData({ fault: "" });
        this.triggerEvent("change", { media: [...media, ...taken] });
      } catch (fault) {
        this.setData({ fault: fault instanceof NotTaken ? fault.message : say("no_permission") });
      }
    },
    look(event: WechatMiniprogram.BaseEvent<Record<string, never>, { path: string }>) {
      const urls = (this.data.media as Medium[]).map((one) => one.path);
      wx.previewImage({ urls, current: event.currentTarget.dataset.path });
    },
    remove(event: WechatMiniprogram.BaseEvent<Record<string, never>, { path: string }>) {
      const { path } = event.currentTarget.dataset;
      wx.getFileSystemManager().removeSavedFile({ filePath: path, fail: () => undefined });
      const media = (this.data.media as Medium[]).filter((one) => one.path !== path);
      this.triggerEvent("change", { media });
    },
  },
});
