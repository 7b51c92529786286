/* Written by tools/contract.py from the site's OpenAPI; do not change it here. */

export interface AlikeIn {
  words: string;
  region?: string;
}

export interface AlikeOut {
  title: string;
  state: string;
  percent: number;
}

export interface AnswerIn {
  words: string;
}

export interface ChoiceOut {
  id: string;
  name: string;
}

export interface ClassOut {
  id: string;
  nature: string;
  name: Words;
  plain: Words;
  anonymous: boolean;
  fields: Array<FieldOut>;
}

export interface Coming {
  code: string;
  notice?: string;
}

export interface ConsentsIn {
  identity_to_unit?: boolean;
  keep_place?: boolean;
  publish?: boolean;
}

export interface ContactIn {
  name?: string;
  phone?: string;
}

export interface DisclosureIn {
  disclosure: number;
  agrees: boolean;
}

export interface DisclosureOut {
  disclosure: number;
  unit: string;
  reason: string;
  answer: string;
}

export interface Door {
  offered: boolean;
  notice: string;
  parts: Array<NoticePart>;
}

export interface FieldOut {
  id: string;
  type: string;
  name: Words;
  hint: Words | null;
  required: boolean;
  length: number | null;
  choices: Array<ChoiceOut>;
  shown_when: ShownWhen | null;
}

export interface FollowOut {
  number: string;
  receipt: string;
  title: string;
  class_name: string;
  state: string;
  is_open: boolean;
  now: string;
  holder: string;
  promised_on: string | null;
  joined_into: string;
  reopened: number;
  answer: string;
  reason: string;
  timeline: Array<HappenedOut>;
  question: QuestionOut | null;
  disclosures: Array<DisclosureOut>;
  may_judge: boolean;
}

export interface FormsOut {
  classes: Array<ClassOut>;
  satisfaction: Array<GradeOut>;
  media: MediaLimits;
  privacy: PrivacyOut;
}

export interface Grade {
  grade: number;
  name: string;
}

export interface GradeOut {
  id: string;
  name: Words;
}

export interface HappenedOut {
  name: string;
  outcome: string;
  at: string;
}

export interface Joining {
  code: string;
  account: string;
  password: string;
}

export interface MediaLimits {
  photos: number;
  photo_megabytes: number;
  voices: number;
  voice_seconds: number;
  voice_megabytes: number;
}

export interface MediaOut {
  id: string;
  token: string;
  received: number;
}

export interface NoticePart {
  heading: string;
  words: string;
}

export interface OwnOut {
  number: string;
  title: string;
  receipt: string;
  state: string;
  is_open: boolean;
  asks: boolean;
  received_at: string;
}

export interface OwnPageOut {
  requests: Array<OwnOut>;
  after: number | null;
}

export interface Parted {
  closed: boolean;
}

export interface PlaceIn {
  longitude: number | string;
  latitude: number | string;
}

export interface PrivacyOut {
  version: number;
  text: Words;
}

export interface QuestionOut {
  words: string;
  asked_at: string;
}

export interface RatedOut {
  kind: string;
  name: string;
  unit: string;
  is_open: boolean;
  why_closed: string;
  grades: Array<Grade>;
  reasons: Array<Reason>;
}

export interface RatingIn {
  grade: number;
  reasons?: Array<string>;
  words?: string;
  contact?: string;
}

export interface RatingOut {
  words: string;
}

export interface Reason {
  id: string;
  name: string;
  grades: Array<number>;
}

export interface ReceiptOut {
  number: string;
  receipt: string;
  promised_on: string | null;
  follow: string;
}

export interface Refusal {
  zh: string;
  en: string;
  faults?: Record<string, Array<Words>>;
  details?: Array<Record<string, unknown>>;
}

export interface ReportIn {
  class: string;
  words: string;
  title?: string;
  region?: string;
  fields?: Record<string, unknown>;
  happened_on?: string | null;
  channel?: string;
  contact?: ContactIn;
  consents?: ConsentsIn;
  place?: PlaceIn | null;
  media?: Array<string>;
  privacy_version?: number;
}

export interface ShownWhen {
  field: string;
  values: Array<string>;
}

export interface SignedIn {
  session: string;
  name: string;
  notice: string;
}

export interface VerdictIn {
  solved: boolean;
  satisfied: string;
  words?: string;
}

export interface Words {
  zh: string;
  en: string;
}

export interface Operations {
  "DELETE /api/wechat/link": { takes: null; query: null; gives: Parted };
  "POST /api/wechat/link": { takes: Joining; query: null; gives: SignedIn };
  "GET /api/ratings/at/{token}": { takes: null; query: null; gives: RatedOut };
  "POST /api/ratings/at/{token}": { takes: RatingIn; query: null; gives: RatingOut };
  "GET /api/requests/by-receipt/{code}": { takes: null; query: null; gives: FollowOut };
  "GET /api/requests/forms": { takes: null; query: null; gives: FormsOut };
  "GET /api/requests/mine": { takes: null; query: { after?: number | null }; gives: OwnPageOut };
  "GET /api/wechat/door": { takes: null; query: null; gives: Door };
  "POST /api/requests": { takes: ReportIn; query: null; gives: ReceiptOut };
  "POST /api/requests/alike": { takes: AlikeIn; query: null; gives: Array<AlikeOut> };
  "POST /api/requests/by-receipt/{code}/answers": { takes: AnswerIn; query: null; gives: FollowOut };
  "POST /api/requests/by-receipt/{code}/disclosure": { takes: DisclosureIn; query: null; gives: FollowOut };
  "POST /api/requests/by-receipt/{code}/verdict": { takes: VerdictIn; query: null; gives: FollowOut };
  "POST /api/requests/media": { takes: null; query: null; gives: MediaOut };
  "POST /api/wechat/login": { takes: Coming; query: null; gives: SignedIn };
  "POST /api/wechat/logout": { takes: null; query: null; gives: null };
  "PUT /api/requests/media/{media_id}/{offset}": { takes: null; query: { total: number; keep_place?: boolean }; gives: MediaOut };
}
