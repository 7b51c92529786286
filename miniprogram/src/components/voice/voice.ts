/** Recordings of a report, each with its words typed beside it; the recording itself is kept. */
import type { Medium } from "../../lib/drafts";
import { NotTaken, requireGate, takeVoice } from "../../lib/taking";
import { say, words } from "../../lib/words";

const SECOND = 1000;

Component({
  properties: {
    media: { type: Array, value: [] as Medium[] },
    most: { type: Number, value: 0 },
    seconds: { type: Number, value: 0 },
    megabytes: { type: Number, value: 0 },
  },
  data: { w: words(), hint: "", fault: "", full: false, isRecording: false },
  observers: {
    "media, most, seconds": function (media: Medium[], most: number, seconds: number) {
      this.setData({ w: words(), hint: say("voice_hint", { seconds }), full: media.length >= most });
    },
  },
  lifetimes: {
    attached() {
      const recorder = wx.getRecorderManager();
      recorder.onStop((found) => void this.recorded(found.tempFilePath));
      recorder.onError(() => this.setData({ isRecording: false, fault: say("no_permission") }));
    },
    detached() {
      if (this.data.isRecording) {
        wx.getRecorderManager().stop();
      }
    },
  },
  methods: {
    async start() {
      try {
        await requireGate();
        wx.getRecorderManager().start({ duration: this.data.seconds * SECOND, format: "mp3", numberOfChannels: 1, sampleRate: 16000, encodeBitRate: 48000 });
        this.setData({ isRecording: true, fault: "" });
      } catch (fault) {
        this.setData({ fault: (fault as Error).message });
      }
    },
    stop() {
      wx.getRecorderManager().stop();
    },
    async recorded(path: string) {
      this.setData({ isRecording: false });
      try {
        const taken = await takeVoice(path, this.data.megabytes);
        this.triggerEvent("change", { media: [...this.data.media, taken] });
      } catch (fault) {
        this.setData({ fault: fault instanceof NotTaken ? fault.message : say("no_permission") });
      }
    },
    play(event: WechatMiniprogram.BaseEvent<Record<string, never>, { path: string }>) {
      const player = wx.createInnerAudioContext();
      player.src = event.currentTarget.dataset.path;
      player.onEnded(() => player.destroy());
      player.play();
    },
    typed(event: WechatMiniprogram.CustomEvent<{ value: string }, Record<string, never>, { path: string }>) {
      const { path } = event.currentTarget.dataset;
      const media = (this.data.media as Medium[]).map((one) => (one.path === path ? { ...one, words: event.detail.value } : one));
      this.triggerEvent("change", { media });
    },
    remove(event: WechatMiniprogram.BaseEvent<Record<string, never>, { path: string }>) {
      const { path } = event.currentTarget.dataset;
      wx.getFileSystemManager().removeSavedFile({ filePath: path, fail: () => undefined });
      const media = (this.data.media as Medium[]).filter((one) => one.path !== path);
      this.triggerEvent("change", { media });
    },
  },
});
