/** The first page: four doors. */
import { drafts } from "../../lib/drafts";
import { dress } from "../../lib/page";
import { keep, read } from "../../lib/kept";
import { openRating } from "../../lib/scanning";
import { inTongue } from "../../lib/words";
import { SITE } from "../../site";

Component({
  data: { ...dress(), name: "", waiting: 0, fault: "" },
  pageLifetimes: {
    show() {
      const name = inTongue(SITE.name);
      wx.setNavigationBarTitle({ title: name });
      const waiting = drafts().filter((one) => one.is_waiting).length;
      this.setData({ ...dress(), name, waiting, fault: "" });
    },
  },
  methods: {
    go(event: WechatMiniprogram.BaseEvent<Record<string, never>, { to: string }>) {
      void wx.navigateTo({ url: event.currentTarget.dataset.to });
    },
    async scan() {
      this.setData({ fault: await openRating() });
    },
    enlarge() {
      keep("large", !read("large"));
      this.setData(dress());
    },
  },
});
