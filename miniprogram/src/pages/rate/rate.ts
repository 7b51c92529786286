/** Rate what the code at the window names: a grade, and done. */
import { call, Gives } from "../../api/calls";
import { sentence } from "../../lib/faults";
import { newKey } from "../../lib/keys";
import { dress, dressed } from "../../lib/page";
import { ratingToken } from "../../lib/scanned";
import { say } from "../../lib/words";

type Rated = Gives<"rated">;
type Reason = Rated["reasons"][number];
interface Offered extends Reason {
  isChosen: boolean;
}

Component({
  data: {
    ...dress(),
    token: "",
    key: "",
    rated: null as Rated | null,
    grade: 0,
    offered: [] as Offered[],
    more: "",
    done: "",
    fault: "",
    isBusy: false,
  },
  pageLifetimes: {
    show() {
      this.setData(dressed("rate"));
    },
  },
  methods: {
    /** By our own scan with `token`, or by WeChat's scan of an ordinary code with its address in `q`. */
    onLoad(query: { token?: string; q?: string }) {
      const scanned = query.q ? ratingToken(decodeURIComponent(query.q)) : undefined;
      const token = query.token ? decodeURIComponent(query.token) : scanned;
      this.setData({ token: token ?? "", key: newKey(), fault: token ? "" : say("not_our_code") });
      if (token) {
        void this.load();
      }
    },
    async load() {
      try {
        const rated = await call("rated", { in: { token: this.data.token } });
        this.setData({ rated, fault: rated.is_open ? "" : rated.why_closed });
      } catch (fault) {
        this.setData({ fault: sentence(fault) });
      }
    },
    choose(event: WechatMiniprogram.BaseEvent<Record<string, never>, { grade: number }>) {
      const { grade } = event.currentTarget.dataset;
      const reasons = this.data.rated?.reasons ?? [];
      const offered = reasons.filter((one) => one.grades.includes(grade)).map((one) => ({ ...one, isChosen: false }));
      this.setData({ grade, offered });
    },
    tick(event: WechatMiniprogram.BaseEvent<Record<string, never>, { id: string }>) {
      const { id } = event.currentTarget.dataset;
      const offered = this.data.offered.map((one) => (one.id === id ? { ...one, isChosen: !one.isChosen } : one));
      this.setData({ offered });
    },
    type(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.setData({ more: event.detail.value });
    },
    async send() {
      const { token, key, grade, offered, more } = this.data;
      const reasons = offered.filter((one) => one.isChosen).map((one) => one.id);
      this.setData({ isBusy: true, fault: "" });
      try {
        const { words } = await call("rate", { in: { token }, key, body: { grade, reasons, words: more } });
        this.setData({ done: words });
      } catch (fault) {
        this.setData({ fault: sentence(fault) });
      } finally {
        this.setData({ isBusy: false });
      }
    },
    home() {
      void wx.reLaunch({ url: "/pages/home/home" });
    },
  },
});
