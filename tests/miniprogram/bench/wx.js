// A phone for the tests: what WeChat offers to a mini-program, as far as ours asks for it.
// Files and storage live in the page; requests go to the site that served it, without cookies.
(() => {
  const phone = {
    storage: {},
    files: {},
    // What the person will choose, scan, record; a test changes it.
    photos: [],
    scans: "",
    place: null,
    recording: null,
    consents: true,
    confirms: true,
    code: "",
    // "" is a good network; "off" answers nothing; a number lets so many requests through first.
    network: "",
    asked: [],
    went: [],
    title: "",
    said: [],
    privacy: true,
    listeners: [],
  };
  const kept = sessionStorage.getItem("phone");
  if (kept) {
    phone.storage = JSON.parse(kept);
  }
  const save = () => sessionStorage.setItem("phone", JSON.stringify(phone.storage));
  const done = (how, found) => Promise.resolve().then(() => how && how.success && how.success(found));
  const failed = (how, errMsg) => Promise.resolve().then(() => how && how.fail && how.fail({ errMsg }));
  const toBytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const shelve = (bytes, type) => {
    const path = URL.createObjectURL(new Blob([bytes], { type }));
    phone.files[path] = bytes;
    return path;
  };
  const isCut = () => {
    if (phone.network === "off") return true;
    if (typeof phone.network !== "number") return false;
    phone.network -= 1;
    return phone.network < 0;
  };

  async function request(how) {
    const asked = { method: how.method, url: how.url, header: how.header, data: how.data };
    phone.asked.push(asked);
    if (isCut()) {
      await failed(how, "request:fail");
      return;
    }
    const hasBody = how.method !== "GET" && how.data !== undefined && how.data !== null;
    const isPlain = typeof how.data === "string" || how.data instanceof ArrayBuffer;
    const body = hasBody ? (isPlain ? how.data : JSON.stringify(how.data)) : undefined;
    try {
      const answer = await fetch(how.url, { method: how.method, headers: how.header, body, credentials: "omit" });
      const text = await answer.text();
      let data = text;
      try {
        data = JSON.parse(text);
      } catch {
        // Not JSON: the program gets the text, as on a phone.
      }
      phone.answered = { status: answer.status, data };
      how.success({ statusCode: answer.status, data, header: {} });
    } catch {
      how.fail({ errMsg: "request:fail" });
    }
  }

  const files = {
    saveFile(how) {
      void done(how, { savedFilePath: how.tempFilePath });
    },
    statSync: (path) => ({ size: phone.files[path].length }),
    readFileSync: (path, _encoding, position, length) => phone.files[path].slice(position, position + length).buffer,
    removeSavedFile(how) {
      delete phone.files[how.filePath];
    },
  };
  const recorder = {
    onStop: (listener) => (recorder.stopped = listener),
    onError: (listener) => (recorder.failed = listener),
    start: () => undefined,
    stop: () => recorder.stopped({ tempFilePath: shelve(toBytes(phone.recording), "audio/mpeg") }),
  };
  const go = (kind) => (how) => {
    phone.went.push({ kind, url: how.url });
    if (window.bench && window.bench.follows) {
      window.bench.open(how.url);
    }
    return done(how, {});
  };

  window.phone = phone;
  window.wx = {
    getStorageSync: (name) => (name in phone.storage ? JSON.parse(phone.storage[name]) : ""),
    setStorageSync(name, value) {
      phone.storage[name] = JSON.stringify(value);
      save();
    },
    removeStorageSync(name) {
      delete phone.storage[name];
      save();
    },
    request: (how) => void request(how),
    canIUse: () => true,
    requirePrivacyAuthorize: (how) => (phone.privacy ? done(how, {}) : failed(how, "privacy:fail")),
    getFileSystemManager: () => files,
    chooseMedia(how) {
      const chosen = phone.photos.slice(0, how.count).map((one) => ({ tempFilePath: shelve(toBytes(one), "image/jpeg") }));
      return chosen.length ? done(how, { tempFiles: chosen }) : failed(how, "chooseMedia:fail cancel");
    },
    compressImage: (how) => done(how, { tempFilePath: how.src }),
    previewImage: () => undefined,
    getRecorderManager: () => recorder,
    createInnerAudioContext: () => ({ onEnded: () => undefined, play: () => undefined }),
    chooseLocation: () => (phone.place ? Promise.resolve(phone.place) : Promise.reject({ errMsg: "chooseLocation:fail cancel" })),
    scanCode: (how) => (phone.scans ? done(how, { result: phone.scans }) : failed(how, "scanCode:fail cancel")),
    login: (how) => done(how, { code: phone.code }),
    setClipboardData(how) {
      phone.clipboard = how.data;
      return done(how, {});
    },
    showModal: (how) => done(how, { confirm: phone.confirms }),
    showToast: (how) => void phone.said.push(how.title),
    setNavigationBarTitle(how) {
      phone.title = how.title;
      document.title = how.title;
    },
    onNetworkStatusChange: (listener) => void phone.listeners.push(listener),
    navigateTo: go("navigateTo"),
    redirectTo: go("redirectTo"),
    reLaunch: go("reLaunch"),
    navigateBack: (how) => done(how, {}),
    pageScrollTo(how) {
      const found = document.querySelector(how.selector.split(">>>").pop().trim());
      if (found) found.scrollIntoView({ block: "center" });
    },
  };
})();
