/** Signing in with WeChat, which is never needed to report. */
import { call } from "../api/calls";
import { forget, keep, read } from "./kept";

export function isSignedIn(): boolean {
  return Boolean(read("session"));
}

/** Come in; `notice` is the edition of the accounts' notice that was agreed to. */
export async function signIn(notice: string): Promise<void> {
  const found = await call("signIn", { body: { code: await code(), notice } });
  keep("session", { token: found.session, name: found.name });
}

/** Let WeChat open an account of the portal from now on. */
export async function link(account: string, password: string): Promise<void> {
  const found = await call("link", { body: { code: await code(), account, password } });
  keep("session", { token: found.session, name: found.name });
}

export async function signOut(): Promise<void> {
  try {
    await call("signOut");
  } finally {
    forget("session");
  }
}

/** End the link; whether the account was closed with it. */
export async function unlink(): Promise<boolean> {
  const { closed } = await call("unlink");
  forget("session");
  return closed;
}

function code(): Promise<string> {
  return new Promise((give, fail) => wx.login({ success: (found) => give(found.code), fail }));
}
