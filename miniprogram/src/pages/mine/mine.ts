/** Receipts on this phone, and the requests of whoever signed in. */
import { call, Gives } from "../../api/calls";
import { isSignedIn } from "../../lib/account";
import { day } from "../../lib/days";
import { sentence } from "../../lib/faults";
import { dress, dressed } from "../../lib/page";
import { receipts } from "../../lib/receipts";
import { receiptCode } from "../../lib/scanned";
import { say } from "../../lib/words";

interface Row {
  code: string;
  title: string;
  state: string;
  asks: boolean;
}
type One = Gives<"mine">["requests"][number];

Component({
  data: { ...dress(), here: [] as Row[], account: [] as Row[], after: null as number | null, isSignedIn: false, typed: "", fault: "" },
  pageLifetimes: {
    show() {
      this.setData({ ...dressed("mine"), here: onThisPhone(), account: [], after: null, isSignedIn: isSignedIn(), fault: "" });
      if (isSignedIn()) {
        void this.more();
      }
    },
  },
  methods: {
    async more() {
      try {
        const found = await call("mine", { query: { after: this.data.after ?? undefined } });
        const account = [...this.data.account, ...found.requests.map(rowOf)];
        this.setData({ account, after: found.after ?? null, fault: "" });
      } catch (fault) {
        this.setData({ fault: sentence(fault), isSignedIn: isSignedIn() });
      }
    },
    open(event: WechatMiniprogram.BaseEvent<Record<string, never>, { code: string }>) {
      void wx.navigateTo({ url: `/pages/one/one?code=${encodeURIComponent(event.currentTarget.dataset.code)}` });
    },
    type(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.setData({ typed: event.detail.value });
    },
    lookUp() {
      const code = receiptCode(this.data.typed);
      this.setData({ fault: code ? "" : say("bad_code") });
      if (code) {
        void wx.navigateTo({ url: `/pages/one/one?code=${encodeURIComponent(code)}` });
      }
    },
    toSignIn() {
      void wx.navigateTo({ url: "/pages/settings/settings" });
    },
  },
});

function onThisPhone(): Row[] {
  return receipts().map((one) => ({
    code: one.code,
    title: one.words || one.class_name,
    state: one.seen ? one.seen.page.state : promise(one.promised_on),
    asks: Boolean(one.seen?.page.question),
  }));
}

function rowOf(one: One): Row {
  return { code: one.receipt, title: one.title, state: one.state, asks: one.asks };
}

function promise(on: string | null): string {
  return on ? say("promised", { day: day(on) }) : say("no_promise");
}
