// Draws the program's pages with miniprogram-simulate, from what WeChat's compiler made of them.
(() => {
  const { simulate, SCRIPTS, SETTINGS, TEMPLATES, STYLES } = window;
  window.__webview_engine_version__ = 0.02;

  // The tags that WeChat draws itself, drawn by the browser.
  const NATIVE = `
    wx-view, wx-picker { display: block; } wx-text { display: inline; }
    wx-button { display: block; cursor: pointer; } wx-image { display: inline-block; overflow: hidden; }
    wx-image img { width: 100%; height: 100%; object-fit: cover; }
    wx-input > input, wx-textarea > textarea { width: 100%; padding: 0; border: 0; outline: 0; background: none;
      color: inherit; font: inherit; line-height: inherit; resize: none; box-sizing: border-box; }
    wx-textarea > textarea { min-height: 100%; field-sizing: content; display: block; }
    .control--long > textarea { min-height: 120px; }
    body { margin: 0; } input::placeholder { color: inherit; }
    main > *, question, photos, voice { display: block; }`;
  const style = document.createElement("style");
  style.textContent = NATIVE + STYLES.replace(/(\d+)rpx/g, (_all, size) => `${size / 2}px`);
  document.head.append(style);

  const REFLECTED = ["role", "ariaLabel", "ariaChecked", "ariaLive", "disabled"];
  const dashed = (name) => name.replace(/[A-Z]/, (letter) => `-${letter.toLowerCase()}`);
  function native(name, more, begin, update) {
    const properties = Object.fromEntries([...REFLECTED, ...more].map((one) => [one, { type: null, value: "" }]));
    const reflect = (self) => {
      const place = self._exparserNode.$$;
      for (const one of REFLECTED) {
        const value = self.data[one];
        if (value === "" || value === undefined || value === null || (one === "disabled" && !value)) place.removeAttribute(dashed(one));
        else place.setAttribute(dashed(one), String(value));
      }
      if (update) update(self, place);
    };
    simulate.load({
      id: name,
      tagName: `wx-${name}`,
      template: "<slot/>",
      properties,
      attached() {
        const place = this._exparserNode.$$;
        place.addEventListener("click", (event) => {
          if (!event.taken && !this.data.disabled) {
            event.taken = true;
            this.triggerEvent("tap", {}, { bubbles: true, composed: true, capturePhase: true });
          }
        });
        if (begin) begin(this, place);
        reflect(this);
      },
      observers: { [[...REFLECTED, ...more].join(", ")]: function () { if (this._exparserNode.$$.isConnected) reflect(this); } },
    });
  }
  const typing = (tag) => [
    (self, place) => {
      const inner = document.createElement(tag);
      inner.addEventListener("input", () => self.triggerEvent("input", { value: inner.value }));
      place.append(inner);
    },
    (self, place) => {
      const inner = place.querySelector(tag);
      if (!inner) return;
      if (tag === "input") inner.type = self.data.password ? "password" : "text";
      inner.setAttribute("aria-label", self.data.ariaLabel);
      inner.placeholder = self.data.placeholder ?? "";
      if (Number(self.data.maxlength)) inner.maxLength = Number(self.data.maxlength);
      if (inner.value !== String(self.data.value ?? "")) inner.value = self.data.value ?? "";
    },
  ];
  native("view", []);
  native("text", []);
  native("button", [], (_self, place) => place.setAttribute("role", "button"), (_self, place) => place.setAttribute("role", "button"));
  native("input", ["value", "placeholder", "maxlength", "password", "type"], ...typing("input"));
  native("textarea", ["value", "placeholder", "maxlength", "autoHeight"], ...typing("textarea"));
  native("image", ["src", "mode"], (_self, place) => place.append(new Image()), (self, place) => {
    const inner = place.querySelector("img");
    if (inner && inner.getAttribute("src") !== self.data.src && self.data.src) inner.src = self.data.src;
  });
  // The phone's wheel is not drawn: a test turns it with `pick`.
  native("picker", ["range", "rangeKey", "mode", "value"], (self, place) => (place.pick = (value) => self.triggerEvent("change", { value })));

  const modules = {};
  let defining = null;
  window.Component = (definition) => (defining = definition);
  window.App = (definition) => (window.bench.app = definition);
  function load(name) {
    if (!modules[name]) {
      const found = (modules[name] = { exports: {} });
      const folder = name.split("/").slice(0, -1).join("/");
      const local = (wanted) => load(joined(folder, wanted));
      new Function("require", "module", "exports", SCRIPTS[`${name}.js`])(local, found, found.exports);
    }
    return modules[name].exports;
  }
  function joined(folder, wanted) {
    const parts = folder ? folder.split("/") : [];
    for (const one of wanted.split("/")) {
      if (one === "..") parts.pop();
      else if (one !== ".") parts.push(one);
    }
    return parts.join("/");
  }
  load("site").SITE.address = location.origin;

  const ids = {};
  function defined(path) {
    if (!ids[path]) {
      const folder = path.split("/").slice(0, -1).join("/");
      const used = Object.entries(SETTINGS[`${path}.json`].usingComponents ?? {});
      const usingComponents = Object.fromEntries(used.map(([name, where]) => [name, defined(joined(folder, where))]));
      defining = null;
      load(path);
      const id = path.replace(/[^a-z]/g, "-");
      const tagName = path.startsWith("pages") ? "main" : path.split("/").pop();
      simulate.load({ ...defining, id, tagName, template: TEMPLATES(`${path}.wxml`), usingComponents, options: { classPrefix: "" } });
      ids[path] = id;
    }
    return ids[path];
  }

  window.bench = {
    follows: false,
    load,
    open(url) {
      const [path, query = ""] = url.replace(/^\//, "").split("?");
      const given = Object.fromEntries(query.split("&").filter(Boolean).map((pair) => pair.split("=")));
      const id = defined(path);
      if (this.page) this.page.detach();
      const place = document.getElementById("place");
      place.replaceChildren(document.createElement("div"));
      this.page = simulate.render(id);
      this.page.attach(place.firstChild);
      this.path = path;
      if (this.page.instance.onLoad) void this.page.instance.onLoad(given);
      this.page.triggerPageLifeTime("show");
      window.scrollTo(0, 0);
    },
    data() {
      return this.page.data;
    },
  };
})();
