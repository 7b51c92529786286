/** Every word that this program says itself, Chinese first; the rest comes from the site in both languages. */
import { read } from "./kept";

export type Language = "zh" | "en";

const WORDS = {
  report: ["我有诉求", "Report a problem"],
  report_hint: ["咨询、求助、投诉、建议，拍照和语音都可以", "Ask, complain or suggest; with photos and voice"],
  mine: ["我的诉求", "My requests"],
  mine_hint: ["看进度、补充说明、评价办得怎么样", "How they stand, questions, your verdict"],
  rate: ["扫码评价", "Rate a service"],
  rate_hint: ["扫窗口的评价码，点两下就好", "Scan the code at the window; two taps"],
  settings: ["设置", "Settings"],
  settings_hint: ["大字、语言、隐私、登录", "Large type, language, privacy, sign-in"],
  large_type: ["大字模式", "Large type"],
  language: ["语言", "Language"],
  other_language: ["English", "中文"],
  privacy: ["隐私告知", "Privacy notice"],
  edition: ["第 {version} 版", "Edition {version}"],
  read_first: ["收集任何信息之前，请先看这一页。", "Please read this before anything is collected."],
  agree: ["已阅读并同意", "I have read it and agree"],
  disagree: ["不同意，先看看", "I do not agree; just look"],
  agreed_on: ["您于 {day} 同意了第 {version} 版。", "You agreed to edition {version} on {day}."],
  not_agreed: ["您还没有同意隐私告知，现在不能提交诉求。", "You have not agreed to the privacy notice, so nothing can be sent."],
  withdraw: ["撤回同意", "Withdraw consent"],
  withdraw_ask: ["撤回后，本机的草稿和回执会删除；已提交的诉求仍会办理。确定撤回吗？", "Drafts and receipts on this phone are deleted; what was sent is still handled. Withdraw?"],
  withdrawn: ["已撤回同意，本机的内容已删除。", "Consent is withdrawn; what was on this phone is deleted."],
  notice_changed: ["隐私告知有更新，请重新阅读。", "The privacy notice has changed; please read it again."],
  wechat_privacy_refused: ["您没有同意微信的隐私保护指引，所以不能使用照片、录音和位置；文字仍可提交。", "Without WeChat's privacy guide, photos, voice and place cannot be used; words can be sent."],
  choose_class: ["您要反映的是", "What is it about?"],
  drafts: ["没发出去的草稿", "Drafts not sent"],
  draft_go_on: ["接着写", "Go on"],
  waiting_to_send: ["网络恢复后自动发送", "Sent by itself once the network is back"],
  your_words: ["情况说明", "What happened"],
  your_words_hint: ["什么时候、在哪里、怎么回事、希望怎么办。", "When, where, what, and what you would like to be done."],
  required: ["必填", "required"],
  choose: ["请选择", "Choose"],
  yes: ["是", "Yes"],
  no: ["否", "No"],
  alike: ["已有人反映过类似问题，正在办理：", "Something alike is being handled:"],
  alike_hint: ["如果是同一件事，您仍可以提交，会合在一起办，您会单独收到答复。", "If it is the same, you can still send yours: they are handled together and you get your own answer."],
  photos: ["照片", "Photos"],
  photos_hint: ["最多 {most} 张。照片里的位置信息会去掉，除非您同意保留。", "At most {most}. The place inside photos is removed unless you agree to keep it."],
  add_photo: ["加照片", "Add a photo"],
  remove: ["删除", "Remove"],
  voice: ["语音", "Voice"],
  voice_hint: ["最长 {seconds} 秒。请把说的内容也写成文字，原录音会保留。", "At most {seconds} seconds. Please type what you said too; the recording is kept."],
  record: ["开始录音", "Record"],
  stop: ["停止录音", "Stop"],
  recording: ["正在录音……", "Recording …"],
  play: ["听一下", "Listen"],
  transcript: ["录音的文字", "What the recording says"],
  place: ["位置", "Place"],
  place_hint: ["可以不标。标出后要勾选同意才会发送，只用来找到问题所在。", "Optional. It is sent only if you agree below, and used only to find the trouble."],
  mark_place: ["标出位置", "Mark the place"],
  contact: ["怎么联系您", "How to reach you"],
  contact_hint: ["可以都不填。不填时凭回执查看答复。", "Both may stay empty; the receipt then leads to the answer."],
  contact_needed: ["这类事项要核对，请留下姓名和电话。", "This kind has to be checked: leave name and telephone."],
  name: ["姓名", "Name"],
  phone: ["电话", "Telephone"],
  may_tell: ["同意承办单位知道我是谁", "The unit that handles it may know who I am"],
  may_keep_place: ["同意保留位置（标出的和照片里的）", "The place may be kept: the one marked and those inside photos"],
  may_publish: ["同意隐去个人信息后公开答复", "The answer may be published without personal data"],
  send: ["提交", "Send"],
  sending: ["正在发送", "Sending"],
  uploading: ["正在上传 {done}/{total}", "Uploading {done}/{total}"],
  kept: ["已自动保存在本机", "Kept on this phone"],
  kept_offline: ["现在连不上网。您写的内容已存在本机，联网后会自动发送，不会发两次。", "There is no network. What you wrote is kept on this phone and sent by itself later, once only."],
  correct_these: ["请改正标出的地方。", "Correct what is marked."],
  fill_in: ["请填写“{name}”。", "Fill in “{name}”."],
  receipt: ["回执", "Receipt"],
  receipt_code: ["回执码", "Receipt code"],
  number: ["编号", "Number"],
  promised: ["承诺 {day} 前答复", "An answer is promised by {day}"],
  no_promise: ["受理后告知答复时间", "The date of the answer follows once it is accepted"],
  receipt_hint: ["没有网络也能打开。到大厅出示二维码，工作人员扫一下就能查到。", "Opens without a network. Show the code at the hall and the clerk finds your request."],
  copy: ["复制回执码", "Copy the code"],
  copied: ["已复制", "Copied"],
  follow: ["看进度", "How it stands"],
  home: ["回首页", "Home"],
  enter_code: ["输入回执码查询", "Look up by receipt code"],
  look_up: ["查询", "Look up"],
  bad_code: ["回执码是纸质或电子回执上的一串字母数字，请照着输入。", "The receipt code is the string on your receipt; type it as it stands there."],
  none_yet: ["还没有诉求。提交后，回执会留在这里。", "No requests yet. Receipts of what you send stay here."],
  on_this_phone: ["本机的回执", "Receipts on this phone"],
  of_account: ["登录后的全部诉求", "All requests of your account"],
  more: ["更多", "More"],
  asked_of_you: ["等您回答", "Waits for your answer"],
  as_of: ["{day} 看到的状态", "As seen on {day}"],
  offline_view: ["现在连不上网，显示的是上次看到的内容。", "There is no network; this is what was seen last."],
  question: ["承办单位问您", "The unit asks you"],
  your_answer: ["您的回答", "Your answer"],
  send_answer: ["发送回答", "Send the answer"],
  the_answer: ["答复", "The answer"],
  is_it_solved: ["问题解决了吗？", "Is it solved?"],
  solved: ["解决了", "Solved"],
  not_solved: ["没有解决", "Not solved"],
  are_you_satisfied: ["对办理过程满意吗？", "Are you satisfied with how it was handled?"],
  why_not: ["还差什么（选填，有助于重新办理）", "What is missing (optional; helps when it is taken up again)"],
  judge: ["提交评判", "Send the verdict"],
  thanks: ["已收到，谢谢。", "Received, thank you."],
  who_you_are: ["承办单位想知道您是谁", "The unit wants to know who you are"],
  tell: ["同意告知", "Tell them"],
  do_not_tell: ["不同意", "Do not tell"],
  what_happened: ["办理经过", "What happened so far"],
  your_report: ["您反映的内容", "What you reported"],
  reported_on: ["{day} 提交", "Sent on {day}"],
  refresh: ["刷新", "Refresh"],
  scan: ["扫评价码", "Scan the code"],
  not_our_code: ["这不是本市的评价码，请扫窗口上的评价码。", "This is no rating code of this city; scan the one at the window."],
  how_was_it: ["这次服务怎么样？", "How was the service?"],
  reasons: ["哪里不满意（可多选）", "What was wrong (choose any)"],
  say_more: ["还想说的话（选填）", "Anything else (optional)"],
  rate_send: ["提交评价", "Send the rating"],
  rated: ["窗口人员看不到是谁评的。", "The staff cannot see whose rating it is."],
  unreachable: ["现在连不上网站，请检查网络后再试。", "The site cannot be reached. Check the network and try again."],
  again: ["再试一次", "Try again"],
  sign_in: ["用微信登录", "Sign in with WeChat"],
  sign_in_hint: ["不登录也能反映诉求。登录后换手机也能看到自己的诉求。", "Reporting needs no sign-in. Signed in, you see your requests on any phone."],
  signed_in: ["已登录：{name}", "Signed in: {name}"],
  have_account: ["已有门户网站账号", "I have an account of the portal"],
  link_hint: ["输入一次账号和密码，以后用微信就能打开它。", "Type account and password once; WeChat opens it from then on."],
  account: ["账号", "Account"],
  password: ["密码", "Password"],
  link: ["关联并登录", "Link and sign in"],
  sign_out: ["退出登录", "Sign out"],
  account_notice: ["登录前，请先阅读账号的隐私告知：", "Read the notice of accounts before you sign in:"],
  agree_and_sign_in: ["同意并登录", "Agree and sign in"],
  unlink: ["解除微信登录", "Unlink WeChat"],
  unlink_ask: ["解除后，用微信不能再打开这个账号；没有其他登录方式的账号会被注销。确定吗？", "WeChat opens this account no more; an account without another way in is closed. Go on?"],
  unlinked: ["已解除。", "Unlinked."],
  closed: ["账号已注销。", "The account is closed."],
  delete_drafts: ["删除全部草稿", "Delete all drafts"],
  delete_ask: ["草稿和其中的照片、录音会从本机删除，不能恢复。", "Drafts with their photos and recordings are deleted from this phone for good."],
  deleted: ["已删除。", "Deleted."],
  cancel: ["取消", "Cancel"],
  confirm: ["确定", "Yes"],
  no_permission: ["没有得到使用权限。可在微信右上角“…”的设置里打开。", "Permission was not given; you can change it in WeChat's settings of this program."],
  too_large: ["这个文件太大，最多 {most} 兆字节。", "This file is too large; at most {most} megabytes."],
} as const;

export type Key = keyof typeof WORDS;
export type Words = Record<Key, string>;

export function language(): Language {
  return read("language") ?? "zh";
}

/** As headers name it. */
export function languageTag(): string {
  return language() === "zh" ? "zh-hans" : "en";
}

/** All words in one language, for a page. */
export function words(tongue: Language = language()): Words {
  const place = tongue === "zh" ? 0 : 1;
  const found = {} as Words;
  for (const key of Object.keys(WORDS) as Key[]) {
    found[key] = WORDS[key][place];
  }
  return found;
}

/** What the site says in both languages, in the reader's. */
export function inTongue(both: { zh: string; en: string }): string {
  return both[language()];
}

/** One sentence with what stands in its braces. */
export function say(key: Key, given: Record<string, string | number> = {}, tongue: Language = language()): string {
  const text: string = WORDS[key][tongue === "zh" ? 0 : 1];
  return text.replace(/\{(\w+)\}/g, (_all, name: string) => String(given[name] ?? ""));
}
