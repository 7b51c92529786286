/** A draft becomes a report: files first, then the words, with one key however often it is tried. */
import { call, Gives, Takes } from "../api/calls";
import { Draft, drafts, dropDraft, keepDraft } from "./drafts";
import { WORDS } from "./fields";
import { Refused, Unreachable } from "./http";
import { read } from "./kept";
import { keepReceipt, Receipt } from "./receipts";
import { uploadAll } from "./uploads";
import { SITE } from "../site";

const TOO_MANY = 429;
const under_way = new Set<string>();

/** Send one draft; it is deleted only once the city has confirmed it. */
export async function send(draft: Draft, tell: (done: number, total: number) => void = () => undefined): Promise<Receipt> {
  under_way.add(draft.key);
  try {
    const media = await uploadAll(draft, tell);
    const filed = await call("report", { key: draft.key, body: body(draft, media) });
    const receipt = receiptFor(draft, filed);
    keepReceipt(receipt);
    dropDraft(draft.key);
    return receipt;
  } catch (fault) {
    draft.is_waiting = fault instanceof Unreachable || (fault instanceof Refused && fault.status === TOO_MANY);
    keepDraft(draft);
    throw fault;
  } finally {
    under_way.delete(draft.key);
  }
}

/** Send whatever waits for a network; what is refused becomes an ordinary draft again. */
export async function sendWaiting(): Promise<number> {
  let sent = 0;
  for (const draft of drafts().filter((one) => one.is_waiting && !under_way.has(one.key))) {
    try {
      await send(draft);
      sent += 1;
    } catch (fault) {
      if (fault instanceof Unreachable) {
        break;
      }
    }
  }
  return sent;
}

function body(draft: Draft, media: string[]): Takes<"report"> {
  const { [WORDS]: words, region, ...fields } = draft.fields;
  const { place, consents } = draft;
  return {
    class: draft.class_code,
    words: String(words ?? ""),
    region: String(region ?? ""),
    fields,
    media,
    channel: "mini_program",
    place: place && consents.keep_place ? { longitude: place.longitude, latitude: place.latitude } : null,
    contact: draft.contact,
    consents,
    privacy_version: read("agreed")?.version ?? 0,
  };
}

function receiptFor(draft: Draft, filed: Gives<"report">): Receipt {
  return {
    code: filed.receipt,
    number: filed.number,
    class_name: draft.class_name,
    words: String(draft.fields[WORDS] ?? ""),
    promised_on: filed.promised_on,
    follow: SITE.address + filed.follow,
    sent_at: new Date().toISOString(),
  };
}
