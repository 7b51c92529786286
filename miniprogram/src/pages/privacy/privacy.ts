/** The notice, with its edition; nothing is collected before it is agreed to. */
import { agree, hasAgreed } from "../../lib/consent";
import { day } from "../../lib/days";
import { sentence } from "../../lib/faults";
import { forms } from "../../lib/forms";
import { read } from "../../lib/kept";
import { dress, dressed } from "../../lib/page";
import { inTongue, say } from "../../lib/words";

Component({
  data: { ...dress(), text: "", version: 0, edition: "", state: "", fault: "", hasAgreed: false, next: "" },
  pageLifetimes: {
    show() {
      this.setData(dressed("privacy"));
      void this.load();
    },
  },
  methods: {
    onLoad(query: { next?: string }) {
      this.setData({ next: query.next ? decodeURIComponent(query.next) : "" });
    },
    async load() {
      try {
        const { privacy } = await forms();
        const { version } = privacy;
        this.setData({ text: inTongue(privacy.text), version, edition: say("edition", { version }), fault: "" });
        this.showState();
      } catch (fault) {
        this.setData({ fault: sentence(fault) });
      }
    },
    showState() {
      const agreed = read("agreed");
      const known = hasAgreed(read("forms"));
      const changed = agreed ? say("notice_changed") : say("not_agreed");
      const state = known && agreed ? say("agreed_on", { day: day(agreed.at), version: agreed.version }) : changed;
      this.setData({ hasAgreed: known, state });
    },
    agree() {
      agree(this.data.version, new Date().toISOString());
      if (this.data.next) {
        void wx.redirectTo({ url: this.data.next });
      } else {
        this.showState();
      }
    },
    leave() {
      void wx.navigateBack({ fail: () => void wx.reLaunch({ url: "/pages/home/home" }) });
    },
  },
});
