/** Sends what waits as soon as there is a network, and at every start. */
import { sendWaiting } from "./lib/sending";

App({
  onLaunch() {
    wx.onNetworkStatusChange(({ isConnected }) => {
      if (isConnected) {
        void sendWaiting();
      }
    });
  },
  onShow() {
    void sendWaiting();
  },
});
