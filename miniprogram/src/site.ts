/** Where this mini-program speaks to, and whose it is: the one file that a city changes. */
export const SITE = {
  /** The city's own address; register it with WeChat as the only request and upload domain. */
  address: "http://127.0.0.1:8000",
  name: { zh: "辽源营商环境", en: "Liaoyuan business environment" },
};
