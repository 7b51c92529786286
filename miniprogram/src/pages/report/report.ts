/** What it is about: the classes of the city, and drafts that are not sent yet. */
import { hasAgreed } from "../../lib/consent";
import { moment } from "../../lib/days";
import { drafts } from "../../lib/drafts";
import { sentence } from "../../lib/faults";
import { Class, classesOf } from "../../lib/fields";
import { forms } from "../../lib/forms";
import { dress, dressed } from "../../lib/page";

const HERE = "/pages/report/report";

interface Written {
  key: string;
  name: string;
  when: string;
  is_waiting: boolean;
}

Component({
  data: { ...dress(), classes: [] as Class[], written: [] as Written[], fault: "" },
  pageLifetimes: {
    show() {
      this.setData({ ...dressed("report"), written: written() });
      void this.load();
    },
  },
  methods: {
    async load() {
      try {
        const found = await forms();
        if (!hasAgreed(found)) {
          void wx.redirectTo({ url: `/pages/privacy/privacy?next=${encodeURIComponent(HERE)}` });
          return;
        }
        this.setData({ classes: classesOf(found), fault: "" });
      } catch (fault) {
        this.setData({ fault: sentence(fault) });
      }
    },
    begin(event: WechatMiniprogram.BaseEvent<Record<string, never>, { code: string }>) {
      void wx.navigateTo({ url: `/pages/form/form?class=${event.currentTarget.dataset.code}` });
    },
    goOn(event: WechatMiniprogram.BaseEvent<Record<string, never>, { key: string }>) {
      void wx.navigateTo({ url: `/pages/form/form?draft=${event.currentTarget.dataset.key}` });
    },
  },
});

function written(): Written[] {
  return drafts().map((one) => ({
    key: one.key,
    name: one.class_name,
    when: moment(one.changed_at),
    is_waiting: one.is_waiting,
  }));
}
