/** The receipt: opens without a network, with a code that the hall can scan. */
import { day, moment } from "../../lib/days";
import { dress, dressed, tell } from "../../lib/page";
import { pictureOf } from "../../lib/picture";
import { encode } from "../../lib/qr";
import { Receipt, receiptOf } from "../../lib/receipts";
import { say } from "../../lib/words";

Component({
  data: { ...dress(), receipt: {} as Receipt, picture: "", promise: "", sent: "", isKnown: true },
  pageLifetimes: {
    show() {
      this.setData(dressed("receipt"));
    },
  },
  methods: {
    onLoad(query: { code?: string }) {
      const receipt = receiptOf(decodeURIComponent(query.code ?? ""));
      if (!receipt) {
        this.setData({ isKnown: false });
        return;
      }
      this.setData({
        receipt,
        picture: pictureOf(encode(receipt.follow)),
        promise: receipt.promised_on ? say("promised", { day: day(receipt.promised_on) }) : say("no_promise"),
        sent: receipt.sent_at ? say("reported_on", { day: moment(receipt.sent_at) }) : "",
      });
    },
    copy() {
      void wx.setClipboardData({ data: this.data.receipt.code, success: () => tell(say("copied")) });
    },
    follow() {
      void wx.navigateTo({ url: `/pages/one/one?code=${encodeURIComponent(this.data.receipt.code)}` });
    },
    home() {
      void wx.reLaunch({ url: "/pages/home/home" });
    },
  },
});
