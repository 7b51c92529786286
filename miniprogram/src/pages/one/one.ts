/** One request: promise, what happened, a question, the answer and the verdict on it. */
import { call, Gives } from "../../api/calls";
import { day, moment } from "../../lib/days";
import { isOffline, sentence } from "../../lib/faults";
import { forms } from "../../lib/forms";
import { read } from "../../lib/kept";
import { dress, dressed, tell } from "../../lib/page";
import { keepReceipt, keepSeen, pageOf, receiptOf } from "../../lib/receipts";
import { inTongue, say } from "../../lib/words";

/** As the site says that a unit waits for the word of the reporter. */
const UNANSWERED = "asked";

type Page = Gives<"follow">;
type Tapped<T extends WechatMiniprogram.IAnyObject> = WechatMiniprogram.BaseEvent<Record<string, never>, T>;
type Yes = Tapped<{ yes: boolean }>;
type Typed = WechatMiniprogram.CustomEvent<{ value: string }>;

Component({
  data: {
    ...dress(),
    code: "",
    page: null as Page | null,
    promise: "",
    now: "",
    asks: [] as Page["disclosures"],
    grades: [] as Array<{ id: string; name: string }>,
    happened: [] as Array<{ when: string; sentence: string }>,
    hasReceipt: false,
    reply: "",
    solved: null as boolean | null,
    satisfied: "",
    missing: "",
    note: "",
    fault: "",
    isBusy: false,
  },
  pageLifetimes: {
    show() {
      this.setData(dressed("follow"));
      void this.load();
    },
  },
  methods: {
    onLoad(query: { code?: string }) {
      this.setData({ code: decodeURIComponent(query.code ?? "") });
    },
    async load() {
      const { code } = this.data;
      const known = receiptOf(code);
      // The grades of the verdict come with the forms; without them the page still shows the rest.
      await forms().catch(() => undefined);
      if (known?.seen) {
        this.show(known.seen.page, say("as_of", { day: moment(known.seen.at) }));
      }
      await this.ask(() => call("follow", { in: { code } }), Boolean(known?.seen));
    },
    /** Do one thing with the site and show what it answers; what was seen before stays in sight. */
    async ask(question: () => Promise<Page>, isKnown: boolean): Promise<boolean> {
      this.setData({ isBusy: true });
      try {
        const page = await question();
        keepSeen(this.data.code, page, new Date().toISOString());
        this.show(page, "");
        return true;
      } catch (fault) {
        this.setData({ fault: isOffline(fault) && isKnown ? say("offline_view") : sentence(fault) });
        return false;
      } finally {
        this.setData({ isBusy: false });
      }
    },
    show(page: Page, note: string) {
      this.setData({
        page,
        note,
        fault: "",
        promise: page.promised_on ? say("promised", { day: day(page.promised_on) }) : say("no_promise"),
        asks: page.disclosures.filter((one) => one.answer === UNANSWERED),
        grades: (read("forms")?.satisfaction ?? []).map((one) => ({ id: one.id, name: inTongue(one.name) })),
        now: page.is_open ? [page.now, page.holder].filter(Boolean).join(" · ") : "",
        happened: page.timeline.map((one) => ({ when: moment(one.at), sentence: [one.name, one.outcome].filter(Boolean).join("：") })),
        hasReceipt: Boolean(receiptOf(this.data.code)),
      });
    },
    type(event: Typed) {
      this.setData({ reply: event.detail.value });
    },
    async answer() {
      const { code, page, reply } = this.data;
      if (page?.question && reply.trim()) {
        const body = { words: reply };
        if (await this.ask(() => call("answer", { in: { code }, body }), true)) {
          this.setData({ reply: "" });
          tell(say("thanks"));
        }
      }
    },
    setSolved(event: Yes) {
      this.setData({ solved: event.currentTarget.dataset.yes });
    },
    setSatisfied(event: Tapped<{ id: string }>) {
      this.setData({ satisfied: event.currentTarget.dataset.id });
    },
    explain(event: Typed) {
      this.setData({ missing: event.detail.value });
    },
    async judge() {
      const { code, solved, satisfied, missing } = this.data;
      if (solved !== null && satisfied) {
        const body = { solved, satisfied, words: missing };
        if (await this.ask(() => call("judge", { in: { code }, body }), true)) {
          tell(say("thanks"));
        }
      }
    },
    async disclose(event: Tapped<{ yes: boolean; id: number }>) {
      const { yes, id } = event.currentTarget.dataset;
      const body = { disclosure: id, agrees: yes };
      await this.ask(() => call("disclose", { in: { code: this.data.code }, body }), true);
    },
    keep() {
      const { code, page } = this.data;
      if (page && !receiptOf(code)) {
        const { number, class_name, title, promised_on } = page;
        keepReceipt({ code, number, class_name, words: title, promised_on, follow: pageOf(code), sent_at: "" });
      }
      void wx.navigateTo({ url: `/pages/receipt/receipt?code=${encodeURIComponent(code)}` });
    },
  },
});
