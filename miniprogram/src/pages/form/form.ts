/** The form of one class; kept on the phone after every change. */
import { call, Gives } from "../../api/calls";
import { begin, Draft, draftOf, keepDraft, Medium } from "../../lib/drafts";
import { faultsByField, isOffline, sentence } from "../../lib/faults";
import { answers, Class, classesOf, Field, missing, shown, WORDS } from "../../lib/fields";
import { forms } from "../../lib/forms";
import { toWgs84 } from "../../lib/places";
import { dress } from "../../lib/page";
import { send } from "../../lib/sending";
import { NotTaken, requireGate } from "../../lib/taking";
import { say } from "../../lib/words";

const PAUSE = 700;
/** Fewer letters say too little to compare. */
const ENOUGH = 8;

type Alike = Gives<"alike">;
type Change<T extends WechatMiniprogram.IAnyObject> = WechatMiniprogram.CustomEvent<T>;
type Tap<T extends WechatMiniprogram.IAnyObject> = WechatMiniprogram.BaseEvent<Record<string, never>, T>;
type Typed<T extends WechatMiniprogram.IAnyObject> = WechatMiniprogram.CustomEvent<{ value: string }, Record<string, never>, T>;

Component({
  data: {
    ...dress(),
    draft: {} as Draft,
    entry: { code: "", name: "", plain: "", anonymous: true, fields: [] } as Class,
    limits: { photos: 0, photo_megabytes: 0, voices: 0, voice_seconds: 0, voice_megabytes: 0 },
    fields: [] as Field[],
    photos: [] as Medium[],
    voices: [] as Medium[],
    faults: {} as Record<string, string>,
    alike: [] as Alike,
    fault: "",
    progress: "",
    isSending: false,
    isReady: false,
    timer: 0,
  },
  pageLifetimes: {
    show() {
      this.setData(dress());
    },
  },
  methods: {
    async onLoad(query: { class?: string; draft?: string }) {
      try {
        const found = await forms();
        const known = query.draft ? draftOf(query.draft) : undefined;
        const code = known ? known.class_code : query.class;
        const entry = classesOf(found).find((one) => one.code === code);
        if (!entry) {
          void wx.redirectTo({ url: "/pages/report/report" });
          return;
        }
        wx.setNavigationBarTitle({ title: entry.name });
        this.setData({ entry, limits: found.media, isReady: true });
        this.show(known ?? begin(entry.code, entry.name));
      } catch (fault) {
        this.setData({ fault: sentence(fault) });
      }
    },
    show(draft: Draft) {
      this.setData({
        draft,
        fields: shown(this.data.entry.fields, draft.fields),
        photos: draft.media.filter((one) => one.kind === "photo"),
        voices: draft.media.filter((one) => one.kind === "voice"),
      });
    },
    change(changed: Partial<Draft>) {
      const draft = { ...this.data.draft, ...changed, is_waiting: false };
      keepDraft(draft);
      this.show(draft);
    },
    answered(event: Change<{ id: string; value: unknown }>) {
      const { id, value } = event.detail;
      this.change({ fields: { ...this.data.draft.fields, [id]: value } });
      if (id === WORDS) {
        this.compareSoon();
      }
    },
    compareSoon() {
      clearTimeout(this.data.timer);
      this.data.timer = setTimeout(() => void this.compare(), PAUSE) as unknown as number;
    },
    async compare() {
      const { draft } = this.data;
      const written = String(draft.fields[WORDS] ?? "");
      if (written.length < ENOUGH) {
        this.setData({ alike: [] });
        return;
      }
      const region = draft.fields["region"];
      const body = { words: written, region: region ? String(region) : "" };
      try {
        this.setData({ alike: await call("alike", { body }) });
      } catch {
        // A hint that does not come is no fault of the person's.
        this.setData({ alike: [] });
      }
    },
    photographed(event: Change<{ media: Medium[] }>) {
      this.change({ media: [...event.detail.media, ...this.data.voices] });
    },
    spoken(event: Change<{ media: Medium[] }>) {
      this.change({ media: [...this.data.photos, ...event.detail.media] });
    },
    async mark() {
      try {
        await requireGate();
        const found = await wx.chooseLocation({});
        const { latitude, longitude } = toWgs84(found);
        this.change({ place: { latitude, longitude, words: found.name || found.address } });
      } catch (fault) {
        const cancelled = /cancel/.test(String((fault as { errMsg?: string }).errMsg));
        this.setData({ fault: cancelled ? "" : fault instanceof NotTaken ? fault.message : say("no_permission") });
      }
    },
    unmark() {
      this.change({ place: null });
    },
    reached(event: Typed<{ name: "name" | "phone" }>) {
      const { name } = event.currentTarget.dataset;
      this.change({ contact: { ...this.data.draft.contact, [name]: event.detail.value } });
    },
    consent(event: Tap<{ name: keyof Draft["consents"] }>) {
      const { name } = event.currentTarget.dataset;
      const { consents } = this.data.draft;
      this.change({ consents: { ...consents, [name]: !consents[name] } });
    },
    toFirstFault() {
      void wx.pageScrollTo({ selector: ".page >>> .fault", offsetTop: -80, fail: () => undefined });
    },
    async send() {
      const { draft, entry } = this.data;
      const faults = { ...missing(entry.fields, draft.fields), ...contactFaults(entry, draft) };
      if (Object.keys(faults).length > 0) {
        this.setData({ faults, fault: say("correct_these") });
        this.toFirstFault();
        return;
      }
      this.setData({ isSending: true, fault: "", faults: {}, progress: say("sending") });
      try {
        const whole = { ...draft, fields: answers(entry.fields, draft.fields) };
        const tell = (done: number, total: number) => this.setData({ progress: say("uploading", { done, total }) });
        const receipt = await send(whole, tell);
        void wx.redirectTo({ url: `/pages/receipt/receipt?code=${encodeURIComponent(receipt.code)}` });
      } catch (fault) {
        this.show(draftOf(draft.key) ?? draft);
        this.setData({ fault: isOffline(fault) ? say("kept_offline") : sentence(fault), faults: faultsByField(fault) });
        this.toFirstFault();
      } finally {
        this.setData({ isSending: false, progress: "" });
      }
    },
  },
});

function contactFaults(entry: Class, draft: Draft): Record<string, string> {
  const isThere = draft.contact.name.trim() && draft.contact.phone.trim();
  return entry.anonymous || isThere ? {} : { contact: say("contact_needed") };
}
