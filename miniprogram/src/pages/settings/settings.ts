/** Large type, language, consent, drafts, and the account that nobody needs. */
import { call, Gives } from "../../api/calls";
import { link, signIn, signOut, unlink } from "../../lib/account";
import { withdraw } from "../../lib/consent";
import { dropAllDrafts, drafts } from "../../lib/drafts";
import { sentence } from "../../lib/faults";
import { keep, read } from "../../lib/kept";
import { confirmed, dress, dressed, tell } from "../../lib/page";
import { language, say } from "../../lib/words";

type Typed = WechatMiniprogram.CustomEvent<{ value: string }>;

Component({
  data: {
    ...dress(),
    signedIn: "",
    door: null as Gives<"door"> | null,
    isReading: false,
    isLinking: false,
    account: "",
    password: "",
    hasDrafts: false,
    hasAgreed: false,
    fault: "",
    isBusy: false,
  },
  pageLifetimes: {
    show() {
      this.show();
      void this.ask(async () => this.setData({ door: await call("door") }));
    },
  },
  methods: {
    show() {
      const session = read("session");
      this.setData({
        ...dressed("settings"),
        signedIn: session ? say("signed_in", { name: session.name }) : "",
        hasDrafts: drafts().length > 0,
        hasAgreed: Boolean(read("agreed")),
      });
    },
    async ask(deed: () => Promise<void>) {
      this.setData({ isBusy: true, fault: "" });
      try {
        await deed();
      } catch (fault) {
        this.setData({ fault: sentence(fault) });
      } finally {
        this.setData({ isBusy: false });
        this.show();
      }
    },
    enlarge() {
      keep("large", !read("large"));
      this.show();
    },
    translate() {
      keep("language", language() === "zh" ? "en" : "zh");
      this.show();
    },
    toNotice() {
      void wx.navigateTo({ url: "/pages/privacy/privacy" });
    },
    readNotice() {
      this.setData({ isReading: !this.data.isReading, isLinking: false });
    },
    signIn() {
      return this.ask(async () => {
        await signIn(this.data.door?.notice ?? "");
        this.setData({ isReading: false });
      });
    },
    startLinking() {
      this.setData({ isLinking: !this.data.isLinking, isReading: false });
    },
    typeAccount(event: Typed) {
      this.setData({ account: event.detail.value });
    },
    typePassword(event: Typed) {
      this.setData({ password: event.detail.value });
    },
    link() {
      return this.ask(async () => {
        await link(this.data.account, this.data.password);
        this.setData({ isLinking: false, password: "" });
      });
    },
    signOut() {
      return this.ask(signOut);
    },
    async unlink() {
      if (await confirmed(say("unlink_ask"))) {
        await this.ask(async () => tell(say((await unlink()) ? "closed" : "unlinked")));
      }
    },
    async deleteDrafts() {
      if (await confirmed(say("delete_ask"))) {
        dropAllDrafts();
        this.show();
        tell(say("deleted"));
      }
    },
    async withdraw() {
      if (await confirmed(say("withdraw_ask"))) {
        withdraw();
        this.show();
        tell(say("withdrawn"));
      }
    },
  },
});
