/** One question to the site and its answer; patient on a slow network. */
import { SITE } from "../site";
import { forget, read } from "./kept";
import { languageTag } from "./words";

export interface Sentence {
  zh: string;
  en: string;
}

/** The site said no, and why, in both languages. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly words: Sentence,
    readonly faults: Record<string, Sentence[]> = {},
  ) {
    super(words.en);
  }
}

/** No answer came: the network, or a site that is being restarted. */
export class Unreachable extends Error {}

export interface Asked {
  method: "GET" | "POST" | "PUT" | "DELETE";
  path: string;
  query?: Record<string, string | number | boolean | null | undefined> | null;
  body?: unknown;
  key?: string;
  /** Sent instead of JSON: bytes, or a form. */
  raw?: { type: string; data: ArrayBuffer | string };
}

interface Answer {
  status: number;
  body: unknown;
}

/** Milliseconds before the second, third and last try. */
export const PATIENCE = [800, 2500, 6000];
const TIMEOUT = 20000;
const UNAUTHORISED = 401;
const TOO_MANY = 429;

export async function ask<T>(asked: Asked): Promise<T> {
  const answer = await patiently(asked);
  if (answer.status >= 200 && answer.status < 300) {
    return answer.body as T;
  }
  if (answer.status === UNAUTHORISED) {
    forget("session");
  }
  throw refusal(answer);
}

/** The headers that every question carries. */
export function headers(asked: Pick<Asked, "key">): Record<string, string> {
  const found: Record<string, string> = { "Accept-Language": languageTag() };
  const session = read("session");
  if (session) {
    found["Authorization"] = `Bearer ${session.token}`;
  }
  if (asked.key) {
    found["Idempotency-Key"] = asked.key;
  }
  return found;
}

/** The site's words for a refusal; an own sentence where what came was none. */
export function refusal(answer: Answer): Refused {
  const said = answer.body as { zh?: unknown; en?: unknown; faults?: Record<string, Sentence[]> } | null;
  if (said && typeof said.zh === "string" && typeof said.en === "string") {
    return new Refused(answer.status, { zh: said.zh, en: said.en }, said.faults);
  }
  if (answer.status === TOO_MANY) {
    const zh = "现在提交的人太多。您写的内容已存在手机里，请过一会儿再发送。";
    return new Refused(TOO_MANY, { zh, en: "Too many at this moment. What you wrote is kept on the phone; send it later." });
  }
  const zh = `网站没有按约定回答（${answer.status}），请稍后再试。`;
  return new Refused(answer.status, { zh, en: `The site did not answer as agreed (${answer.status}). Try again later.` });
}

/** Asking again is safe for what only reads and for what carries a key; nothing else is repeated. */
async function patiently(asked: Asked): Promise<Answer> {
  const mayRepeat = asked.method === "GET" || asked.method === "PUT" || Boolean(asked.key);
  for (const wait of [...(mayRepeat ? PATIENCE : []), 0]) {
    try {
      const answer = await once(asked);
      if (answer.status < 502 || answer.status > 504 || wait === 0) {
        return answer;
      }
    } catch (fault) {
      if (wait === 0) {
        throw fault;
      }
    }
    await new Promise<void>((go) => setTimeout(go, wait));
  }
  throw new Unreachable();
}

function once(asked: Asked): Promise<Answer> {
  return new Promise((give, fail) => {
    wx.request({
      url: SITE.address + asked.path + queryOf(asked.query),
      method: asked.method,
      data: (asked.raw ? asked.raw.data : asked.body) as WechatMiniprogram.IAnyObject,
      header: { ...headers(asked), "Content-Type": asked.raw ? asked.raw.type : "application/json" },
      timeout: TIMEOUT,
      success: (answer) => give({ status: answer.statusCode, body: answer.data }),
      fail: () => fail(new Unreachable()),
    });
  });
}

function queryOf(query: Asked["query"]): string {
  const parts = Object.entries(query ?? {})
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
  return parts.length ? `?${parts.join("&")}` : "";
}
