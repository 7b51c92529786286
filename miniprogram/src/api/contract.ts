/* Written by tools/contract.py from the site's OpenAPI; do not change it here. */

export interface AlikeIn {
  class: string;
  words: string;
  region?: string;
}

export interface AlikeOne {
  words: string;
  state: string;
  since: string;
  alike: number;
}

export interface AlikeOut {
  alike: Array<AlikeOne>;
}

export interface AnswerIn {
  question: number;
  words: string;
}

export interface AnswerOut {
  words: string;
  at: string | null;
  unit: string;
}

export interface Choice {
  id: string;
  name: string;
}

export interface ClassOut {
  code: string;
  name: string;
  plain: string;
  anonymous: boolean;
  fields: Array<FieldOut>;
}

export interface Coming {
  code: string;
  notice?: string;
}

export interface Consents {
  identity?: boolean;
  location?: boolean;
  publish?: boolean;
}

export interface Contact {
  name?: string;
  phone?: string;
}

export interface DisclosureIn {
  disclosure: number;
  agrees: boolean;
}

export interface DisclosureOut {
  id: number;
  unit: string;
  words: string;
}

export interface Door {
  offered: boolean;
  notice: string;
  parts: Array<NoticePart>;
}

export interface FieldOut {
  id: string;
  type: string;
  name: string;
  hint: string;
  required: boolean;
  choices: Array<Choice>;
  length: number | null;
  shown_when?: ShownWhen | null;
}

export interface FollowOut {
  number: string;
  receipt: string;
  follow: string;
  class_name: string;
  words: string;
  state: string;
  state_words: string;
  reported_at: string;
  promised_on: string | null;
  promise: string;
  timeline: Array<Happened>;
  question: QuestionOut | null;
  answer: AnswerOut | null;
  may_judge: boolean;
  satisfaction: Array<Choice>;
  disclosures: Array<DisclosureOut>;
}

export interface FormsOut {
  classes: Array<ClassOut>;
  media: MediaLimits;
  privacy: PrivacyOut;
}

export interface Grade {
  grade: number;
  name: string;
}

export interface Happened {
  at: string;
  sentence: string;
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
  chunk_bytes: number;
}

export interface MediaOut {
  id: string;
  token: string;
  kind: string;
  bytes: number;
}

export interface MineOne {
  number: string;
  receipt: string;
  class_name: string;
  state: string;
  state_words: string;
  reported_at: string;
  promised_on: string | null;
  asks: boolean;
}

export interface MineOut {
  requests: Array<MineOne>;
  after: number | null;
}

export interface NoticePart {
  heading: string;
  words: string;
}

export interface Parted {
  closed: boolean;
}

export interface Place {
  latitude?: number;
  longitude?: number;
  words?: string;
}

export interface PrivacyOut {
  version: string;
  text: string;
}

export interface QuestionOut {
  id: number;
  words: string;
  answer_by: string | null;
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

export interface ReportIn {
  class: string;
  fields: Record<string, unknown>;
  media?: Array<string>;
  place?: Place | null;
  contact?: Contact | null;
  consents?: Consents;
  privacy_version: string;
}

export interface ReportOut {
  number: string;
  receipt: string;
  promised_on: string | null;
  follow: string;
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

export interface Operations {
  "DELETE /api/wechat/link": { takes: null; query: null; gives: Parted };
  "POST /api/wechat/link": { takes: Joining; query: null; gives: SignedIn };
  "GET /api/ratings/at/{token}": { takes: null; query: null; gives: RatedOut };
  "POST /api/ratings/at/{token}": { takes: RatingIn; query: null; gives: RatingOut };
  "GET /api/requests/by-receipt/{code}": { takes: null; query: null; gives: FollowOut };
  "GET /api/requests/forms": { takes: null; query: null; gives: FormsOut };
  "GET /api/requests/mine": { takes: null; query: { after?: number }; gives: MineOut };
  "GET /api/wechat/door": { takes: null; query: null; gives: Door };
  "POST /api/requests/": { takes: ReportIn; query: null; gives: ReportOut };
  "POST /api/requests/alike": { takes: AlikeIn; query: null; gives: AlikeOut };
  "POST /api/requests/by-receipt/{code}/answers": { takes: AnswerIn; query: null; gives: FollowOut };
  "POST /api/requests/by-receipt/{code}/disclosure": { takes: DisclosureIn; query: null; gives: FollowOut };
  "POST /api/requests/by-receipt/{code}/verdict": { takes: VerdictIn; query: null; gives: FollowOut };
  "POST /api/requests/media": { takes: null; query: null; gives: MediaOut };
  "POST /api/wechat/login": { takes: Coming; query: null; gives: SignedIn };
  "POST /api/wechat/logout": { takes: null; query: null; gives: null };
  "PUT /api/requests/media/{media_id}/{offset}": { takes: null; query: null; gives: MediaOut };
}
