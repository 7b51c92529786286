/** Every call that this program makes. tsc proves each field sent and read against the site's own types. */
import { ask, Asked } from "../lib/http";
import { Operations } from "./contract";

export const CALLS = {
  forms: "GET /api/requests/forms",
  media: "POST /api/requests/media",
  chunk: "PUT /api/requests/media/{media_id}/{offset}",
  alike: "POST /api/requests/alike",
  report: "POST /api/requests",
  mine: "GET /api/requests/mine",
  follow: "GET /api/requests/by-receipt/{code}",
  answer: "POST /api/requests/by-receipt/{code}/answers",
  judge: "POST /api/requests/by-receipt/{code}/verdict",
  disclose: "POST /api/requests/by-receipt/{code}/disclosure",
  rated: "GET /api/ratings/at/{token}",
  rate: "POST /api/ratings/at/{token}",
  door: "GET /api/wechat/door",
  signIn: "POST /api/wechat/login",
  link: "POST /api/wechat/link",
  signOut: "POST /api/wechat/logout",
  unlink: "DELETE /api/wechat/link",
} as const;

type Name = keyof typeof CALLS;
type Of<N extends Name> = Operations[(typeof CALLS)[N]];
export type Gives<N extends Name> = Of<N>["gives"];
export type Takes<N extends Name> = Of<N>["takes"];
export type Asks<N extends Name> = Of<N>["query"];

interface How<N extends Name> {
  in?: Record<string, string | number>;
  query?: Asks<N>;
  body?: Takes<N>;
  /** Idempotency key: the same key is done once, however often it is sent. */
  key?: string;
}

/** Make one call; a refusal comes as `Refused`, no answer as `Unreachable`. */
export function call<N extends Name>(name: N, how: How<N> = {}): Promise<Gives<N>> {
  const [method, template] = CALLS[name].split(" ") as [Asked["method"], string];
  const asked: Asked = { method, path: filled(template, how.in), body: how.body, key: how.key };
  return ask<Gives<N>>({ ...asked, query: how.query as Asked["query"] });
}

/** The address of a call, with what stands in its braces. */
export function addressOf(name: Name, given: Record<string, string | number> = {}): string {
  return filled(CALLS[name].split(" ")[1] as string, given);
}

function filled(template: string, given: Record<string, string | number> = {}): string {
  return template.replace(/\{(\w+)\}/g, (_all, name: string) => encodeURIComponent(String(given[name])));
}
