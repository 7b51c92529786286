/** What every page shows: its words in the reader's language, its type, its title. */
import { read } from "./kept";
import { Key, say, Words, words } from "./words";

interface Dress {
  w: Words;
  isLarge: boolean;
}

export function dress(): Dress {
  return { w: words(), isLarge: read("large") ?? false };
}

/** The same, with the bar on top named. */
export function dressed(title: Key): Dress {
  wx.setNavigationBarTitle({ title: say(title) });
  return dress();
}

/** Ask yes or no in the phone's own window. */
export function confirmed(content: string): Promise<boolean> {
  return new Promise((give) => {
    wx.showModal({
      content,
      cancelText: say("cancel"),
      confirmText: say("confirm"),
      success: (found) => give(found.confirm),
      fail: () => give(false),
    });
  });
}

/** A short word at the bottom, nothing to answer. */
export function tell(title: string): void {
  wx.showToast({ title, icon: "none", duration: 2500 });
}
